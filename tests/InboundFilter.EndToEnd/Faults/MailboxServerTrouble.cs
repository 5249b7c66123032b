using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>A mailbox server that greylists, is full or hangs up, now and then, while much mail comes: the books are right.</summary>
public sealed class MailboxServerTrouble
{
    private const int Messages = 100;

    private readonly Random _chance = new(7);
    private FakeMailboxServer _server = null!;
    private FilterSetup _setup = null!;
    private Lives _lives = null!;
    private int _rows;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = new FakeMailboxServer("PIPELINING", "8BITMIME");
        _setup = new FilterSetup { ["mailboxes"] = $"{{local: {{smtp: [\"{_server.Address}\"]}}}}" };
        _lives = await Lives.BeginAsync(_setup, "--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _lives.DisposeAsync();
        await _server.DisposeAsync();
        _setup.Dispose();
    }

    [TestCase("MAIL", "452 4.3.1 Insufficient system storage", false, TestName = "Full")]
    [TestCase("RCPT", "450 4.2.0 Greylisted", false, TestName = "Greylisting")]
    [TestCase("RCPT", "421 4.3.2 Shutting down", false, TestName = "Stopping")]
    [TestCase("DATA", FakeMailboxServer.HangUp, false, TestName = "Hangs up before the message")]
    [TestCase(FakeMailboxServer.EndOfMessage, "451 4.3.0 Queue file write error", false, TestName = "Its disk fails")]
    [TestCase(FakeMailboxServer.EndOfMessage, FakeMailboxServer.HangUp, false, TestName = "Drops the message after the final dot")]
    [TestCase(FakeMailboxServer.EndOfMessage, FakeMailboxServer.KeepAndHangUp, true, TestName = "Keeps the message and hangs up after the final dot")]
    public async Task Now_and_then(string at, string answer, bool isKeptUnsaid)
    {
        _server.Messages.Clear();
        var book = new LoadBook();
        _server.Answer = command => command.StartsWith(at, StringComparison.Ordinal) && Strikes(book) ? answer : null;
        await LoadGenerator.DuringAsync(
            new LoadPlan { Port = _setup.Port, NumbersAfter = ++_rows * 100_000 },
            book,
            async () =>
            {
                await book.MoreTakenAsync(Messages);
                _server.Answer = static _ => null;
            });

        await Eventually.UntilAsync(() => Close(book).Faults.Count == 0, $"the books are right: {string.Join('\n', Close(book).Faults)}");
        var balance = Close(book);
        await TestContext.Out.WriteLineAsync($"{balance}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(book.Count(Told.Deferred), Is.Positive, "there was trouble");
            Assert.That(new[] { Told.Refused, Told.Lost, Told.InDoubt }.Sum(book.Count), Is.Zero, "and the client always heard of it");
            Assert.That(balance.Twice > 0, Is.EqualTo(isKeptUnsaid));
        }
    }

    [Test]
    public async Task A_client_that_does_not_wait_for_its_reply_sends_a_second_copy_and_the_log_says_why()
    {
        _server.Messages.Clear();
        using var gate = new ManualResetEventSlim();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Answer = command =>
        {
            if (command == FakeMailboxServer.EndOfMessage)
            {
                reached.TrySetResult();
                gate.Wait(Eventually.Limit);
            }

            return null;
        };
        var book = new LoadBook();
        var message = LoadMessage.Make(++_rows * 100_000, seed: 7, mostOctets: 2_000);
        book.Sends(message);
        await using (var hasty = await BeginAsync(message))
        {
            await hasty.SendAsync(".\r\n");
            await reached.Task.WaitAsync(Eventually.Limit, TimeProvider.System);
        }

        book.WasTold(new Attempt(message.Id, 0, Told.InDoubt, "left", string.Empty, TimeSpan.Zero));
        for (int i = 0; i < 3; i++)
        {
            // By then the filter has seen that the first one left.
            await using var other = await _lives.Now.ConnectAsync();
            await other.ReadAsync();
        }

        gate.Set();
        await using var patient = await BeginAsync(message);
        var reply = await patient.AskAsync(".");
        book.WasTold(new Attempt(message.Id, 0, Told.Taken, $"{reply}", string.Empty, TimeSpan.Zero));

        Assert.That((reply.Code, _server.Messages.Count), Is.EqualTo((250, 2)));
        await Eventually.UntilAsync(() => Close(book) is { Faults.Count: 0, Twice: 1 }, $"the log says why; {_lives.Now.AllPrinted}");
    }

    private async Task<SmtpClient> BeginAsync(LoadMessage message)
    {
        var client = await _lives.Now.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", message.From, "user@example.test");
        await client.MustAsync("DATA");
        await client.SendAsync(DotStuffing.Of(message.Octets));
        return client;
    }

    private Balance Close(LoadBook book) => Accountant.Close(book, [.. _server.Messages.Select((m, i) => Arrival.Read(m, $"{i}"))], _lives.Told());

    /// <summary>Once in ten times; every time while a fifth of the messages is taken and no client has heard of trouble yet.</summary>
    /// <remarks>A farewell (421) on a connection that had served before is answered by a fresh connection, so single ones stay unheard.</remarks>
    private bool Strikes(LoadBook book)
    {
        lock (_chance)
        {
            return _chance.Next(10) == 0 || (book.Taken >= Messages / 5 && book.Count(Told.Deferred) == 0);
        }
    }
}
