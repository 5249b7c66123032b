using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Configuration;

/// <summary>inboundfilter.yaml: who we are, where we listen, whose mail we take and where it goes. A key that is absent has the value shown here.</summary>
internal sealed record FilterOptions
{
    /// <summary>Our name in the banner, in HELO to the mailbox server and as authserv-id (RFC 8601 §2.5).</summary>
    public DomainName HostName { get; init; } = DomainName.Parse("mx.example.test");

    public IReadOnlyList<ListenerOptions> Listen { get; init; } = [new() { Address = new IPEndPoint(IPAddress.Loopback, 2525) }];

    /// <summary>The domains whose mail we take; mail for any other is refused with R.1.</summary>
    public IReadOnlyDictionary<DomainName, DomainOptions> Domains { get; init; } =
        new Dictionary<DomainName, DomainOptions> { [DomainName.Parse("example.test")] = new() { Mailbox = "local" } };

    public IReadOnlyDictionary<string, MailboxOptions> Mailboxes { get; init; } =
        new Dictionary<string, MailboxOptions> { ["local"] = new() { Maildir = "../var/mail" } };

    public ClientOptions Clients { get; init; } = new();

    public DnsOptions Dns { get; init; } = new();

    [FilePath]
    public string Policy { get; init; } = "policy.yaml";

    [FilePath]
    public string Dnsbl { get; init; } = "dnsbl.yaml";

    /// <summary>Files, or patterns with <c>*</c> in the file name.</summary>
    [FilePath]
    public IReadOnlyList<string> Lists { get; init; } = ["lists/*.yaml"];

    /// <summary>The socket on which <c>inboundfilter reload</c> reaches the daemon; null for none. Its folder must exist.</summary>
    [FilePath]
    public string? Control { get; init; } = "../var/inboundfilter.sock";

    public DataOptions Data { get; init; } = new();

    public LimitOptions Limits { get; init; } = new();

    public ScannerOptions Scanners { get; init; } = new();

    /// <summary>The link in a reply is this, a slash, the code and <c>?r=</c> with the reference.</summary>
    public Uri HelpUrl { get; init; } = new("http://127.0.0.1:8025");

    public LedgerOptions Ledger { get; init; } = new() { Sqlite = "../var/ledger.db" };

    /// <summary>Null when it is <c>off</c>.</summary>
    [OffMeansNull]
    public WebListenerOptions? Portal { get; init; } = new() { Listen = new IPEndPoint(IPAddress.Loopback, 8025) };

    /// <summary>Null when it is <c>off</c>.</summary>
    [OffMeansNull]
    public WebListenerOptions? Metrics { get; init; } = new() { Listen = new IPEndPoint(IPAddress.Loopback, 9025) };
}
