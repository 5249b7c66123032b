using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Trace;
using InboundFilter.Policy.Authentication;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Reports;
using InboundFilter.Policy.Traps;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy;

/// <summary>The end of a transaction: a whole message is judged and handed to the mailbox server, whose answer is the client's.</summary>
/// <param name="services">What all sessions share.</param>
/// <param name="policy">The session's.</param>
/// <param name="reports">The session's.</param>
/// <param name="transaction">At least one recipient was accepted, or is a trap.</param>
/// <param name="vouched">How specific the voucher is that covers everything; null for none.</param>
/// <param name="isTrusted">The client is in a trusted network, and nobody wants to know who sent its mail.</param>
/// <param name="tls">Version and cipher; null without TLS.</param>
internal sealed class MessageExchange(
    FilterServices services, PolicySnapshot policy, ReportTransactions reports, Transaction transaction, Specificity? vouched, bool isTrusted, string? tls)
{
    private readonly DecisionScribe _scribe = new(services);
    private readonly ConnectFacts _client = transaction.Facts;

    public async ValueTask<SmtpReply> RunAsync(MessageSpool message, CancellationToken cancellation)
    {
        var (rules, isExempt) = transaction.Treatment ?? (policy.Rules, false);
        string[] recipients = [.. transaction.Recipients.Concat(transaction.Traps.All.Select(t => t.Recipient)).Select(r => r.ToString())];
        var draft = new DecisionDraft(transaction.Facts, Stage.Data, recipients, rules, services.Time.GetTimestamp())
        {
            Results = transaction.Results ?? [],
        };

        DataFacts? facts = null;
        if (transaction.Tap is { } tap)
        {
            if (tap.Complete() is not { } read)
            {
                return _scribe.Refuse(draft, ProtocolCodes.TryLater, "the message could not be read, for a fault of ours");
            }

            facts = Facts(read, tap.Signatures, message, cancellation);
            draft = draft with { Facts = facts };
        }

        if (transaction.Traps.Any && await SpringAsync(draft, facts, message, cancellation) is { } answer)
        {
            return answer;
        }

        if (facts is not null && !isExempt)
        {
            var run = services.Runner.Start(facts, cancellation, vouched);
            await run.CollectAsync(StageRunner.Limit, cancellation);
            CheckResult[] all = [.. draft.Results, .. StageRun.Join(run)];
            draft = draft with { Results = all };
        }

        var decision = isExempt ? Decision.Accept : Decision.From(draft.Results, rules);
        if (decision.Decisive is not null)
        {
            return _scribe.Speak(draft, decision);
        }

        TroubleshootingCode[] marks = [.. transaction.Marks.Union(decision.Marks)];
        var authentication = facts is null || isTrusted ? new AuthenticationResults()
            : await AuthenticationSummary.OfAsync(facts, StageRunner.Limit, services.Time, cancellation);
        var trace = TraceFields.For(transaction, draft, services, tls, marks, authentication);
        var reply = await HandOverAsync(draft, marks, trace, WithoutForgeries(facts, message), cancellation);
        if (reply.IsPositive && facts is not null)
        {
            await reports.CopyAsync(transaction, facts.Message, cancellation);
        }

        return reply;
    }

    private ValueTask<SmtpReply?> SpringAsync(DecisionDraft draft, DataFacts? facts, MessageSpool message, CancellationToken cancellation) =>
        new TrapExchange(services, policy, transaction).RunAsync(draft, facts, message, cancellation);

    /// <summary>Without fields that claim to be results of ours (RFC 8601 §5).</summary>
    private MessageSpool WithoutForgeries(DataFacts? facts, MessageSpool message) =>
        facts is not null && new AuthenticationResultsFilter(services.HostName).ForgedIn(facts.Message.Header) is { Count: > 0 } forged
            ? new CutSpool(message, forged)
            : message;

    private DataFacts Facts(ParsedMessage read, SignatureVerification? signatures, MessageSpool message, CancellationToken cancellation)
    {
        var mail = transaction.Facts;
        var facts = new MessageFacts(read, message, signatures, verified => services.Authenticator.DmarcAsync(read, mail.Spf, verified, cancellation), cancellation);
        return new DataFacts(mail, facts, transaction.Recipients);
    }

    private async ValueTask<SmtpReply> HandOverAsync(
        DecisionDraft draft, IReadOnlyList<TroubleshootingCode> marks, ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
    {
        MailboxAnswer answer;
        try
        {
            long begun = services.Time.GetTimestamp();
            answer = await transaction.Relay!.SendAsync(trace, message, cancellation);
            services.MailboxMetrics?.Message(transaction.Mailbox!, answer, services.Time.GetElapsedTime(begun));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            services.Log.HandOverFailed(fault, _client.SessionId, draft.Reference);
            return _scribe.Refuse(draft, ProtocolCodes.TryLater, fault.GetType().Name);
        }

        switch (answer.Outcome)
        {
            case MailboxOutcome.Answered when answer.IsAccepted:
                return _scribe.Accept(draft, marks, answer.Reply!);
            case MailboxOutcome.Answered:
                return _scribe.PassOn(draft, answer.Reply!);
            case MailboxOutcome.LostAfterFinalDot:
                services.Log.DuplicatePossible(_client.SessionId, draft.Reference, transaction.Mailbox!.Name, answer.Reason ?? string.Empty);
                return _scribe.Refuse(draft, ProtocolCodes.TryLater, $"{answer.Reason}; a duplicate is possible");
            default:
                return _scribe.MailboxAway(draft, transaction.Mailbox!, answer);
        }
    }
}
