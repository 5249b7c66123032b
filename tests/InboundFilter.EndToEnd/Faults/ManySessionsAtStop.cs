using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>SIGTERM while 2,000 sessions are open: idle ones are told, messages in progress are finished, and the books are right.</summary>
public sealed class ManySessionsAtStop
{
    private const int Idle = 1_000;
    private const int Sending = 500;
    private const int Leaving = 500;

    [Test]
    public async Task Two_thousand_sessions_end_in_order()
    {
        using var setup = new FilterSetup { ["limits"] = "{sessions: 5000, sessions-per-client: 5000}" };
        await using var lives = await Lives.BeginAsync(setup, "--dns", $"127.0.0.1:{FreePort.Next()}");
        var book = new LoadBook();
        var sessions = new List<SmtpClient>();
        try
        {
            for (int i = 0; i < Idle + Sending + Leaving; i++)
            {
                var session = await lives.Now.ConnectAsync();
                sessions.Add(session);
                Assert.That((await session.ReadAsync())?.Code, Is.EqualTo(220));
                await session.MustAsync("EHLO client.test");
            }

            var idle = sessions[..Idle];
            var sending = sessions[Idle..(Idle + Sending)].Select((s, i) => (Session: s, Message: LoadMessage.Make(i + 1, seed: 7, mostOctets: 2_000))).ToList();
            var leaving = sessions[(Idle + Sending)..].Select((s, i) => (Session: s, Message: LoadMessage.Make(Sending + i + 1, seed: 7, mostOctets: 2_000))).ToList();
            foreach (var (session, message) in sending.Concat(leaving))
            {
                book.Sends(message);
                await session.MustAsync($"MAIL FROM:<{message.From}>");
                await session.MustAsync("RCPT TO:<user@example.test>");
                await session.MustAsync("DATA");
                await session.SendAsync(DotStuffing.Of(message.Octets).AsMemory(0, 100));
            }

            lives.Now.BeginStop();
            var told = await Task.WhenAll(idle.Select(s => s.ReadAsync()));
            Assert.That(told.Select(r => r?.Code), Is.All.EqualTo(421), "who is idle is told at once");
            await Task.WhenAll(leaving.Select(l => l.Session.DisposeAsync().AsTask()));
            foreach (var ended in await Task.WhenAll(sending.Select(s => FinishAsync(s.Session, s.Message))))
            {
                book.WasTold(ended);
            }

            Assert.That(await lives.Now.ExitAsync(), Is.Zero, lives.Now.AllPrinted);
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync();
            }
        }

        var balance = Accountant.Close(book, Arrival.OfMaildir(setup.Folder["mail/example.test/user/new"]), lives.Told());
        await TestContext.Out.WriteLineAsync($"{balance}");
        Assert.That(balance.Faults, Is.Empty);
        Assert.That((balance.Taken, balance.Arrived), Is.EqualTo((Sending, Sending)));
    }

    private static async Task<Attempt> FinishAsync(SmtpClient session, LoadMessage message)
    {
        await session.SendAsync(DotStuffing.Of(message.Octets).AsMemory(100));
        var reply = await session.AskAsync(".");
        return new Attempt(message.Id, 0, reply.Code == 250 ? Told.Taken : Told.Deferred, $"{reply}", reply.Reference, TimeSpan.Zero);
    }
}
