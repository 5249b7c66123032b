using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Portal.Cases;
using InboundFilter.Portal.Pages.Admin.Blocks;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;

namespace InboundFilter.Tests.Portal.Cases;

public sealed class BlockPagesTests
{
    private CaseLab _lab = null!;

    [SetUp]
    public async Task StartAsync() => _lab = await CaseLab.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [TestCase("", true)]
    [TestCase("?subject=192.0.2.7", true)]
    [TestCase("?subject=192.0.2.8", false)]
    public async Task Blocks_are_found_by_whom_they_concern(string query, bool isFound)
    {
        Assert.That((await _lab.Portal.PageAsync($"/admin/blocks{query}")).Contains(_lab.Block.Id.ToString(), StringComparison.Ordinal), Is.EqualTo(isFound));
    }

    [TestCase("/admin/blocks")]
    [TestCase("/admin/grants")]
    [TestCase("/admin/evidence")]
    public async Task A_search_for_nonsense_says_so_and_shows_it_as_text(string path)
    {
        string page = await _lab.Portal.PageAsync($"{path}?subject={Uri.EscapeDataString(CaseLab.Hostile)}");

        Assert.That(page, Does.Contain("This is neither an address").And.Not.Contain("<script>alert").And.Contain("&lt;script&gt;"));
    }

    [Test]
    public async Task A_block_that_is_over_is_shown_when_wanted()
    {
        await _lab.Ledger.CommitAsync(new LedgerChange { ChangedBlocks = [_lab.Block with { State = BlockState.Lifted, Ended = Given.Now, EndedBy = "bob" }] }, default);

        Assert.That(await _lab.Portal.PageAsync("/admin/blocks"), Does.Not.Contain(_lab.Block.Id.ToString()));
        Assert.That(await _lab.Portal.PageAsync("/admin/blocks?all=true"), Does.Contain(_lab.Block.Id.ToString()));
        Assert.That(await _lab.Portal.PageAsync($"/admin/blocks/{_lab.Block.Id}"), Does.Contain("by bob").And.Not.Contain("Lift it by a grant"));
    }

    [Test]
    public async Task Blocks_have_pages()
    {
        await _lab.Ledger.CommitAsync(
            new LedgerChange { NewBlocks = [.. Enumerable.Range(1, Paged<BlockRecord>.Size).Select(i => Sample.Block($"198.51.100.{i}") with { Since = Given.Now.AddMinutes(i) })] }, default);

        Assert.That(await _lab.Portal.PageAsync("/admin/blocks"), Does.Not.Contain(_lab.Block.Id.ToString()).And.Contain("number=2"));
        Assert.That(await _lab.Portal.PageAsync("/admin/blocks?number=2"), Does.Contain(_lab.Block.Id.ToString()).And.Not.Contain("number=3"));
    }

    [Test]
    public async Task A_block_shows_its_evidence_with_no_markup_of_strangers()
    {
        string page = await _lab.Portal.PageAsync($"/admin/blocks/{_lab.Block.Id}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain(_lab.Evidence.Id.ToString()).And.Contain("Subject: &lt;script&gt;").And.Contain("&lt;b&gt;buy&lt;/b&gt;\u241b[2J"));
            Assert.That(page, Does.Not.Contain("<script>alert").And.Not.Contain("<b>buy"));
            Assert.That(page, Does.Contain("name the cause and its cure"), "the proof that lifts it");
        }
    }

    [Test]
    public async Task Only_the_beginning_of_a_long_message_stands_on_a_block()
    {
        var long1 = Sample.Evidence() with { Sample = Enumerable.Repeat((byte)'x', 20_000).ToArray() };
        var block = Sample.Block("198.51.100.1") with { Evidence = [long1.Id] };
        await _lab.Ledger.CommitAsync(new LedgerChange { Evidence = [long1], NewBlocks = [block] }, default);

        Assert.That(await _lab.Portal.PageAsync($"/admin/blocks/{block.Id}"), Does.Contain($"[{20_000 - OneModel.MaxOctets} octets more]"));
        Assert.That(await _lab.Portal.PageAsync($"/admin/evidence/{long1.Id}"), Does.Contain(new string('x', 20_000)));
    }

    [Test]
    public async Task Somebody_is_blocked_by_hand()
    {
        var (status, where) = await _lab.PostAsync("/admin/blocks/new", null, "subject", "isp badisp.example", "reason", "abuse", "evidence", _lab.Evidence.Id.ToString());

        var block = (await _lab.Ledger.Blocks.SearchAsync(new BlockQuery { Kind = SubjectKind.Isp }, 10, default)).Single();
        Assert.That((status, where), Is.EqualTo((HttpStatusCode.Redirect, "/admin/blocks")));
        Assert.That((block.Subject.Key, block.Code, block.By, block.Evidence.Single()), Is.EqualTo(("badisp.example", "B.2", FixedUsers.Anna, _lab.Evidence.Id)));
        Assert.That(await _lab.Portal.PageAsync("/admin/blocks"), Does.Contain("isp badisp.example is blocked under B.2"));
    }

    [TestCase("10.1", "abuse", "write whom to block")]
    [TestCase("192.0.2.7", "abuse", "is blocked already")]
    [TestCase("192.0.2.9", "", "needs a reason")]
    public async Task What_cannot_be_blocked_is_told_on_the_page(string subject, string reason, string problem)
    {
        var (status, page) = await _lab.PostAsync("/admin/blocks/new", null, "subject", subject, "reason", reason);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page, Does.Contain("Nobody was blocked").And.Contain(problem).And.Contain($"value=\"{subject}\""));
    }

    [Test]
    public async Task A_block_is_lifted_by_a_grant()
    {
        const string Page = "/admin/grants/new?subject=address+192.0.2.7";
        Assert.That(await _lab.Portal.PageAsync($"/admin/blocks/{_lab.Block.Id}"), Does.Contain("/admin/grants/new?subject=address%20192.0.2.7"));

        var (_, tried) = await _lab.PostAsync(Page, "Try", "Grant.Scope", "address 192.0.2.7", "Grant.Reason", "solved");
        var (status, where) = await _lab.PostAsync(Page, "Grant", "Grant.Scope", "address 192.0.2.7", "Grant.Reason", "solved", "Grant.Tried", "address 192.0.2.7");

        Assert.That(tried, Does.Contain("lifts 1 block").And.Contain(_lab.Block.Id.ToString()));
        Assert.That((status, where, (await _lab.BlockNowAsync()).State), Is.EqualTo((HttpStatusCode.Redirect, "/admin/grants", BlockState.Lifted)));
    }

    [Test]
    public async Task A_grant_is_listed_and_revoked_with_a_reason()
    {
        string path = $"/admin/grants/{_lab.Grant.Id}";
        Assert.That(await _lab.Portal.PageAsync("/admin/grants"), Does.Contain(_lab.Grant.Id.ToString()).And.Not.Contain("<script>alert"));

        var (refused, page) = await _lab.PostAsync(path, null, "reason", " ");
        var (status, _) = await _lab.PostAsync(path, null, "reason", "new spam");

        var revoked = await _lab.Ledger.Blocks.FindGrantAsync(_lab.Grant.Id, default);
        Assert.That((refused, status, revoked?.RevokedBy), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Redirect, FixedUsers.Anna)));
        Assert.That(page, Does.Contain("Nothing was revoked: write why"));
        Assert.That((await _lab.Ledger.Audit.SearchAsync(_lab.Grant.Id.ToString(), 0, 1, default))[0].After, Is.EqualTo("new spam"));
        Assert.That(await _lab.Portal.PageAsync("/admin/grants"), Does.Not.Contain($"/admin/grants/{_lab.Grant.Id}\""));
        Assert.That(await _lab.Portal.PageAsync(path), Does.Not.Contain("<h2>Revoke</h2>"));
    }

    [TestCase("", true)]
    [TestCase("?subject=192.0.2.7&kind=Trap", true)]
    [TestCase("?subject=192.0.2.7&kind=Ham", false)]
    [TestCase("?subject=isp+badisp.example", true)]
    [TestCase("?subject=badisp.example", false)]
    public async Task Evidence_is_found_by_whom_it_is_against_and_by_kind(string query, bool isFound)
    {
        Assert.That((await _lab.Portal.PageAsync($"/admin/evidence{query}")).Contains(_lab.Evidence.Id.ToString(), StringComparison.Ordinal), Is.EqualTo(isFound));
    }

    [Test]
    public async Task Evidence_shows_what_is_kept_with_no_markup_of_strangers()
    {
        string page = await _lab.Portal.PageAsync($"/admin/evidence/{_lab.Evidence.Id}");

        Assert.That(page, Does.Contain("Subject: &lt;script&gt;").And.Contain(_lab.Block.Id.ToString()).And.Not.Contain("<script>alert").And.Not.Contain("<b>buy"));
    }
}
