using InboundFilter.Daemon.Output;
using InboundFilter.Daemon.Portals.Users;
using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Daemon.Configuration;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Portal;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Portals;

public sealed class UserFileTests
{
    private static readonly PortalUser Anna = Make("anna"), Bert = Make("Bert");

    private TemporaryFolder _folder = null!;
    private string _path = null!;
    private UserFileEditor _editor = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _path = Path.Combine(_folder.Path, "users.yaml");
        _editor = new UserFileEditor(_path, Path.Combine(_folder.Path, "keys"), new ManualTimeProvider());
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Users_are_added_changed_and_removed_and_the_file_is_its_owners_alone()
    {
        await _editor.AddAsync(Anna, default);
        await _editor.AddAsync(Bert, default);
        Assert.That(_editor.Users, Is.EqualTo(new[] { Anna, Bert }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(_path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        var changed = Make("anna");
        await _editor.ChangePasswordAsync(changed with { Name = "ANNA" }, default);
        Assert.That(_editor.Users, Is.EqualTo(new[] { changed, Bert }));

        await _editor.RemoveAsync("bert", default);
        await _editor.RemoveAsync("anna", default);
        Assert.That(_editor.Users, Is.Empty);
        await _editor.AddAsync(Bert, default);
        Assert.That(_editor.Users, Is.EqualTo(new[] { Bert }));
    }

    [Test]
    public async Task What_others_wrote_into_the_file_stays()
    {
        string anna = $"""
            # ours

            users:
                # the boss
                anna: {"{"}password: "{Anna.PasswordHash}"{"}"}   # since May
                "carl@example.test":
                    password: "{Bert.PasswordHash}"

            # the end

            """;
        _folder.Write("users.yaml", anna);
        await _editor.AddAsync(Bert, default);
        await _editor.RemoveAsync("Bert", default);
        Assert.That(File.ReadAllText(_path), Is.EqualTo(anna));

        await _editor.RemoveAsync("carl@example.test", default);
        Assert.That(File.ReadAllText(_path), Does.Contain("# the boss").And.Contains("# since May").And.Contains("# the end").And.Not.Contains("carl").And.Not.Contains(Bert.PasswordHash));
    }

    [Test]
    public async Task A_file_that_cannot_be_edited_line_by_line_is_left_as_it_is()
    {
        string text = _folder.Write("users.yaml", $"users: {{anna: {{password: \"{Anna.PasswordHash}\"}}, Bert: {{password: \"{Bert.PasswordHash}\"}}}}\n");
        string before = File.ReadAllText(text);
        Assert.That(() => _editor.RemoveAsync("anna", default), Throws.TypeOf<CaseException>().With.Message.Contains("cannot be edited"));
        Assert.That(File.ReadAllText(text), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(_folder.Path, "*.tmp"), Is.Empty);
        await Task.CompletedTask;
    }

    [Test]
    public async Task One_name_is_one_user()
    {
        await _editor.AddAsync(Anna, default);
        Assert.That(() => _editor.AddAsync(Make("Anna"), default), Throws.TypeOf<CaseException>().With.Message.Contains("there is a user anna already"));
        Assert.That(() => _editor.RemoveAsync("carl", default), Throws.TypeOf<CaseException>().With.Message.Contains("there is no user \"carl\""));
        Assert.That(() => _editor.ChangePasswordAsync(Make("carl"), default), Throws.TypeOf<CaseException>());
    }

    [Test]
    public async Task A_change_counts_at_the_next_question()
    {
        var users = new UserFile(_path, NullLogger<UserFile>.Instance);
        Assert.That((users.IsEmpty, users.Find("anna")), Is.EqualTo((true, (PortalUser?)null)));

        await _editor.AddAsync(Anna, default);
        Assert.That((users.IsEmpty, users.Find("ANNA")), Is.EqualTo((false, Anna)));

        await _editor.AddAsync(Bert, default);
        await _editor.RemoveAsync("anna", default);
        Assert.That((users.Find("anna"), users.Find("bert")), Is.EqualTo(((PortalUser?)null, Bert)));

        File.Delete(_path);
        Assert.That(users.IsEmpty, Is.True);
    }

    [TestCase("users: [", 0)]
    [TestCase("users: {anna: {password: secret}}", 0)]
    [TestCase("users:\n  anna: {password: secret}\n  Bert: {password: \"HASH\"}", 1)]
    [TestCase("users:\n  Bert: {password: \"HASH\"}\n  bert: {password: \"HASH\"}", 1)]
    [TestCase("users:\n  <b>: {password: \"HASH\"}\n  Bert: {password: \"HASH\"}", 1)]
    [TestCase("", 0)]
    public void A_wrong_file_has_no_users_and_a_wrong_user_is_left_out_alone(string text, int count)
    {
        _folder.Write("users.yaml", text.Replace("HASH", Bert.PasswordHash, StringComparison.Ordinal));
        var users = new UserFile(_path, NullLogger<UserFile>.Instance);
        Assert.That((users.IsEmpty, users.Find("Bert") is not null, users.Find("anna")), Is.EqualTo((count == 0, count == 1, (PortalUser?)null)));
    }

    [TestCase("correct horse battery\n", "correct horse battery")]
    [TestCase("correct horse battery\r\nmore", "correct horse battery")]
    [TestCase(" spaces count ", " spaces count ")]
    [TestCase("", "")]
    public void A_password_is_one_line_of_input(string input, string password) => Assert.That(PasswordPrompt.ReadLine(new StringReader(input)), Is.EqualTo(password));

    [Test]
    public void Endless_input_is_not_read() =>
        Assert.That(PasswordPrompt.ReadLine(new StringReader(new string('x', 1_000_000))), Has.Length.EqualTo(Passwords.MaxLength + 1));

    private static PortalUser Make(string name)
    {
        var users = new FixedUsers();
        users.Put(name);
        return users.Find(name)!;
    }
}
