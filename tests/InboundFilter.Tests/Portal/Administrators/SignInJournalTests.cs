using InboundFilter.Ledger;
using InboundFilter.Portal;
using InboundFilter.Portal.Administrators;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Portal.Administrators;

public sealed class SignInJournalTests
{
    private ManualTimeProvider _time = null!;
    private MemoryLedger _ledger = null!;
    private ServiceProvider _services = null!;
    private SignInJournal _journal = null!;

    [SetUp]
    public void SetUp()
    {
        (_time, _ledger) = (new ManualTimeProvider(), new MemoryLedger());
        _services = new ServiceCollection().AddSingleton<ILedgerStore>(_ledger).BuildServiceProvider();
        _journal = new SignInJournal(new PortalLedger(_services), _time, NullLogger<SignInJournal>.Instance);
    }

    [TearDown]
    public async Task TearDown()
    {
        _journal.Dispose();
        await _services.DisposeAsync();
    }

    [Test]
    public async Task Each_event_is_written_with_who_and_from_where()
    {
        await _journal.SignedInAsync("anna", "192.0.2.1", default);
        await _journal.SignedOutAsync("anna", "192.0.2.1", default);
        await _journal.FailedAsync("anna", "192.0.2.2", null, default);
        await _journal.FailedAsync(null, "192.0.2.3", _time.GetUtcNow() + TimeSpan.FromMinutes(1), default);

        Assert.That(
            (await _ledger.Audit.SearchAsync(null, 10, default)).Reverse().Select(a => (a.Who, a.Action, a.Target, a.After)),
            Is.EqualTo(new (string, string, string, string?)[]
            {
                ("anna", "sign-in", "192.0.2.1", null),
                ("anna", "sign-out", "192.0.2.1", null),
                ("anna", "sign-in failed", "192.0.2.2", null),
                ("unknown", "sign-in locked", "192.0.2.3", "closed until 2026-01-01 00:01:00 UTC"),
            }));
    }

    [Test]
    public async Task Of_a_flood_some_are_written_and_the_rest_is_counted()
    {
        for (int i = 0; i < 5_000; i++)
        {
            await _journal.FailedAsync(null, "192.0.2.1", null, default);
            _journal.TurnedAway();
        }

        Assert.That(await _ledger.Audit.SearchAsync(null, 10_000, default), Has.Count.EqualTo(SignInJournal.MaxFailures));

        _time.Advance(SignInJournal.Window);
        Assert.That((await _ledger.Audit.SearchAsync("many", 10, default)).Single().After, Is.EqualTo("in 10 minutes 4970 more failed, 5000 came while closed"));

        _time.Advance(SignInJournal.Window);
        await _journal.FailedAsync(null, "192.0.2.1", null, default);
        Assert.That(await _ledger.Audit.SearchAsync(null, 10_000, default), Has.Count.EqualTo(SignInJournal.MaxFailures + 2), "nothing is written when nothing happened, and the next window begins anew");
    }

    [Test]
    public void A_ledger_that_fails_keeps_nobody_out()
    {
        _ledger.Fault = LedgerFault.Full;
        Assert.That(() => _journal.SignedInAsync("anna", "192.0.2.1", default), Throws.Nothing);
    }
}
