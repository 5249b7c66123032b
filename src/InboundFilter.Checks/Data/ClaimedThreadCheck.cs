using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when the subject claims to answer or forward a message, and no field tells which (RFC 5322 §3.6.4).</summary>
/// <remarks>A forwarded message may also be there as an attachment. Some mail programs leave the fields out, so as shipped this is only observed.</remarks>
public sealed class ClaimedThreadCheck : ICheck<DataFacts>
{
    public CheckInfo Info { get; } = new("claimed-thread", SharedCodes.MisleadingHeader);

    public ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation) => new(Judge(facts));

    private static Verdict Judge(DataFacts facts)
    {
        var fields = facts.Message.Fields;
        if (fields.Subject is not { } subject || ThreadWords.Of(subject) is not var (word, isForward))
        {
            return Verdict.Clear;
        }

        return fields.Header.First("In-Reply-To") is not null || fields.Header.First("References") is not null ? Verdict.Clear
            : isForward && facts.Message.Mime.Parts.Any(p => p.ContentType.Is("message", "rfc822")) ? Verdict.ClearBecause("the forwarded message is attached")
            : Verdict.Against(
                SharedCodes.MisleadingHeader,
                $"the subject begins with \"{word}:\", and there is neither In-Reply-To nor References",
                $"The subject begins with \"{word}:\", but neither In-Reply-To nor References tells which message is meant.").As(Aspects.ClaimedThread);
    }
}
