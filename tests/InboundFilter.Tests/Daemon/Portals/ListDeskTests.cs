using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Portals;
using InboundFilter.Daemon.Reload;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Daemon.Configuration;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Portals;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ListDeskTests : IDisposable
{
    private const string Text = "# ours\nblock:\n  - ip: 203.0.113.0/24\n    reason: spam run\n";

    private readonly TemporaryFolder _folder = new();
    private readonly ListDesk _desk;
    private readonly string _file;

    public ListDeskTests()
    {
        string config = _folder.Write("inboundfilter.yaml", "lists: [lists/*.yaml]\n");
        _file = _folder.Write("lists/block.yaml", Text);
        var start = new StartOptions { ConfigPath = config };
        _desk = new ListDesk(new SnapshotSource(FilterComposition.Load(start), DateTimeOffset.UnixEpoch), new FixedIpData(string.Empty), start);
    }

    public void Dispose() => _folder.Dispose();

    private string Name => _desk.Files.Single().Name;

    private string OnDisk => File.ReadAllText(_file);

    [Test]
    public async Task A_trial_shows_the_change_and_writes_nothing()
    {
        var result = await _desk.ChangeAsync(Block("198.51.100.7"), isTrial: true, CancellationToken.None);

        Assert.That(result.IsDone, Is.True);
        Assert.That(result.After, Does.Contain("ip: 198.51.100.7").And.Contain("by: anna").And.Contain("reason: complaints"));
        Assert.That(OnDisk, Is.EqualTo(Text));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(_file)!, "*.tmp"), Is.Empty);
    }

    [Test]
    public async Task Adds_and_removes_an_entry()
    {
        var added = await _desk.ChangeAsync(Block("198.51.100.7"), isTrial: false, CancellationToken.None);

        Assert.That(OnDisk, Is.EqualTo(added.After).And.Contain("198.51.100.7"));

        var removed = await _desk.ChangeAsync(Block("198.51.100.7") with { IsRemoval = true }, isTrial: false, CancellationToken.None);

        Assert.That(removed.IsDone, Is.True);
        Assert.That(OnDisk, Is.EqualTo(Text));
    }

    [TestCase("ip", "198.51.100.300", "is not")]
    [TestCase("country", "XYZ", "is not")]
    [TestCase("ip", "203.0.113.0/24", "already")]
    [TestCase("everything", "x", "nothing that can be changed")]
    public async Task Says_why_an_entry_cannot_be_added(string key, string subject, string why)
    {
        var result = await _desk.ChangeAsync(Block(subject) with { Key = key }, isTrial: false, CancellationToken.None);

        Assert.That(result.IsDone, Is.False);
        Assert.That(result.Problems.Single().Problem, Does.Contain(why));
        Assert.That(OnDisk, Is.EqualTo(Text));
    }

    [Test]
    public async Task Replaces_a_text_that_is_right()
    {
        var read = await _desk.ReadAsync(Name, CancellationToken.None);

        var result = await _desk.ReplaceAsync(Name, read!.Text.Replace("spam run", "spam\r\n    by: anna", StringComparison.Ordinal), read.Version, isTrial: false, CancellationToken.None);

        Assert.That(result.IsDone, Is.True);
        Assert.That(OnDisk, Is.EqualTo("# ours\nblock:\n  - ip: 203.0.113.0/24\n    reason: spam\n    by: anna\n"));
    }

    [Test]
    public async Task Refuses_a_text_with_errors_and_names_their_lines()
    {
        var read = await _desk.ReadAsync(Name, CancellationToken.None);

        var result = await _desk.ReplaceAsync(Name, read!.Text + "  - ip: nonsense\n", read.Version, isTrial: false, CancellationToken.None);

        Assert.That(result.IsDone, Is.False);
        Assert.That(result.Problems.Single(), Is.EqualTo(new ListProblem(5, true, result.Problems[0].Problem, result.Problems[0].Fix)));
        Assert.That(OnDisk, Is.EqualTo(Text));
    }

    [Test]
    public async Task Refuses_to_overwrite_what_somebody_else_wrote()
    {
        var read = await _desk.ReadAsync(Name, CancellationToken.None);
        _folder.Write("lists/block.yaml", Text + "# theirs\n");

        var result = await _desk.ReplaceAsync(Name, Text, read!.Version, isTrial: false, CancellationToken.None);

        Assert.That(result.IsDone, Is.False);
        Assert.That(result.Problems.Single().Problem, Does.Contain("somebody else"));
        Assert.That(OnDisk, Does.Contain("# theirs"));
    }

    [TestCase("../inboundfilter.yaml")]
    [TestCase("/etc/passwd")]
    public async Task Knows_no_file_but_the_lists(string file)
    {
        Assert.That(await _desk.ReadAsync(file, CancellationToken.None), Is.Null);
        Assert.That((await _desk.ReplaceAsync(file, "block: []\n", "x", isTrial: false, CancellationToken.None)).IsDone, Is.False);
    }

    [Test]
    public async Task Finds_what_covers_a_subject()
    {
        var hits = await _desk.FindAsync("203.0.113.9", CancellationToken.None);

        Assert.That(hits.Single().Entry, Is.EqualTo("ip: 203.0.113.0/24"));
        Assert.That(hits[0].Wins, Is.True);
        Assert.That(await _desk.FindAsync("198.51.100.1", CancellationToken.None), Is.Empty);
    }

    private static ListChange Block(string subject) => new(IsRemoval: false, "block", "ip", subject, "complaints", "anna", null, []);
}
