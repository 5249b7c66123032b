using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers in a country that the administrator has blocked.</summary>
public sealed class CountryListCheck(TimeProvider time) : ICheck<ConnectFacts>
{
    public static readonly TroubleshootingCode CountryBlocked = new(
        "F.1", ReplyStatus.Refuse(550, 7, 1), null, "We do not take mail from servers in your server's country.");

    public CheckInfo Info { get; } = new("country-list", CountryBlocked) { ListReach = SpecificityRank.Country };

    public ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation) => new(Judge(facts));

    private Verdict Judge(ConnectFacts facts)
    {
        var block = facts.Policy.Lists.Block;
        if (!facts.Sender.AddressIsUsable)
        {
            return Verdict.NotApplicable("the address is not the client's own");
        }

        if (!block.Has(ListEntryKind.Country))
        {
            return Verdict.NotApplicable("no country is blocked");
        }

        return facts.Sender.Country is not { } country ? Verdict.NotApplicable("the country is unknown")
            : block.FindCountry(country, time.GetUtcNow())?.ObjectsAs(CountryBlocked, $"We do not take mail from servers in your server's country ({country}).")
            ?? Verdict.Clear;
    }
}
