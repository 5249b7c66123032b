using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Desks;

public sealed class BlockDeskTests
{
    private readonly ManualTimeProvider _time = new(Given.Now);
    private MemoryLedger _ledger = null!;

    [SetUp]
    public void Start() => _ledger = new MemoryLedger();

    [TearDown]
    public async Task StopAsync() => await _ledger.DisposeAsync();

    [TestCase("192.0.2.7", "A.2")]
    [TestCase("192.0.2.0/24", "A.2")]
    [TestCase("AS64500", "B.2")]
    [TestCase("shop.example", "C.2")]
    [TestCase("news@shop.example", "C.2")]
    public async Task Blocks_under_the_code_of_the_subject(string text, string code)
    {
        var made = await BlockAsync(SubjectMeanings.Of(text)[0]);

        var stored = await _ledger.Blocks.FindAsync(made.Id, default);
        Assert.That((stored?.Code, stored?.By, stored?.Repetition, stored?.IsInForce(Given.Now)), Is.EqualTo((code, "anna", 1, true)));
    }

    [Test]
    public async Task Who_blocked_whom_and_why_stands_in_the_audit_log()
    {
        var made = await BlockAsync(SubjectMeanings.Of("192.0.2.7")[0]);

        var entry = (await _ledger.Audit.SearchAsync("address 192.0.2.7", 0, 10, default)).Single();
        Assert.That((entry.Who, entry.Action, entry.After), Is.EqualTo(("anna", "block", $"A.2 {made.Id} until proof: spam by hand")));
    }

    [Test]
    public async Task Nobody_is_blocked_twice()
    {
        var made = await BlockAsync(SubjectMeanings.Of("192.0.2.7")[0]);

        Assert.That(() => BlockAsync(SubjectMeanings.Of("192.0.2.7")[0]), Throws.TypeOf<DeskException>().With.Message.Contains(made.Id.ToString()));
    }

    [Test]
    public async Task A_block_whose_time_is_over_begins_anew_and_counts_once_more()
    {
        var old = await BlockAsync(SubjectMeanings.Of("192.0.2.7")[0], Given.Now.AddDays(1));
        _time.Advance(TimeSpan.FromDays(2));

        var made = await BlockAsync(SubjectMeanings.Of("192.0.2.7")[0]);

        Assert.That((made.Id, made.Repetition, made.Since), Is.EqualTo((old.Id, 2, Given.Now.AddDays(2))));
    }

    [TestCase("", 1)]
    [TestCase("   ", 1)]
    [TestCase("spam", 0)]
    [TestCase("spam", -1)]
    public async Task A_block_without_reason_or_time_is_none(string reason, int days)
    {
        var order = new BlockOrder(SubjectMeanings.Of("192.0.2.7")[0], reason, "anna", Given.Now.AddDays(days));

        Assert.That(() => new BlockDesk(_ledger, _time).BlockAsync(order, default), Throws.TypeOf<DeskException>());
        Assert.That(await _ledger.Blocks.SearchAsync(new BlockQuery(), 10, default), Is.Empty);
    }

    private Task<BlockRecord> BlockAsync(Subject subject, DateTimeOffset? until = null) =>
        new BlockDesk(_ledger, _time).BlockAsync(new BlockOrder(subject, "spam by hand", "anna", until), default);
}
