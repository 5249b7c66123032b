using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Portal.Pages.Admin;

namespace InboundFilter.Tests.Portal.Administrators;

public sealed class AuditPageTests
{
    private PortalLab _lab = null!;

    [SetUp]
    public async Task SetUp()
    {
        _lab = await PortalLab.StartAsync();
        await _lab.SignInAsync();
    }

    [TearDown]
    public async Task TearDown() => await _lab.DisposeAsync();

    [Test]
    public async Task It_shows_who_did_what_when_and_text_as_text()
    {
        await WriteAsync(new AuditEntry(_lab.Time.GetUtcNow(), "bert", "list edit", "block.yaml", "old <b>", "new <script>alert(1)</script>"));
        string page = await _lab.PageAsync("/admin/audit");
        Assert.That(page, Does.Contain("<td>bert</td>").And.Contains("<td>list edit</td>").And.Contains("old &lt;b&gt;").And.Contains("new &lt;script&gt;").And.Contains("2026-11-22 12:00:00"));
        Assert.That(page, Does.Contain("<td>sign-in</td>").And.Not.Contains("<script>"));
    }

    [Test]
    public async Task It_can_be_filtered_by_target_and_turned_over()
    {
        for (int i = 0; i < (2 * AuditModel.PageSize) + 1; i++)
        {
            await WriteAsync(new AuditEntry(_lab.Time.GetUtcNow(), "bert", "grant", "AS64500 & co", null, $"number-{i}."));
        }

        string first = await _lab.PageAsync("/admin/audit?target=AS64500%20%26%20co"), last = await _lab.PageAsync("/admin/audit?target=AS64500%20%26%20co&number=3");
        Assert.That(first, Does.Contain("number-100.").And.Contains("number-51.").And.Not.Contains("number-50.").And.Not.Contains("<td>sign-in</td>"));
        Assert.That(first, Does.Contain("href=\"/admin/audit?target=AS64500%20%26%20co&amp;number=2\" rel=\"next\"").And.Not.Contains("rel=\"prev\""));
        Assert.That(last, Does.Contain("number-0.").And.Not.Contains("number-1.").And.Not.Contains("rel=\"next\"").And.Contains("rel=\"prev\""));
    }

    [TestCase("/admin/audit?target=nothing", "Nothing has been done with this target.")]
    [TestCase("/admin/audit?number=9", "There are no older entries.")]
    [TestCase("/admin/audit?number=2147483647", "There are no older entries.")]
    [TestCase("/admin/audit?number=-1", "<td>sign-in</td>")]
    public async Task It_says_when_there_is_nothing(string path, string expected) => Assert.That(await _lab.PageAsync(path), Does.Contain(expected));

    private Task<CommitResult> WriteAsync(AuditEntry entry) => _lab.Ledger.CommitAsync(new LedgerChange { Audit = [entry] }, default);
}
