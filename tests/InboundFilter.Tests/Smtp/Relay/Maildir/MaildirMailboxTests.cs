using System.Text;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Relay.Maildir;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Smtp.Relay.Maildir;

public sealed class MaildirMailboxTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly MailPath Ann = new("ann", "example.test");
    private static readonly MailPath Bob = new("Bob", "example.test");
    private static readonly MailPath Cid = new("cid", "other.test");
    private static readonly MailCommand Mail = new(new MailPath("sender", "client.test"), null, BodyType.SevenBit, SmtpUtf8: false);
    private static readonly byte[] Trace = "Received: from client.test\r\n"u8.ToArray();
    private string _root = null!;

    [SetUp]
    public void MakeRoot() => _root = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void RemoveRoot()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    [TestCase("Subject: hi\r\n\r\n.hi\r\n.\r\n")]
    [TestCase("no end")]
    [TestCase("")]
    [TestCase("\xFF\0\r\n")]
    public async Task The_file_holds_envelope_trace_and_message_octet_for_octet(string message)
    {
        var answer = await DeliverAsync(new MaildirDisk(), MemorySpool.Of(message), Ann);

        string file = Directory.GetFiles(Path.Combine(_root, "example.test", "ann", "new")).Single();
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(Encoding.Latin1.GetBytes(
            "Return-Path: <sender@client.test>\r\nDelivered-To: ann@example.test\r\nReceived: from client.test\r\n" + message)));
        Assert.That(answer.Reply!.ToString(), Is.EqualTo("250 2.0.0 Ok, stored as " + Path.GetFileName(file)));
    }

    [Test]
    public async Task The_file_is_named_by_time_chance_and_host_and_ours_alone()
    {
        await DeliverAsync(new MaildirDisk(), MemorySpool.Of("x"), Ann);

        string maildir = Path.Combine(_root, "example.test", "ann");
        string file = Directory.GetFiles(Path.Combine(maildir, "new")).Single();
        Assert.That(Path.GetFileName(file), Does.Match("^1767225600\\.R[0-9a-f]{16}\\.mx\\.example\\.test$"));
        Assert.That(Directory.GetDirectories(maildir).Select(Path.GetFileName), Is.EquivalentTo(new[] { "cur", "new", "tmp" }));
        Assert.That(Directory.GetFiles(Path.Combine(maildir, "tmp")), Is.Empty);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(File.GetUnixFileMode(maildir), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }

    [Test]
    public async Task A_bounce_has_an_empty_return_path_and_a_bare_postmaster_our_domain()
    {
        var mailbox = Mailbox(new MaildirDisk());
        await using var transaction = mailbox.Begin(Mail with { ReturnPath = MailPath.Null });
        await transaction.OfferAsync(new MailPath("Postmaster", string.Empty), Never);
        await transaction.SendAsync(Trace, MemorySpool.Of("x"), Never);

        string file = Directory.GetFiles(Path.Combine(_root, "mx.example.test", "postmaster", "new")).Single();
        Assert.That(File.ReadAllText(file), Does.StartWith("Return-Path: <>\r\nDelivered-To: Postmaster@mx.example.test\r\n"));
    }

    [Test]
    public async Task Every_recipient_gets_a_file_and_one_named_twice_one()
    {
        var answer = await DeliverAsync(new MaildirDisk(), MemorySpool.Of("x"), Ann, Bob, Cid, new MailPath("ANN", "Example.Test"));

        Assert.That(answer.IsAccepted, Is.True);
        Assert.That(Published(), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Recipients_are_accepted_without_touching_the_disk()
    {
        await using var transaction = Mailbox(new MaildirDisk()).Begin(Mail);

        var answer = await transaction.OfferAsync(Ann, Never);

        Assert.That(answer.Reply!.ToString(), Does.StartWith("250 2.1.5 "));
        Assert.That(Directory.Exists(_root), Is.False);
    }

    [Test]
    public async Task A_file_is_on_disk_before_it_is_seen_and_its_name_before_the_answer()
    {
        var disk = new RecordingDisk();

        await DeliverAsync(disk, MemorySpool.Of("x"), Ann, Bob);

        Assert.That(disk.Calls, Is.EqualTo(new[]
        {
            "folder ann/tmp", "folder ann/new", "folder ann/cur", "create ann/tmp",
            "folder bob/tmp", "folder bob/new", "folder bob/cur", "create bob/tmp",
            "sync ann/tmp", "sync bob/tmp",
            "rename ann/new", "sync folder ann/new", "rename bob/new", "sync folder bob/new",
        }));
    }

    [Test]
    public async Task One_recipient_of_three_that_fails_leaves_nothing_anywhere(
        [Values("folder bob/new", "create bob/tmp", "sync bob/tmp", "rename bob/new", "sync folder bob/new")] string at)
    {
        var disk = new RecordingDisk { Fails = call => call == at };

        var answer = await DeliverAsync(disk, MemorySpool.Of("x"), Ann, Bob, Cid);

        Assert.That(disk.Calls, Has.Member(at));
        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reason, Does.Contain("No space left"));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task What_cannot_be_removed_does_not_keep_the_rest()
    {
        var disk = new RecordingDisk { Fails = call => call is "rename cid/new" or "remove ann/tmp" };

        var answer = await DeliverAsync(disk, MemorySpool.Of("x"), Ann, Bob, Cid);

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(Files().Select(f => Path.GetRelativePath(_root, f)), Has.None.StartsWith("example.test/bob").And.None.StartsWith("other.test"));
    }

    [Test]
    public async Task Cancelling_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        await using var transaction = Mailbox(new MaildirDisk()).Begin(Mail);
        await transaction.OfferAsync(Ann, Never);
        var never = new TaskCompletionSource();

        var sending = transaction.SendAsync(Trace, new MemorySpool([1], [2]) { BeforeLastPiece = never.Task }, cancel.Token).AsTask();
        await cancel.CancelAsync();

        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(_root) ? Files() : [], Is.Empty);
    }

    [Test]
    public async Task A_spool_that_fails_leaves_nothing()
    {
        var spool = new MemorySpool([1], [2]) { Fault = new IOException("spool") };

        var answer = await DeliverAsync(new MaildirDisk(), spool, Ann);

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task A_root_that_cannot_be_made_is_a_mailbox_that_is_away()
    {
        await File.WriteAllTextAsync(_root, "a file in the way");

        var answer = await DeliverAsync(new MaildirDisk(), MemorySpool.Of("x"), Ann);

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        File.Delete(_root);
    }

    private MaildirMailbox Mailbox(IMaildirDisk disk) => new(
        new MaildirOptions { Name = "local", Root = _root, HostName = "mx.example.test" },
        new ManualTimeProvider(),
        NullLogger<MaildirMailbox>.Instance,
        disk);

    private async Task<MailboxAnswer> DeliverAsync(IMaildirDisk disk, MemorySpool message, params MailPath[] recipients)
    {
        await using var transaction = Mailbox(disk).Begin(Mail);
        foreach (var recipient in recipients)
        {
            Assert.That((await transaction.OfferAsync(recipient, Never)).IsAccepted, Is.True);
        }

        return await transaction.SendAsync(Trace, message, Never);
    }

    private string[] Files() => Directory.GetFiles(_root, "*", SearchOption.AllDirectories);

    private string[] Published() => [.. Files().Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "new")];
}
