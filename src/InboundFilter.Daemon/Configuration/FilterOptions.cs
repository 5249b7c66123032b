using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Configuration;

/// <summary>inboundfilter.yaml: who we are, where we listen, whose mail we take and where it goes. A key that is absent has its default.</summary>
internal sealed record FilterOptions
{
    /// <summary>Our name in the banner, in HELO to the mailbox server and as authserv-id (RFC 8601 §2.5).</summary>
    public DomainName HostName { get; init; } = DomainName.Parse("mx.example.test");

    /// <summary>Where SMTP clients are served.</summary>
    public IReadOnlyList<ListenerOptions> Listen { get; init; } = [new() { Address = new IPEndPoint(IPAddress.Loopback, 2525) }];

    /// <summary>The domains whose mail we take; mail for any other is refused with R.1.</summary>
    public IReadOnlyDictionary<DomainName, DomainOptions> Domains { get; init; } =
        new Dictionary<DomainName, DomainOptions> { [DomainName.Parse("example.test")] = new() { Mailbox = "local" } };

    /// <summary>Where mail goes that has passed, by a name of your own.</summary>
    public IReadOnlyDictionary<string, MailboxOptions> Mailboxes { get; init; } =
        new Dictionary<string, MailboxOptions> { ["local"] = new() { Maildir = "../var/mail" } };

    /// <summary>Client networks with a role of their own.</summary>
    public ClientOptions Clients { get; init; } = new();

    /// <summary>Whom we ask for DNS answers.</summary>
    public DnsOptions Dns { get; init; } = new();

    /// <summary>The file with what is done about findings.</summary>
    [FilePath]
    public string Policy { get; init; } = "policy.yaml";

    /// <summary>The file with the public blocklists.</summary>
    [FilePath]
    public string Dnsbl { get; init; } = "dnsbl.yaml";

    /// <summary>Your own block and allow lists: files, or patterns with <c>*</c> in the file name.</summary>
    [FilePath]
    public IReadOnlyList<string> Lists { get; init; } = ["lists/*.yaml"];

    /// <summary>The socket on which <c>inboundfilter reload</c> reaches the daemon; null for none. Its folder must exist.</summary>
    [FilePath]
    public string? Control { get; init; } = "../var/inboundfilter.sock";

    /// <summary>Data files. Those that are not named lie beside the executable.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Bounds on what clients may cost us.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Programs that look into each message before it is taken.</summary>
    public ScannerOptions Scanners { get; init; } = new();

    /// <summary>Addresses of ours that take reports about mail. None unless configured.</summary>
    public ReportOptions Reports { get; init; } = new();

    /// <summary>Warnings mailed to postmasters and abuse desks, or <c>off</c>.</summary>
    [OffMeansNull]
    public NoticeOptions? Notices { get; init; }

    /// <summary>The link in a reply is this, a slash, the code and <c>?r=</c> with the reference.</summary>
    public Uri HelpUrl { get; init; } = new("http://127.0.0.1:8025");

    /// <summary>Where decisions and evidence are kept, or <c>off</c>: then nothing is found again and nothing blocks by evidence.</summary>
    [OffMeansNull]
    public LedgerSection? Ledger { get; init; } = new() { Sqlite = "../var/ledger.db" };

    /// <summary>Where the web pages for senders and administrators are served, or <c>off</c>.</summary>
    [OffMeansNull]
    public PortalSection? Portal { get; init; } = new();

    /// <summary>Where measurements, health and readiness are shown, or <c>off</c>: then nothing is measured.</summary>
    [OffMeansNull]
    public MetricsOptions? Metrics { get; init; } = new();
}
