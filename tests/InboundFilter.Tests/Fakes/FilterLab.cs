using System.Text;
using InboundFilter.Checks;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Reports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Fakes;

/// <summary>Sessions of the whole policy with the shipped checks, without sockets: for example.test, into a mailbox that keeps what it gets.</summary>
public sealed class FilterLab(Given given)
{
    public ScriptedMailbox Mailbox { get; } = new("local");

    public MemoryDecisions Decisions { get; } = new();

    /// <summary>Takes reports out of mail; null when there are no report addresses.</summary>
    public ReportIntake? Reports { get; init; }

    /// <summary>The ledger's blocks and grants.</summary>
    public IStandings Standings { get; init; } = NoStandings.Instance;

    /// <summary>What struck messages looked like; null when nobody knows.</summary>
    public IEvasionIndex? Evasion { get; init; }

    /// <summary>Takes trap hits.</summary>
    public IEvidenceSink Evidence { get; init; } = NoEvidence.Instance;

    /// <summary>Takes alarms about hidden clients.</summary>
    public MemoryLog<HiddenClientAlarm> Alarms { get; } = new();

    /// <summary>A session that has come to the reply of MAIL.</summary>
    public async Task<FilterSession> OpenAsync()
    {
        var services = new ServiceCollection();
        if (Evasion is { } evasion)
        {
            services.AddSingleton(evasion);
        }

        var checks = services
            .AddSingleton(given.Dns).AddSingleton(given.Time).AddSingleton(given.Suffixes)
            .AddSingleton(new OurNames(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]))
            .AddSingleton<InboundFilter.Checks.ReverseNames.ReverseNameClassifier>()
            .AddSingleton(Standings)
            .AddChecks(typeof(CodePages).Assembly)
            .BuildServiceProvider().GetServices<ICheck>();
        var session = new FilterSession(
            new FilterServices
            {
                HostName = "mx.example.test",
                Routes = new MailRoutes([new(DomainName.Parse("example.test"), Mailbox)]),
                Runner = new StageRunner(new CheckSet(checks), given.Time, NullLogger<StageRunner>.Instance),
                Dns = given.Dns,
                Blocklists = given.Blocklists,
                Authenticator = given.Authenticator,
                IpData = given.IpData,
                Suffixes = given.Suffixes,
                Decisions = Decisions,
                Reports = Reports,
                Evidence = Evidence,
                HiddenClients = new HiddenClientAlarm(given.Time, Alarms),
                Replies = new ReplyText("http://127.0.0.1:8025"),
                Time = given.Time,
                Log = NullLogger.Instance,
            },
            given.Snapshot,
            given.Peer);
        await session.ConnectAsync(CancellationToken.None);
        await session.HeloAsync(new HeloCommand(given.Helo, Extended: true), CancellationToken.None);
        await session.MailAsync(new MailCommand(Given.Path(given.ReturnPath), null, BodyType.SevenBit, given.SmtpUtf8), CancellationToken.None);
        return session;
    }

    /// <summary>Sends a message as the engine would: its octets while they come, then the whole.</summary>
    /// <param name="session">At least one recipient is accepted.</param>
    /// <param name="message">Its lines, which may end in a lone LF.</param>
    public static async Task<SmtpReply> SendAsync(FilterSession session, string message)
    {
        string sent = message.ReplaceLineEndings("\r\n");
        session.MessageStarts()!.Append(Encoding.Latin1.GetBytes(sent));
        await using var spool = new TextSpool(sent);
        return await session.MessageAsync(spool, CancellationToken.None);
    }

    /// <summary>One recipient and one message; the reply that ended it.</summary>
    public async Task<SmtpReply> DeliverAsync(string message, string recipient = "user@example.test")
    {
        await using var session = await OpenAsync();
        var reply = await session.RcptAsync(Given.Path(recipient), CancellationToken.None);
        return reply.IsPositive ? await SendAsync(session, message) : reply;
    }
}
