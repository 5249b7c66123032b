using InboundFilter.Mail.Scanning;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Checks.Data;

/// <summary>Objects to messages in which a content scanner finds malware, whoever sent them.</summary>
/// <remarks>Of several scanners each looks in turn, until one finds something: what one found counts even if another is away.</remarks>
public sealed class ContentScanCheck(IEnumerable<IContentScanner> scanners) : ICheck<DataFacts>
{
    public static readonly TroubleshootingCode HarmfulContent = new(
        "G.4", ReplyStatus.Refuse(550, 7, 1), ReplyStatus.TryLater(451, 7, 1), "Our scanner found harmful content in the message.")
    {
        CanBeExcused = false,
    };

    /// <summary>More than a scanner may be given by the configuration. The client waits ten minutes (RFC 5321 §4.5.3.2.6).</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly IContentScanner[] _scanners = [.. scanners];

    public CheckInfo Info { get; } = new("content-scan", HarmfulContent) { Limit = Limit };

    public ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation) => EvaluateAsync(facts.Message.Octets, cancellation);

    internal async ValueTask<Verdict> EvaluateAsync(MessageSpool message, CancellationToken cancellation)
    {
        if (_scanners.Length == 0)
        {
            return Verdict.NotApplicable("no scanner is configured");
        }

        var seen = new List<string>();
        bool isUndecided = false;
        foreach (var scanner in _scanners)
        {
            var result = await scanner.ScanAsync(message.ReadAsync(cancellation), message.Length, cancellation);
            switch (result.Status)
            {
                case ScanStatus.Found:
                    return Verdict.Against(HarmfulContent, $"{scanner.Name} found {result.Detail}", $"The message carries what our scanner calls \"{result.Detail}\".");
                case ScanStatus.Unavailable when scanner.WhenAway is ScannerAway.Pass:
                    seen.Add($"not scanned (when-away: pass): {scanner.Name} {result.Detail}");
                    break;
                case ScanStatus.Unavailable:
                    isUndecided = true;
                    seen.Add($"{scanner.Name} {result.Detail}");
                    break;
                default:
                    seen.Add(result.Detail is { } part ? $"{scanner.Name} found nothing in {part}" : $"{scanner.Name} found nothing");
                    break;
            }
        }

        string evidence = string.Join("; ", seen);
        return isUndecided
            ? Verdict.Undecided(HarmfulContent, evidence, "Our scanner could not look at the message just now; please try again later.")
            : Verdict.ClearBecause(evidence);
    }
}
