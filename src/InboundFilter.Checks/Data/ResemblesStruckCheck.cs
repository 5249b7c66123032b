using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Similarity;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects to a message that resembles one of a sender who was struck under another name: by a proven identity they share, or by the text.</summary>
/// <remarks>The message is read for it only when anybody has been struck. Other than what a scanner finds, this is no proof, so vouchers excuse it.</remarks>
public sealed class ResemblesStruckCheck(IEnumerable<IEvasionIndex> indexes, PublicSuffixList suffixes) : ICheck<DataFacts>
{
    private readonly IEvasionIndex[] _indexes = [.. indexes];
    private readonly MessageTraitsReader _reader = new(suffixes);

    public CheckInfo Info { get; } = new("resembles-struck", ContentScanCheck.HarmfulContent);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        if (Array.TrueForAll(_indexes, index => index.IsEmpty))
        {
            return Verdict.NotApplicable("nobody has been struck");
        }

        var message = facts.Message;
        var proven = DmarcIdentities.Of(await facts.Spf.MailFrom, (await message.Signatures).Dkim);
        var traits = await _reader.ReadAsync(
            message.Fields, message.Mime, () => message.Octets.ReadAsync(cancellation), proven, facts.Recipients.Select(r => r.ToString()), cancellation);
        foreach (var index in _indexes)
        {
            if (index.Find(traits, facts.ClientAddress, facts.SenderDomain, proven.Spf is { } spf ? [.. proven.Dkim, spf] : proven.Dkim) is { } found)
            {
                return Verdict.Against(
                    ContentScanCheck.HarmfulContent,
                    $"shares {found.Shared} with strike {found.Strike} ({found.Kind}, {found.Time:yyyy-MM-dd HH:mm}Z)",
                    "The message resembles unsolicited mail that came to us from another sender.").As(Aspects.ResemblesStruck).Excusable();
            }
        }

        return Verdict.Clear;
    }
}
