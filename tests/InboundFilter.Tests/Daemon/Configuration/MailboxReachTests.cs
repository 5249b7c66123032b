using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Configuration;

namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class MailboxReachTests
{
    [Test]
    public async Task A_mailbox_server_that_takes_no_connection_is_a_warning_with_its_place()
    {
        using var listening = new TcpListener(IPAddress.Loopback, 0);
        listening.Start();
        using var folder = new TemporaryFolder();

        // Bound, so that nobody else gets the port, but not listening.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)silent.LocalEndPoint!).Port;
        string path = folder.Write("inboundfilter.yaml", $"""
            domains: {"{example.test: {mailbox: exchange}}"}
            mailboxes:
              folder: {"{maildir: mail}"}
              exchange:
                tls: off
                smtp: ["127.0.0.1:{((IPEndPoint)listening.LocalEndpoint).Port}", "127.0.0.1:{port}"]
            """);

        var problems = await new MailboxReach(TimeProvider.System).FindAsync(Given.Load(path), CancellationToken.None);

        Assert.That(problems.Select(problem => problem.ToString().Replace(folder.Path + "/", string.Empty, StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"inboundfilter.yaml:6: mailboxes.exchange: 127.0.0.1 port {port} cannot be reached: nobody listens there → start the server, or correct host and port; until then its mail is deferred",
        }));
        Assert.That(problems.Single().Severity, Is.EqualTo(ProblemSeverity.Warning));
    }
}
