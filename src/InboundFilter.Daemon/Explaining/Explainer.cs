using System.Net;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Output;
using InboundFilter.Dns;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.View;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Standings;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Runs a session of the filter without a socket and without a mailbox, and keeps its decision.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="filter">Its log and mailboxes are put aside.</param>
/// <param name="policy">What every session is judged by.</param>
/// <param name="classifier">For the reverse name in the explanation.</param>
/// <param name="options">Domains and listener.</param>
/// <param name="ledger">Blocks and grants, to be read anew before each session; null where somebody keeps them fresh.</param>
/// <param name="evasion">What struck messages looked like; likewise.</param>
internal sealed class Explainer(FilterServices filter, PolicySnapshot policy, ReverseNameClassifier classifier, FilterOptions options, LedgerView? ledger = null, EvasionIndex? evasion = null)
{
    /// <summary>For a command.</summary>
    public static Explainer Of(FilterComposition filter) => new(
        filter.GetRequiredService<FilterServices>(),
        filter.GetRequiredService<PolicySnapshot>(),
        filter.GetRequiredService<ReverseNameClassifier>(),
        filter.GetRequiredService<FilterOptions>(),
        filter.GetService<LedgerView>(),
        filter.GetService<EvasionIndex>());

    /// <exception cref="CaseException">The message cannot be read.</exception>
    public async Task<Explanation> ExplainAsync(ExplainCase asked, CancellationToken cancellation)
    {
        if (ledger is not null)
        {
            await ledger.RefreshAsync(cancellation);
        }

        if (evasion is not null && asked.MessagePath is not null)
        {
            await evasion.RefreshAsync(cancellation);
        }

        var decisions = new LastDecision();
        var services = filter with
        {
            Decisions = decisions,
            Evidence = NoEvidence.Instance,
            Routes = new MailRoutes([.. options.Domains.Keys.Select(d => KeyValuePair.Create(d, (IMailbox)UnsentMailbox.Instance))]),
        };
        var peer = new SmtpPeer("explain", new IPEndPoint(asked.Client, 0), options.Listen.Count > 0 ? options.Listen[0].Address : new IPEndPoint(IPAddress.Loopback, 25))
        {
            Override = asked.ReverseName is { } name ? new XclientOverride { ReverseName = name } : null,
        };
        await using var session = new FilterSession(services, policy, peer);
        await session.ConnectAsync(cancellation);
        await session.HeloAsync(new HeloCommand(asked.Helo ?? asked.ReverseName ?? await ReverseNameOfAsync(asked.Client, cancellation), Extended: true), cancellation);
        await session.MailAsync(asked.Mail, cancellation);
        var reply = await session.RcptAsync(asked.Recipient ?? new MailPath("someone", services.Routes.FirstDomain.Value), cancellation);
        if (reply.IsPositive)
        {
            await using MessageSpool message = asked.MessagePath is { } path ? FileSpool.Open(path) : new NoMessage();
            if (asked.MessagePath is not null)
            {
                await SendAsync(session, message, cancellation);
            }

            await session.MessageAsync(message, cancellation);
        }

        var decision = decisions.Last ?? throw new CaseException($"no decision was made: {reply}");
        return await WithFactsAsync(decision);
    }

    private static async Task SendAsync(FilterSession session, MessageSpool message, CancellationToken cancellation)
    {
        var tap = session.MessageStarts();
        await foreach (var piece in message.ReadAsync(cancellation))
        {
            tap?.Append(piece.Span);
        }
    }

    private async Task<Explanation> WithFactsAsync(DecisionRecord decision)
    {
        // A client that is vouched for is not looked up, and then nothing is known of it.
        bool isLookedUp = decision.Results.Any(r => r.Check.Codes.Count > 0);
        var reverse = isLookedUp ? await decision.Facts.Sender.ReverseName : decision.Facts.Sender.KnownReverseName;
        return new Explanation(
            decision, reverse, reverse is null ? null : classifier.Classify(decision.Facts.ClientAddress, reverse.Name?.Value, reverse.Confirmation is Fcrdns.Pass));
    }

    private async Task<string> ReverseNameOfAsync(IPAddress address, CancellationToken cancellation)
    {
        var names = await filter.Dns.QueryPtrAsync(address, cancellation);
        return names.Records.Count > 0 ? names.Records[0].Value : $"[{address}]";
    }
}
