using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Vouches by what the DNS and the IP data say of the address: confirmed reverse name, ISP, country.</summary>
/// <remarks>A reverse name counts only when it leads back to the address: its owner must agree. Nobody is asked where no such entry exists.</remarks>
public sealed class AllowedNetworkOwnerVoucher(TimeProvider time) : ICheck<ConnectFacts>
{
    private static readonly Verdict None = Verdict.NotApplicable("no allow entry for reverse name, ISP or country");

    public CheckInfo Info { get; } = new("allowed-network-owner");

    public async ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation)
    {
        var allow = facts.Policy.Lists.Allow;
        bool byName = allow.Has(ListEntryKind.ReverseName), byIsp = allow.Has(ListEntryKind.Isp), byCountry = allow.Has(ListEntryKind.Country);
        if (!facts.Sender.AddressIsUsable || !(byName || byIsp || byCountry))
        {
            return None;
        }

        var now = time.GetUtcNow();
        if (byCountry && facts.Sender.Country is { } country && allow.FindCountry(country, now) is { } ofCountry)
        {
            return ofCountry.Vouches();
        }

        if (!byName && !byIsp)
        {
            return None;
        }

        var isp = await facts.Sender.GetIspAsync();
        if (byIsp && allow.FindIsp(isp.AsNumber, isp.AsName, isp.DomainIsConfirmed ? isp.Domain : null, now, facts.ClientAddress) is { } ofIsp)
        {
            return ofIsp.Vouches();
        }

        var reverse = await facts.Sender.ReverseName;
        return reverse.Confirmation is Fcrdns.Pass && allow.FindReverseName(reverse.Name!.Value, now) is { } ofName ? ofName.Vouches() : None;
    }
}
