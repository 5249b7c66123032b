using System.Runtime.Versioning;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.ListEditing;
using InboundFilter.Tests.Daemon.Configuration;
using Given = InboundFilter.Tests.Daemon.Configuration.Given;

namespace InboundFilter.Tests.Daemon.ListEditing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ListFileEditorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ListFileEditor _editor;
    private readonly string _file;

    public ListFileEditorTests()
    {
        _editor = new ListFileEditor(new ShownPaths(Path.Combine(_folder.Path, "inboundfilter.yaml")), Given.KnownCodes, TimeProvider.System);
        _file = _folder.Write("block.yaml", "\uFEFF# mine\r\nblock:\r\n  - ip: 203.0.113.1\r\n");
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Adds_and_removes_and_keeps_mark_line_ends_and_mode()
    {
        byte[] before = await File.ReadAllBytesAsync(_file);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(_file, Mode);

        var added = await AddAsync("ip", "192.0.2.0/24");

        Assert.That(added.Problem, Is.Null);
        Assert.That(await File.ReadAllTextAsync(_file), Is.EqualTo("# mine\r\nblock:\r\n  - ip: 203.0.113.1\r\n  - ip: 192.0.2.0/24\r\n"));
        Assert.That(LineChanges.Text(added).ReplaceLineEndings("\n"), Is.EqualTo($"{_file}:4\n+  - ip: 192.0.2.0/24\n"));
        Assert.That(File.GetUnixFileMode(_file), Is.EqualTo(Mode));

        var removed = await _editor.RemoveAsync(_file, "block", Subject("ip", "192.0.2.0/24"), CancellationToken.None);

        Assert.That(removed.Problem, Is.Null);
        Assert.That(await File.ReadAllBytesAsync(_file), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(_folder.Path, "*.tmp"), Is.Empty);
    }

    [TestCase("ip", "203.0.113.1/32", TestName = "a subject that is there, written otherwise")]
    public async Task Refuses_a_subject_that_is_there(string key, string subject)
    {
        byte[] before = await File.ReadAllBytesAsync(_file);

        Assert.That((await AddAsync(key, subject)).Problem, Does.Contain("is on the block list already"));
        Assert.That(await File.ReadAllBytesAsync(_file), Is.EqualTo(before));
    }

    [Test]
    public async Task Refuses_what_the_reader_refuses()
    {
        string allow = _folder.Write("allow.yaml", "allow:\n");
        var entry = new EntryText([("ip", "192.0.2.1")], ["X"]);

        var edit = await _editor.AddAsync(allow, "allow", Subject("ip", "192.0.2.1"), entry, CancellationToken.None);

        Assert.That(edit.Problem, Does.Contain("\"X\" is neither a code nor a letter of codes"));
        Assert.That(await File.ReadAllTextAsync(allow), Is.EqualTo("allow:\n"));
    }

    [Test]
    public async Task A_fault_that_was_there_before_does_not_matter()
    {
        string file = _folder.Write("a.yaml", "block:\n  - ip: 203.0.113.7/24\n  - colour: blue\n");

        Assert.That((await AddAsync("ip", "192.0.2.1", file)).Problem, Is.Null);
    }

    [TestCase("block: [\n")]
    [TestCase("block: ~\n")]
    [TestCase("{block: *x}\n")]
    [TestCase("block: yes\n")]
    public async Task Leaves_alone_what_it_does_not_understand(string text)
    {
        string file = _folder.Write("a.yaml", text);

        Assert.That((await AddAsync("ip", "192.0.2.1", file)).Problem, Is.Not.Null);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(text));
    }

    [Test]
    public async Task A_file_that_does_not_exist_is_made()
    {
        string file = Path.Combine(_folder.Path, "new.yaml");

        Assert.That((await AddAsync("domain", "spam.example", file)).Problem, Is.Null);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("block:\n  - domain: spam.example\n"));
    }

    [Test]
    public async Task A_link_stays_a_link()
    {
        string link = Path.Combine(_folder.Path, "link.yaml");
        File.CreateSymbolicLink(link, _file);

        Assert.That((await AddAsync("ip", "192.0.2.1", link)).Problem, Is.Null);
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(_file));
        Assert.That(await File.ReadAllTextAsync(_file), Does.Contain("192.0.2.1"));
    }

    [Test]
    public async Task Eight_at_once_lose_nothing()
    {
        const int Editors = 8, Each = 5;
        var edits = await Task.WhenAll(Enumerable.Range(0, Editors).Select(editor => Task.Run(async () =>
        {
            var made = new List<ListEdit>();
            for (int i = 0; i < Each; i++)
            {
                made.Add(await AddAsync("ip", $"198.51.{editor}.{i}"));
            }

            return made;
        })));

        Assert.That(edits.SelectMany(e => e).Select(e => e.Problem), Is.All.Null);
        Assert.That(ListFileEditor.EntriesOf((await File.ReadAllTextAsync(_file))), Has.Count.EqualTo(1 + (Editors * Each)));
    }

    private Task<ListEdit> AddAsync(string key, string text, string? file = null) =>
        _editor.AddAsync(file ?? _file, "block", Subject(key, text), new EntryText([(key, text)], []), CancellationToken.None);

    private static ListSubject Subject(string key, string text) =>
        ListSubject.TryRead(key, text, out var subject, out var wrong) ? subject : throw new FormatException(wrong.Problem);
}
