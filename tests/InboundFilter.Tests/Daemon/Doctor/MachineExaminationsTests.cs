using System.Net;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Sources;
using InboundFilter.Daemon.Doctor;
using InboundFilter.Daemon.Doctor.Examinations;
using InboundFilter.Daemon.Doctor.Senses;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Doctor;

internal sealed class MachineExaminationsTests
{
    private readonly ManualTimeProvider _time = new(Given.Now);

    [TestCase(PortState.Free, null, DiagnosisLevel.Ok, "", "")]
    [TestCase(PortState.Ours, "inboundfilter (process 7)", DiagnosisLevel.Ok, "", "")]
    [TestCase(PortState.Taken, "master (process 812)", DiagnosisLevel.Error, "taken by master (process 812)", "stop that program")]
    [TestCase(PortState.Taken, null, DiagnosisLevel.Error, "taken by another program", "ss -ltnp 'sport = :25'")]
    [TestCase(PortState.NotPermitted, null, DiagnosisLevel.Error, "may not listen on port 25", "CAP_NET_BIND_SERVICE")]
    [TestCase(PortState.NotHere, "no such address", DiagnosisLevel.Error, "does not have that address", "another address at listen")]
    public Task Each_port_must_be_ours_to_have(PortState state, string? holder, DiagnosisLevel level, string seen, string remedy)
    {
        var options = new FilterOptions { Listen = [new() { Address = IPEndPoint.Parse("0.0.0.0:25") }], Portal = null, Metrics = null };
        return new ListenerExamination(options, new FixedPorts { Look = new PortLook(state, holder) }).AssertSeesAsync(level, seen, remedy);
    }

    [Test]
    public Task Who_listens_on_loopback_alone_gets_no_mail() =>
        new ListenerExamination(new FilterOptions(), new FixedPorts()).AssertSeesAsync(DiagnosisLevel.Warning, "loopback only", "0.0.0.0:25");

    [TestCase(true, "2026-01-01T00:00:00Z", null, DiagnosisLevel.Ok, "", "")]
    [TestCase(null, "2026-01-01T00:00:00Z", null, DiagnosisLevel.Ok, "", "")]
    [TestCase(false, "2026-01-01T00:00:00Z", null, DiagnosisLevel.Warning, "no time service", "chrony")]
    [TestCase(true, "2126-01-01T00:00:00Z", null, DiagnosisLevel.Error, "but /etc/f is of 2126-01-01", "set the clock")]
    [TestCase(true, "2026-01-01T00:00:00Z", "2126-01-02T00:00:00Z", DiagnosisLevel.Error, "the last decision in the ledger is of 2126-01-02", "set the clock")]
    public Task Nothing_that_has_happened_may_lie_in_the_future(bool? kept, string written, string? decision, DiagnosisLevel level, string seen, string remedy) =>
        new ClockExamination(
            new Clock(kept), ["/etc/f", "/gone"], new FixedFiles($"/etc/f 644 0 0 {written}"),
            _ => Task.FromResult(decision is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(decision)), _time).AssertSeesAsync(level, seen, remedy);

    private const string Well = "/etc/if/f.yaml 644 0 0|/var/if d750 7 7|/var/if/ledger.db 600 7 7|/var/if/users.yaml 600 7 7|/var/if/keys d700 7 7|/etc/if/key.pem 600 7 7|/etc/if/cert.pem 644 0 0|/tmp d777 0 0|/psl 644 0 0";

    [TestCase("/etc/if/f.yaml 644 0 0", "", DiagnosisLevel.Ok, "", "")]
    [TestCase("/etc/if/f.yaml 644 0 0", "/etc/if/f.yaml 640 0 0", DiagnosisLevel.Error, "cannot be read by the user filter", "chgrp filter /etc/if/f.yaml")]
    [TestCase("/etc/if/f.yaml 644 0 0", "/etc/if d750 0 0|/etc/if/f.yaml 644 0 0", DiagnosisLevel.Error, "keeps the user filter out", "chgrp filter /etc/if")]
    [TestCase("/var/if d750 7 7", "/var/if d755 0 0", DiagnosisLevel.Error, "belongs to root, and the ledger lies there", "chown -R filter /var/if")]
    [TestCase("/var/if/ledger.db 600 7 7", "/var/if/ledger.db 644 0 0", DiagnosisLevel.Error, "it is the ledger", "chown filter /var/if/ledger.db")]
    [TestCase("/var/if/users.yaml 600 7 7", "/var/if/users.yaml 644 7 7", DiagnosisLevel.Error, "can be read or written by others, and holds the passwords' hashes", "chmod 600 /var/if/users.yaml")]
    [TestCase("/etc/if/key.pem 600 7 7", "/etc/if/key.pem 644 0 0", DiagnosisLevel.Error, "holds a private key", "chmod 600")]
    [TestCase("/etc/if/key.pem 600 7 7", "/etc/if/key.pem 600 0 0", DiagnosisLevel.Error, "cannot be read by the user filter", "chgrp filter")]
    [TestCase("/etc/if/key.pem 600 7 7", "/etc/if/key.pem 640 0 8", DiagnosisLevel.Ok, "", "")]
    [TestCase("/etc/if/key.pem 600 7 7", "", DiagnosisLevel.Error, "does not exist", "create it")]
    [TestCase("/var/if/keys d700 7 7", "/var/if/keys d700 0 0", DiagnosisLevel.Error, "the portal keeps its keys there", "chown -R filter /var/if/keys")]
    [TestCase("/tmp d777 0 0", "/tmp d755 0 0", DiagnosisLevel.Error, "large messages wait there", "chown")]
    public Task The_daemons_user_must_reach_its_files_and_others_no_secrets(string file, string instead, DiagnosisLevel level, string seen, string remedy)
    {
        string lines = (level is DiagnosisLevel.Ok && instead.Length == 0 ? Well : Well.Replace(file, instead, StringComparison.Ordinal)).Replace('|', '\n');
        var loaded = new LoadedConfiguration
        {
            Options = new FilterOptions
            {
                Listen = [new() { Address = IPEndPoint.Parse("0.0.0.0:25"), Tls = new TlsOptions { Certificate = "/etc/if/cert.pem", Key = "/etc/if/key.pem" } }],
                Data = new DataOptions { PublicSuffixList = "/psl", Country = null },
                Mailboxes = new Dictionary<string, MailboxOptions>(),
                Ledger = new LedgerSection { Sqlite = "/var/if/ledger.db" },
                Portal = new PortalSection { Keys = "/var/if/keys", Users = "/var/if/users.yaml" },
                Control = "/run/if/control",
            },
            Sources = [new SourceFile("/etc/if/f.yaml", "f.yaml", default)],
        };
        return new FileRightsExamination(loaded, new FixedFiles(lines), new ServiceUser("filter", 7, [7, 8]), "/tmp").AssertSeesAsync(level, seen, remedy);
    }

    [TestCase("ours.org", "127.0.0.0/8", "", DiagnosisLevel.Ok, "", "")]
    [TestCase("ours.org", "10.0.0.0/8", "fc00::/7", DiagnosisLevel.Ok, "", "")]
    [TestCase("co.uk", "127.0.0.0/8", "", DiagnosisLevel.Error, "is a public suffix", "whole domain")]
    [TestCase("ours.org", "0.0.0.0/0", "", DiagnosisLevel.Error, "clients.trusted vouches for strangers", "only your own servers")]
    [TestCase("ours.org", "::/0", "", DiagnosisLevel.Error, "clients.trusted vouches for strangers", "only your own servers")]
    [TestCase("ours.org", "127.0.0.0/8", "0.0.0.0/1", DiagnosisLevel.Error, "clients.xclient-from lets strangers say", "only your own servers")]
    public Task Nobody_is_believed_by_accident(string domain, string trusted, string xclient, DiagnosisLevel level, string seen, string remedy)
    {
        var options = new FilterOptions
        {
            Domains = new Dictionary<DomainName, DomainOptions> { [DomainName.Parse(domain)] = new() { Mailbox = "local" } },
            Clients = new ClientOptions { Trusted = [IPNetwork.Parse(trusted)], XclientFrom = xclient.Length == 0 ? [] : [IPNetwork.Parse(xclient)] },
        };
        return new RelayingExamination(options, PublicSuffixList.Read(new StringReader("com\norg\nuk\nco.uk"))).AssertSeesAsync(level, seen, remedy);
    }

    [Test]
    public Task Problems_of_files_are_told_with_their_fix() =>
        new ConfigurationExamination(new LoadedConfiguration { Problems = [new ConfigProblem("lists/block.yaml", 3, "is no network", "write one", ProblemSeverity.Error)] })
            .AssertSeesAsync(DiagnosisLevel.Error, "is no network", "write one");

    [Test]
    public async Task One_examination_that_hangs_or_fails_hides_no_other()
    {
        using var begun = new CountdownEvent(3);
        var held = new Consultation([Begun("hangs", new TaskCompletionSource().Task), Begun("fails", Task.FromException(new InvalidOperationException("oh"))), Begun("well", Task.CompletedTask)], _time)
            .HoldAsync(CancellationToken.None);
        Assert.That(begun.Wait(TimeSpan.FromSeconds(30)), Is.True);
        for (int i = 0; i < 1_000; i++)
        {
            // Those that end need a moment for it, which nobody tells of.
            await Task.Yield();
        }

        _time.Advance(Consultation.Limit);

        var all = await held.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(all.Select(d => (d.Area, d.Level)), Is.EqualTo(new[] { ("hangs", DiagnosisLevel.Error), ("fails", DiagnosisLevel.Error), ("well", DiagnosisLevel.Ok) }));
        Assert.That(all[0].Seen, Is.EqualTo("no end within 20 s"));

        IExamination Begun(string area, Task end) => new Examination(area, _ =>
        {
            begun.Signal();
            return end;
        });
    }

    [TestCase("2026-11-01T00:00:00Z", DiagnosisLevel.Warning, "there is none, so ISPs are known", "fetch-ip-data --as")]
    [TestCase("2036-11-01T00:00:00Z", DiagnosisLevel.Warning, "wrong about many addresses by now", "once a month")]
    public Task Data_about_addresses_grows_old(string now, DiagnosisLevel level, string seen, string remedy) =>
        new IpDataExamination(new DataOptions(), new ManualTimeProvider(DateTimeOffset.Parse(now))).AssertSeesAsync(level, seen, remedy);

    [Test]
    public Task Data_that_cannot_be_read_is_an_error() =>
        new IpDataExamination(new DataOptions { Country = "/nowhere/country.mmdb" }, _time).AssertSeesAsync(DiagnosisLevel.Error, "country.mmdb", "fetch-ip-data");

    private sealed class Clock(bool? kept) : IClock
    {
        public bool? IsKept => kept;
    }

    private sealed class Examination(string area, Func<CancellationToken, Task> work) : IExamination
    {
        public string Area => area;

        public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
        {
            await work(cancellation);
            return [new Diagnosis(area, null, DiagnosisLevel.Ok, "well")];
        }
    }
}
