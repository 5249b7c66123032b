using InboundFilter.Checks.ReverseNames;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers whose reverse name looks like that of a consumer line.</summary>
/// <remarks>With several reverse names, one that is a server's own is enough to be clear.</remarks>
public sealed class DynamicAddressCheck(ReverseNameClassifier classifier) : ICheck<ConnectFacts>
{
    public static readonly TroubleshootingCode DynamicAddress = new(
        "A.3", ReplyStatus.Refuse(550, 7, 1), ReplyStatus.TryLater(451, 7, 1), "Your server's address looks like that of a consumer line.");

    public CheckInfo Info { get; } = new("dynamic-address", DynamicAddress);

    public async ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation)
    {
        if (!facts.Sender.AddressIsUsable)
        {
            return Verdict.NotApplicable("the address is not the client's own");
        }

        var reverse = await facts.Sender.ReverseName;
        if (reverse.IsUnknown)
        {
            return Verdict.Undecided(DynamicAddress, $"reverse name of {facts.ClientAddress}: {reverse.Reason}");
        }

        string? evidence = null;
        foreach (var name in reverse.Names)
        {
            var judged = classifier.Classify(facts.ClientAddress, name, reverse.Confirmation is Fcrdns.Pass);
            string words = $"{name} is {judged.ClassName}: {string.Join("; ", judged.Reasons)}";
            if (!judged.IsAccessLine)
            {
                return Verdict.ClearBecause(words);
            }

            evidence ??= words;
        }

        return evidence is null
            ? Verdict.NotApplicable("no reverse name")
            : Verdict.Against(DynamicAddress, evidence, $"The reverse name \"{reverse.Name}\" of your server {facts.ClientAddress} looks like that of a consumer line.");
    }
}
