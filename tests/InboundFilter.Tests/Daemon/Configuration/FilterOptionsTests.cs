using InboundFilter.Daemon.Configuration;
using InboundFilter.Policy.Rules;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class FilterOptionsTests
{
    [Test]
    public void The_shipped_files_have_no_problem_and_an_empty_file_has_the_same_values()
    {
        using var folder = new TemporaryFolder();
        string shipped = CopyOfShipped(folder);
        string empty = folder.Write("config/empty.yaml", "{}");

        var (ofShipped, ofNothing) = (Given.Load(shipped), Given.Load(empty));

        Assert.That(ofShipped.Problems, Is.Empty);
        Assert.That(ofNothing.Problems, Is.Empty);
        Assert.That(Shown(ofShipped.Options with { Data = new() }), Is.EqualTo(Shown(ofNothing.Options with { Data = new() })));
        Assert.That(Shown(ofShipped.Policy), Is.EqualTo(Shown(new PolicyRules())));
        Assert.That((ofShipped.Dnsbl.Threshold, ofShipped.Dnsbl.Lists.Count), Is.EqualTo((1.0, 0)));
        Assert.That((ofShipped.Lists.Block.Count, ofShipped.Lists.Allow.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Defaults_are_those_of_the_design()
    {
        using var folder = new TemporaryFolder();

        var options = Given.Load(folder.Write("config/inboundfilter.yaml", "{}")).Options;

        Assert.That(options.HostName.Value, Is.EqualTo("mx.example.test"));
        Assert.That(Shown(options.Listen.Select(listener => listener.Address)), Is.EqualTo("[127.0.0.1:2525]"));
        Assert.That(options.Domains.Select(pair => $"{pair.Key} {pair.Value.Mailbox}"), Is.EqualTo(new[] { "example.test local" }));
        Assert.That(options.Mailboxes["local"].Maildir, Is.EqualTo(Path.Combine(folder.Path, "var", "mail")));
        Assert.That(Shown(options.Clients.Trusted), Is.EqualTo("[127.0.0.0/8 ::1/128]"));
        Assert.That(Shown(options.Clients.XclientFrom), Is.EqualTo("[127.0.0.1/32 ::1/128]"));
        Assert.That(options.Clients.ProxyFrom, Is.Empty);
        Assert.That(options.Clients.CountAsPublic, Is.Empty);
        Assert.That(options.Dns.Servers, Is.Empty);
        Assert.That(options.Dns.Timeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(options.Policy, Is.EqualTo(Path.Combine(folder.Path, "config", "policy.yaml")));
        Assert.That(options.Dnsbl, Is.EqualTo(Path.Combine(folder.Path, "config", "dnsbl.yaml")));
        Assert.That(options.Lists, Is.EqualTo(new[] { Path.Combine(folder.Path, "config", "lists", "*.yaml") }));
        Assert.That(options.Data.PublicSuffixList, Is.EqualTo(Path.Combine(AppContext.BaseDirectory, "data", "public_suffix_list.dat")));
        Assert.That(options.Data.Country, Is.EqualTo(Path.Combine(AppContext.BaseDirectory, "data", "country.mmdb")));
        Assert.That(options.Data.As, Is.Null);
        Assert.That((options.Limits.MessageSize, options.Limits.Recipients), Is.EqualTo((50L << 20, 100)));
        Assert.That((options.Limits.Sessions, options.Limits.SessionsPerClient), Is.EqualTo((20_000, 50)));
        Assert.That(options.HelpUrl, Is.EqualTo(new Uri("http://127.0.0.1:8025")));
        Assert.That(options.Control, Is.EqualTo(Path.Combine(folder.Path, "var", "inboundfilter.sock")));
        Assert.That(options.Ledger?.Sqlite, Is.EqualTo(Path.Combine(folder.Path, "var", "ledger.db")));
        Assert.That(options.Portal?.Listen.ToString(), Is.EqualTo("127.0.0.1:8025"));
        Assert.That(options.Metrics?.Listen.ToString(), Is.EqualTo("127.0.0.1:9025"));
    }

    [Test]
    public void Every_limit_reaches_the_engine()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("inboundfilter.yaml", """
            limits:
              {message-size: 10MB, message-in-memory: 8k, messages-in-memory: 3MiB, recipients: 3, sessions: 4, sessions-per-client: 5, command-line: 1024, errors: 6,
               empty-commands: 7, command-timeout: 8s, data-timeout: 9m, data-rate: 10k, data-rate-grace: 11s, stop-timeout: 12s}
            """);

        var limits = Given.Load(path).Options.Limits.ToSmtpLimits();

        Assert.That(Shown(limits), Is.EqualTo(Shown(new SmtpLimits
        {
            MaxMessageOctets = 10_000_000,
            MaxMessageOctetsInMemory = 8_192,
            MaxSharedOctetsInMemory = 3 << 20,
            MaxRecipients = 3,
            MaxSessions = 4,
            MaxSessionsPerClient = 5,
            MaxCommandLineOctets = 1_024,
            MaxErrors = 6,
            MaxEmptyCommands = 7,
            CommandTimeout = TimeSpan.FromSeconds(8),
            DataTimeout = TimeSpan.FromMinutes(9),
            MinDataRate = 10_240,
            DataRateGrace = TimeSpan.FromSeconds(11),
            StopTimeout = TimeSpan.FromSeconds(12),
        })));
        Assert.That(Shown(new LimitOptions().ToSmtpLimits()), Is.EqualTo(Shown(new SmtpLimits())));
    }

    [Test]
    public void Every_form_of_the_design_is_read()
    {
        using var folder = new TemporaryFolder();
        Smtp.Server.TestCertificate.Write(Path.Combine(folder.Path, "cert.pem"), Path.Combine(folder.Path, "key.pem"), "mx.example.test");
        string path = folder.Write("inboundfilter.yaml", """
            listen:
              - &here {address: "[::1]:2525", tls: {certificate: cert.pem, key: key.pem}, proxy-protocol: false}
              - {address: "0.0.0.0:0"}
            domains: {Bücher.example: {mailbox: exchange}}
            mailboxes:
              exchange: {smtp: ["10.0.0.5:25", "mail.example.test", "smtp://[2001:db8::5]:2525"], tls: required}
            dns: {servers: ["127.0.0.1:5353", "::1"], timeout: 500ms}
            ledger: off
            portal: off
            metrics: "off"
            """);

        var loaded = Given.Load(path);

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Options.Listen[0].Tls?.Key, Is.EqualTo(Path.Combine(folder.Path, "key.pem")));
        Assert.That(loaded.Options.Domains.Keys.Single().Value, Is.EqualTo("xn--bcher-kva.example"));
        Assert.That(
            loaded.Options.Mailboxes["exchange"].Smtp!.Select(host => $"{host.Host} {host.Port}"),
            Is.EqualTo(new[] { "10.0.0.5 25", "mail.example.test 25", "2001:db8::5 2525" }));
        Assert.That(loaded.Options.Mailboxes["exchange"].Tls, Is.EqualTo(RelayTls.Required));
        Assert.That(Shown(loaded.Options.Dns.Servers), Is.EqualTo("[127.0.0.1:5353 [::1]:53]"));
        Assert.That(loaded.Options.Portal, Is.Null);
        Assert.That(loaded.Options.Metrics, Is.Null);
        Assert.That(loaded.Options.Ledger, Is.Null);
    }

    [Test]
    public void The_ledgers_keys_become_its_options()
    {
        using var folder = new TemporaryFolder();
        var loaded = Given.Load(folder.Write("inboundfilter.yaml", "ledger: {sqlite: my.db, decisions: 7d, evidence: 365d, queue: 100}"));

        var ledger = loaded.Options.Ledger!.ToLedgerOptions()!;
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That((ledger.File, ledger.KeepDecisions, ledger.KeepEvidence, ledger.MaxWaitingDecisions),
            Is.EqualTo((Path.Combine(folder.Path, "my.db"), TimeSpan.FromDays(7), TimeSpan.FromDays(365), 100)));
    }

    [TestCase("{sqlite: my.db, decisions: 30m}", "decisions")]
    [TestCase("{sqlite: my.db, evidence: 1h}", "evidence")]
    [TestCase("{sqlite: my.db, queue: 0}", "queue")]
    [TestCase("{postgres: \"Host=db\"}", "postgres")]
    [TestCase("{decisions: 30d}", "neither sqlite nor postgres")]
    public void What_the_ledger_cannot_do_is_told(string ledger, string problem)
    {
        using var folder = new TemporaryFolder();
        var loaded = Given.Load(folder.Write("inboundfilter.yaml", $"ledger: {ledger}"));

        Assert.That(loaded.Problems.Select(p => p.Problem), Has.One.Contains(problem));
    }

    private static string CopyOfShipped(TemporaryFolder folder)
    {
        string source = Path.Combine(SuiteFolder.CheckoutRoot(), "config");
        foreach (string file in Directory.EnumerateFiles(source, "*.yaml", SearchOption.AllDirectories))
        {
            folder.Write(Path.Combine("config", Path.GetRelativePath(source, file)), File.ReadAllText(file));
        }

        folder.Write("config/data/public_suffix_list.dat", string.Empty);
        folder.Write("config/data/country.mmdb", string.Empty);
        return Path.Combine(folder.Path, "config", "inboundfilter.yaml");
    }

    /// <summary>All properties, written out.</summary>
    private static string Shown(object? value) => value switch
    {
        null => "null",
        string text => text,
        System.Collections.IDictionary pairs => $"{{{string.Join(' ', pairs.Keys.Cast<object>().Select(key => $"{Shown(key)}: {Shown(pairs[key])}"))}}}",
        System.Collections.IEnumerable items => $"[{string.Join(' ', items.Cast<object>().Select(Shown))}]",
        _ when value.GetType().Namespace?.StartsWith("InboundFilter", StringComparison.Ordinal) == true && value.GetType().IsClass =>
            $"({string.Join(' ', value.GetType().GetProperties().Where(p => p.GetMethod is { IsStatic: false }).Select(p => $"{p.Name}={Shown(p.GetValue(value))}"))})",
        _ => value.ToString() ?? string.Empty,
    };

    [TestCase("as", true)]
    [TestCase("elsewhere", false)]
    public void AS_data_may_be_a_folder(string named, bool isThere)
    {
        using var folder = new TemporaryFolder();
        folder.Write("as/asn-ipv4.csv", "1.0.0.0,1.0.0.255,13335,Example\n");

        var loaded = Given.Load(folder.Write("inboundfilter.yaml", $"data: {{as: {named}}}"));

        Assert.That(loaded.IsUsable, Is.EqualTo(isThere), string.Join('\n', loaded.Problems));
    }
}
