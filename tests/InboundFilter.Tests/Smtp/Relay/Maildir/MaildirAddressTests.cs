using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay.Maildir;

namespace InboundFilter.Tests.Smtp.Relay.Maildir;

public sealed class MaildirAddressTests
{
    [TestCase("user", "example.test", "example.test/user")]
    [TestCase("User", "EXAMPLE.test", "example.test/user")]
    [TestCase("a.b+c=d_e-f", "example.test", "example.test/a.b+c=d_e-f")]
    [TestCase("postmaster", "", "mx.example.test/postmaster")]
    [TestCase("..", "example.test", "example.test/%2e.")]
    [TestCase(".", "..", "%2e./%2e")]
    [TestCase(".hidden", "example.test", "example.test/%2ehidden")]
    [TestCase("../../etc/passwd", "example.test", "example.test/%2e.%2f..%2fetc%2fpasswd")]
    [TestCase("a", "../b", "%2e.%2fb/a")]
    [TestCase("a%2f", "example.test", "example.test/a%252f")]
    [TestCase("a~b", "example.test", "example.test/a%7eb")]
    [TestCase("a\0b\n", "example.test", "example.test/a%00b%0a")]
    [TestCase("Jørgen", "blåbær.test", "bl%c3%a5b%c3%a6r.test/j%c3%b8rgen")]
    [TestCase("\"a b\"", "example.test", "example.test/a%20b")]
    [TestCase("\"user\"", "example.test", "example.test/user")]
    [TestCase("\"a\\\"b\\\\\"", "example.test", "example.test/a%22b%5c")]
    [TestCase("\"\"", "example.test", "example.test/%")]
    [TestCase("\"", "example.test", "example.test/%22")]
    [TestCase("a", "[192.0.2.1]", "%5b192.0.2.1%5d/a")]
    public void Names_the_folder(string local, string domain, string folder)
    {
        Assert.That(MaildirAddress.FolderOf(new MailPath(local, domain), "mx.example.test"), Is.EqualTo(folder));
    }

    [Test]
    public void Any_address_stays_two_folders_below_the_root([Range(1, 100)] int seed)
    {
        var chance = new Random(seed);
        string Any() => new([.. Enumerable.Range(0, chance.Next(600)).Select(_ => "./\\%~aÅ\0\"@:"[chance.Next(11)])]);

        string folder = MaildirAddress.FolderOf(new MailPath(Any(), Any()), "mx.example.test");

        string full = Path.GetFullPath(Path.Combine("/root", folder));
        Assert.That(full, Is.EqualTo("/root/" + folder));
        Assert.That(full.Split('/'), Has.Length.EqualTo(4));
        Assert.That(full.Split('/').Select(part => part.Length), Is.All.LessThanOrEqualTo(200));
    }

    [Test]
    public void Long_names_that_differ_at_the_end_differ()
    {
        string stem = new('a', 500);

        string one = MaildirAddress.FolderOf(new MailPath(stem + "1", "x.test"), "mx.example.test");
        string two = MaildirAddress.FolderOf(new MailPath(stem + "2", "x.test"), "mx.example.test");

        Assert.That(one, Is.Not.EqualTo(two));
    }
}
