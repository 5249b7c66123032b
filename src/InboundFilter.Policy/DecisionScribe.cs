using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Policy;

/// <summary>Turns decisions into replies and records each once. Thread-safe.</summary>
internal sealed class DecisionScribe(FilterServices services)
{
    /// <summary>Speaks what the checks' verdicts led to.</summary>
    public SmtpReply Speak(DecisionDraft draft, Decision decision)
    {
        var decisive = decision.Decisive!.Value;
        var code = decision.Code!;
        string sentence = decisive.Verdict.Sentence
            ?? (decisive.Verdict.Finding is Finding.Undecided ? "Your mail could not be judged just now; please try again later." : code.Summary);
        var reply = services.Replies.Make(decision.Status!.Value, code, sentence, draft.Reference);
        return Record(draft, decision.Disposition, code, decisive.Stage, reply, $"{decisive.Check.Name}: {decisive.Verdict.Evidence}");
    }

    /// <summary>Speaks a refusal that no check raised; a 4xx status of the code makes it a deferral.</summary>
    public SmtpReply Refuse(DecisionDraft draft, TroubleshootingCode code, string evidence, string? sentence = null, ReplyStatus? status = null)
    {
        var spoken = status ?? code.Status;
        var reply = services.Replies.Make(spoken, code, sentence ?? code.Summary, draft.Reference);
        return Record(draft, spoken.IsTransient ? Disposition.Defer : Disposition.Refuse, code, draft.SpokenAt, reply, evidence);
    }

    /// <summary>Takes a message that goes nowhere.</summary>
    public SmtpReply Discard(DecisionDraft draft, TroubleshootingCode code, string evidence, SmtpReply reply) =>
        Record(draft, Disposition.Accept, code, draft.SpokenAt, reply, evidence);

    /// <summary>Passes the mailbox server's refusal on, with our code and link.</summary>
    public SmtpReply PassOn(DecisionDraft draft, SmtpReply given)
    {
        var code = ProtocolCodes.MailboxRefused;
        var reply = services.Replies.Wrap(given, code, draft.Reference);
        var disposition = given.Code < 500 ? Disposition.Defer : Disposition.Refuse;
        return Record(draft, disposition, code, draft.SpokenAt, reply, $"mailbox server: {given}");
    }

    /// <summary>Defers because the mailbox server cannot be asked just now.</summary>
    public SmtpReply MailboxAway(DecisionDraft draft, IMailbox mailbox, MailboxAnswer answer)
    {
        services.Log.MailboxUnavailable(draft.Facts.SessionId, mailbox.Name, answer.Reason ?? string.Empty);
        return Refuse(draft, ProtocolCodes.TryLater, $"mailbox {mailbox.Name}: {answer.Reason}");
    }

    /// <summary>Passes the mailbox server's acceptance on.</summary>
    public SmtpReply Accept(DecisionDraft draft, IReadOnlyList<TroubleshootingCode> marks, SmtpReply given)
    {
        var code = marks.Count > 0 ? marks[0] : null;
        return Record(draft, code is null ? Disposition.Accept : Disposition.Mark, code, draft.SpokenAt, given, string.Join(",", marks.Select(m => m.Id)));
    }

    private SmtpReply Record(DecisionDraft draft, Disposition disposition, TroubleshootingCode? code, Stage decidedAt, SmtpReply reply, string evidence)
    {
        var elapsed = services.Time.GetElapsedTime(draft.Started);
        services.Metrics?.Decided(disposition, code, draft.SpokenAt, elapsed);
        services.Decisions.Record(new DecisionRecord
        {
            Reference = draft.Reference,
            Time = services.Time.GetUtcNow(),
            SpokenAt = draft.SpokenAt,
            Facts = draft.Facts,
            Recipients = draft.Recipients,
            Results = draft.Results,
            Rules = draft.Rules,
            Disposition = disposition,
            Code = code?.Id,
            DecidedAt = decidedAt,
            Reply = reply,
            Evidence = evidence,
            Elapsed = elapsed,
        });
        return reply;
    }
}
