using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Policy.Authentication;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Reports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy;

/// <summary>What every session needs and all share. Immutable; its parts are thread-safe.</summary>
public sealed record FilterServices
{
    /// <summary>Our name in banner, replies, trace fields and as authserv-id.</summary>
    public required string HostName { get; init; }

    /// <summary>What every client is greeted with.</summary>
    internal SmtpReply Greeting => field ??= SmtpReply.Plain(220, $"{HostName} ESMTP InboundFilter");

    /// <summary>What every HELO and EHLO is answered with; the engine adds the extensions.</summary>
    internal SmtpReply Hello => field ??= SmtpReply.Plain(250, HostName);

    public required MailRoutes Routes { get; init; }

    public required StageRunner Runner { get; init; }

    public required IDnsResolver Dns { get; init; }

    /// <summary>Asks the public blocklists.</summary>
    public required DnsblMonitor Blocklists { get; init; }

    /// <summary>Finds out who sent a message.</summary>
    public required MessageAuthenticator Authenticator { get; init; }

    public required IIpData IpData { get; init; }

    public required PublicSuffixList Suffixes { get; init; }

    public required IDecisionLog Decisions { get; init; }

    /// <summary>Takes reports out of mail; null when there are no report addresses.</summary>
    public ReportIntake? Reports { get; init; }

    /// <summary>Takes what is held against senders; without a ledger nothing is kept.</summary>
    public IEvidenceSink Evidence { get; init; } = NoEvidence.Instance;

    public required HiddenClientAlarm HiddenClients { get; init; }

    /// <summary>Counts unknown recipients per client; null for nobody.</summary>
    public HarvestWatch? Harvests { get; init; }

    /// <summary>Measures decisions; null for nobody.</summary>
    public PolicyMetrics? Metrics { get; init; }

    /// <summary>Measures how mailboxes answer; null for nobody.</summary>
    public MailboxMetrics? MailboxMetrics { get; init; }

    public required ReplyText Replies { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Log { get; init; }
}
