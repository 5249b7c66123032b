using System.Net;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Sqlite;
using InboundFilter.Mail.Similarity;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Daemon.Configuration;
using InboundFilter.Tests.Ledger.Evasion;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Explaining;

/// <summary>The parts as a command has them, beside a ledger that the daemon has written. The DNS server is a port where nobody is, and the policy only observes.</summary>
public sealed class ExplainerTests
{
    [TestCase(true, Finding.Objection)]
    [TestCase(false, Finding.Clear)]
    public async Task A_message_is_compared_with_what_struck_messages_looked_like(bool isLike, Finding finding)
    {
        using var folder = new TemporaryFolder();
        var start = new StartOptions
        {
            ConfigPath = folder.Write("inboundfilter.yaml", "ledger: {sqlite: ledger.db}\ncontrol: null\nlists: []\n"),
            DnsServer = new IPEndPoint(IPAddress.Loopback, 1),
            DnsTries = 1,
            Now = Fakes.Given.Now,
        };
        folder.Write("policy.yaml", "mode: observe\n");
        folder.Write("dnsbl.yaml", "lists: []\n");
        var evidence = Struck.Evidence(new MessageTraits { Text = Struck.Text() });
        await using (var ledger = new SqliteLedger(new LedgerOptions { File = Path.Combine(folder.Path, "ledger.db") }, LedgerRole.Keeper, start.Time, NullLogger<SqliteLedger>.Instance))
        {
            await ledger.CommitAsync(new LedgerChange { Evidence = [evidence] }, CancellationToken.None);
        }

        var words = isLike ? Struck.Words : Struck.Words.AsEnumerable().Reverse();
        string message = folder.Write("message.eml", $"From: a@second.example\nDate: Sun, 22 Nov 2026 12:00:00 +0000\n\n{string.Join(' ', words)}\n");
        var errors = new StringWriter();
        await using var filter = FilterComposition.TryCreate(start, errors);
        Assert.That(filter, Is.Not.Null, errors.ToString());

        var explained = await Explainer.Of(filter!).ExplainAsync(ExplainCase.Read("198.51.100.9", "mx.second.example", "a@second.example", null, message), CancellationToken.None);

        var verdict = explained.Decision.Results.Single(r => r.Check.Name == "resembles-struck").Verdict;
        Assert.That(verdict.Finding, Is.EqualTo(finding), verdict.Evidence);
        Assert.That(verdict.Evidence, isLike ? Does.Contain($"with strike {evidence.Id}") : Is.Empty);
    }
}
