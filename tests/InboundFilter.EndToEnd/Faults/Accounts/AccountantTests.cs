using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults.Accounts;

/// <summary>The accountant finds what is wrong in the books, and nothing else.</summary>
public sealed class AccountantTests
{
    private static readonly LoadMessage Message = LoadMessage.Make(1, seed: 1, mostOctets: 500);

    [TestCase("Taken", "1", "accept", "", TestName = "All is well")]
    [TestCase("Taken", "", "accept", "missing", TestName = "Missing")]
    [TestCase("Taken", "1 2", "accept", "nobody says why", TestName = "Twice without a reason")]
    [TestCase("Taken", "1 1", "accept", "", TestName = "Twice by the mailbox server itself")]
    [TestCase("Deferred Taken", "1 2", "doubt accept", "", TestName = "Twice and told")]
    [TestCase("Deferred Taken", "1 2", "accept", "nobody says why", TestName = "Deferred without a doubt")]
    [TestCase("InDoubt Taken", "1 2", "killed accept", "", TestName = "Killed after the final dot")]
    [TestCase("InDoubt Taken", "1 2", "accept", "nobody says why", TestName = "Lost after the final dot without a word")]
    [TestCase("InDoubt Taken", "1 2", "left accept", "", TestName = "Left before the reply")]
    [TestCase("Lost Taken", "1 2", "killed accept", "nobody says why", TestName = "Lost before the final dot")]
    [TestCase("Taken", "1", "", "the log does not say so", TestName = "Not in the log")]
    [TestCase("Refused", "1", "", "nobody says why", TestName = "Refused and there")]
    [TestCase("Taken", "1 changed", "accept", "changed", TestName = "Changed")]
    [TestCase("Taken", "1 alien", "accept", "never sent", TestName = "Never sent")]
    public void Finds(string told, string arrived, string log, string fault)
    {
        var book = new LoadBook();
        book.Sends(Message);
        foreach (string word in told.Split(' '))
        {
            book.WasTold(new Attempt(Message.Id, 0, Enum.Parse<Told>(word), "reply", word == "Deferred" ? "REF" : string.Empty, TimeSpan.Zero));
        }

        Arrival[] arrivals = [.. arrived.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ArrivalOf)];
        var life = new DaemonLife(log.Contains("killed", StringComparison.Ordinal), [.. log.Split(' ').SelectMany(LinesOf)]);

        Assert.That(Accountant.Close(book, arrivals, [life]).Faults, fault.Length == 0 ? Is.Empty : Has.Exactly(1).Contains(fault));
    }

    [Test]
    public void A_message_is_known_again_whatever_stands_before_it_and_whichever_line_ends_it_has()
    {
        byte[] stored = [.. "Received: from mx.example.test\r\n\tby mailbox.test (Postfix) with ESMTP id 4ABC\r\n"u8, .. Message.Octets];
        byte[] plain = [.. stored.Where(o => o != '\r')];

        Assert.That(new[] { Arrival.Read(stored, null), Arrival.Read(plain, null) }, Is.All.EqualTo(new Arrival(Message.Id, true, "4ABC")));
        Assert.That(Arrival.Read(plain.AsSpan()[..^5], null).IsWhole, Is.False);
    }

    private static Arrival ArrivalOf(string word) => word switch
    {
        "changed" => new Arrival(Message.Id, false, "1"),
        "alien" => new Arrival("m9", true, "9"),
        _ => new Arrival(Message.Id, true, word),
    };

    private static IEnumerable<LogLine> LinesOf(string word)
    {
        var decision = new Dictionary<string, string> { ["decision"] = "accept", ["mail_from"] = $"<{Message.From}>", ["session"] = "S", ["ref"] = "REF", ["evidence"] = string.Empty };
        return word switch
        {
            "accept" => [new LogLine(string.Empty, decision)],
            "doubt" => [new LogLine(string.Empty, new Dictionary<string, string>(decision) { ["decision"] = "defer", ["evidence"] = $"gone; {DaemonLife.DuplicatePossible}" })],
            "left" => [new LogLine(string.Empty, new Dictionary<string, string> { ["id"] = DaemonLife.LeftBeforeReply, ["session_id"] = "S" })],
            _ => [],
        };
    }
}
