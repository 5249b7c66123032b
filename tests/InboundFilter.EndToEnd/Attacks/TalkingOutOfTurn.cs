namespace InboundFilter.EndToEnd.Attacks;

/// <summary>Clients that do not wait: before the greeting, behind commands that must be answered first, behind STARTTLS.</summary>
public sealed class TalkingOutOfTurn
{
    [Test]
    public async Task Before_a_greeting_that_is_kept_back()
    {
        await using var filter = await AttackedFilter.StartAsync("{greeting-delay: 1s}");
        await using var hasty = await filter.ConnectAsync();
        var normal = filter.NormalClientIsServedAsync();
        await hasty.SendAsync("EHLO attacker.test\r\n");
        var reply = await hasty.ReadAsync();

        Assert.That((reply?.Status, reply?.TroubleshootingCode), Is.EqualTo(("554 5.5.0", "E.4")), $"{reply}");
        Assert.That(await hasty.ReadLineAsync(), Is.Null);
        await normal;
    }

    // STARTTLS, the greeting without a delay and DATA are Dialogues/*.smtp too.
    [TestCase("EHLO a.test\r\nMAIL FROM:<a@good.test>\r\n")]
    [TestCase("HELO a.test\r\nMAIL FROM:<a@good.test>\r\n")]
    [TestCase("EHLO a.test\r\nSTARTTLS\r\nEHLO b.test\r\n")]
    [TestCase("DATA\r\nSubject: x\r\n\r\n.\r\n")]
    [TestCase("STARTTLS\r\nRSET\r\n")]
    public async Task Behind_a_command_that_must_be_the_last_of_its_group(string group)
    {
        await using var hasty = await Room.Filter.ConnectAndGreetAsync();
        await hasty.SendAsync(group);
        var reply = await hasty.ReadAsync();

        Assert.That((reply?.Status, reply?.TroubleshootingCode), Is.EqualTo(("554 5.5.0", "E.4")), $"{reply}");
        Assert.That(await hasty.ReadLineAsync(), Is.Null, "nothing behind it is executed");
        await Room.Filter.NormalClientIsServedAsync();
    }
}
