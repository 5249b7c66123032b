using System.Net;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Reports;

/// <summary>Finds our own decision on a reported message, so that nobody is blocked for mail that he did not send us. Thread-safe.</summary>
/// <remarks>
/// A message is known by our reference, else by its Message-ID; then the facts of the decision must not be others than the report's: the client's
/// address, the author, the Message-ID. A stranger's report must moreover agree on the client, which is in every copy of a message that came through us. Mail
/// that we refused cannot be reported: nobody got it.
/// </remarks>
/// <param name="decisions">What we decided.</param>
/// <param name="hostName">Our name, as our Received fields have it after <c>by</c>.</param>
/// <param name="suffixes">Tells which servers belong to one organisation.</param>
public sealed class ReportMatcher(IDecisionStore decisions, string hostName, PublicSuffixList suffixes)
{
    /// <summary>Decisions on messages of one Message-ID that are looked at; a sender may use it for all his messages.</summary>
    private const int MaxCandidates = 200;

    /// <param name="message">The reported message; null when the report has none.</param>
    /// <param name="feedback">The report; null when it is not in ARF.</param>
    /// <param name="isLocal">The reporter is one of ours.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LedgerException">The ledger failed.</exception>
    public async Task<ReportMatch> MatchAsync(ReportedMessage? message, FeedbackReport? feedback, bool isLocal, CancellationToken cancellation)
    {
        var facts = ReportedFacts.Of(message, feedback, hostName, suffixes);
        if (facts.Reference is { } reference)
        {
            // Not by Message-ID then: that is the sender's word, and ours stands above it.
            return await decisions.FindAsync(reference, cancellation) is { } decision
                ? Judge(decision, facts, isLocal, "reference") : new ReportMatch(null, $"there is no decision {reference}");
        }

        if (facts.MessageId is not { Length: > 0 and <= DecisionLimits.MessageIdLength } id)
        {
            return new ReportMatch(null, "it has neither a reference of ours nor a Message-ID");
        }

        var page = await decisions.SearchAsync(new DecisionQuery { MessageId = id }, null, MaxCandidates, cancellation);
        var judged = page.Decisions.Select(d => Judge(d, facts, isLocal, "Message-ID")).ToList();
        return judged.Find(m => m.Decision is not null && IsTo(m.Decision, feedback)) ?? judged.Find(m => m.Decision is not null)
            ?? judged.FirstOrDefault() ?? new ReportMatch(null, "no message with this Message-ID came to us");
    }

    private static ReportMatch Judge(StoredDecision decision, ReportedFacts facts, bool isLocal, string by) =>
        Contradiction(decision, facts) is { } contradiction ? new ReportMatch(null, $"{decision.Reference}: {contradiction}")
        : IsFrom(decision, facts) || isLocal ? new ReportMatch(decision, $"found by {by}")
        : new ReportMatch(null, $"{decision.Reference}: the report does not tell which client sent the message");

    /// <summary>What does not fit; null when nothing contradicts.</summary>
    private static string? Contradiction(StoredDecision decision, ReportedFacts facts) =>
        decision.Disposition is not (Disposition.Accept or Disposition.Mark) || decision.SpokenAt is not Stage.Data ? "that mail was not passed on"
        : facts.MessageId is { } id && decision.MessageId is { } known && id != known ? "its Message-ID is another"
        : facts.From is { } author && decision.From is { } from && !Same(author, from) ? "its author is another"
        : Differs(facts.Source, decision.Address) || Differs(facts.OurClient, decision.Address) ? "its client is another"
        : facts is { Before: not null, Source: null } && !IsFrom(decision, facts) ? "it came another way"
        : null;

    /// <summary>The report tells that the message came from the client of the decision.</summary>
    private static bool IsFrom(StoredDecision decision, ReportedFacts facts) =>
        Is(facts.Source, decision.Address)
        || Is(facts.OurClient, decision.Address)
        || (facts.Before is { } hop && (Is(hop.Address, decision.Address) || (hop.By is { } by && (Same(by, decision.Helo) || Same(by, decision.ReverseName)))));

    private static bool IsTo(StoredDecision decision, FeedbackReport? feedback) =>
        feedback is not null && feedback.OriginalRcptTo.Any(r => decision.Recipients.Any(known => Same(r.Trim('<', '>', ' '), known)));

    private static bool Is(IPAddress? told, IPAddress known) => told is not null && Subject.Plain(told).Equals(Subject.Plain(known));

    private static bool Differs(IPAddress? told, IPAddress known) => told is not null && !Is(told, known);

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
