using System.Net;
using System.Runtime.Versioning;

namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class PortalSectionTests
{
    [Test]
    public void Every_key_can_be_left_out()
    {
        using var folder = new TemporaryFolder();
        var loaded = Given.Load(folder.Write("config/inboundfilter.yaml", "portal: {}"));
        var portal = loaded.Options.Portal!;
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That((portal.Listen, portal.Admin, portal.Tls, portal.UserHeader), Is.EqualTo((IPEndPoint.Parse("127.0.0.1:8025"), (object?)null, (object?)null, (string?)null)));
        Assert.That((portal.TrustedProxies.Count, portal.Users), Is.EqualTo((0, Path.Combine(folder.Path, "config", "users.yaml"))));
    }

    [TestCase("{trusted-proxies: [127.0.0.1], user-header: X-Forwarded-User, admin: {listen: \"127.0.0.1:8026\"}}", null)]
    [TestCase("{user-header: X-Forwarded-User}", "portal.user-header has no portal.trusted-proxies, so anybody could sign in as anybody")]
    [TestCase("{user-header: \"X User\", trusted-proxies: [127.0.0.1]}", "portal.user-header: \"X User\" is not the name of a header field")]
    [TestCase("{user-header: \"\", trusted-proxies: [127.0.0.1]}", "portal.user-header: \"\" is not the name of a header field")]
    [TestCase("{user-header: cookie, trusted-proxies: [127.0.0.1]}", "portal.user-header: cookie says something else")]
    [TestCase("{trusted-proxies: [0.0.0.0/0]}", "portal.trusted-proxies: 0.0.0.0/0 trusts everybody, who could then pass for anybody")]
    [TestCase("{admin: {listen: \"127.0.0.1:8025\"}}", "portal.admin.listen has the port of portal.listen, 8025")]
    [TestCase("{listen: \"127.0.0.1:2525\"}", "portal.listen: on 127.0.0.1:2525 SMTP clients are served")]
    [TestCase("{listen: \"0.0.0.0:2525\", admin: {listen: \"127.0.0.1:8026\"}}", "portal.listen: on 127.0.0.1:2525 SMTP clients are served")]
    [TestCase("{admin: {listen: \"127.0.0.1:2525\"}}", "portal.admin.listen: on 127.0.0.1:2525 SMTP clients are served")]
    [TestCase("{tls: {certificate: none.pem}}", "portal.tls lacks the key key")]
    [TestCase("{listen: \"0.0.0.0:8025\"}", "administrators sign in on 0.0.0.0:8025 without TLS, so passwords can be read on the way")]
    [TestCase("{listen: \"0.0.0.0:8025\", admin: {listen: \"127.0.0.1:8026\"}}", null)]
    [TestCase("{listen: \"0.0.0.0:8025\", trusted-proxies: [192.0.2.1]}", null)]
    [TestCase("{admin: {port: 8026}}", "\"portal.admin.port\" is not a known key")]
    public void Each_fault_is_told_with_its_line_and_a_remedy(string yaml, string? problem)
    {
        using var folder = new TemporaryFolder();
        var problems = Given.Load(folder.Write("config/inboundfilter.yaml", $"host-name: mx.example.test\nportal: {yaml}\n")).Problems;
        Assert.That(problems.Select(p => p.Problem), problem is null ? Is.Empty : Does.Contain(problem));
        Assert.That(problems, Has.All.Matches<InboundFilter.Daemon.Configuration.ConfigProblem>(p => p!.Line == 2 && p.Fix is not null));
    }

    [TestCase("users: {anna: {password: secret}}", "users.anna.password is not a hash that inboundfilter has made")]
    [TestCase("users: {anna: {}}", "users.anna lacks the key password")]
    [TestCase("user: {}", "\"user\" is not a known key")]
    public void Faults_of_the_users_are_told_too_and_do_not_stop_the_filter(string yaml, string problem)
    {
        using var folder = new TemporaryFolder();
        string users = folder.Write("config/users.yaml", yaml);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(users, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var loaded = Given.Load(folder.Write("config/inboundfilter.yaml", "portal: {}"));
        Assert.That(loaded.Problems.Select(p => p.Problem), Is.EqualTo([problem]));
        Assert.That((loaded.IsUsable, loaded.HasErrors), Is.EqualTo((true, true)));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void Users_whom_others_can_read_are_a_warning()
    {
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Write("config/users.yaml", "users: {}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.That(Given.Load(folder.Write("config/inboundfilter.yaml", "portal: {}")).Problems.Single().Problem, Is.EqualTo("the file with the users' passwords is open to others"));
    }
}
