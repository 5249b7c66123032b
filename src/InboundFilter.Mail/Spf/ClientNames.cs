using InboundFilter.Dns;

namespace InboundFilter.Mail.Spf;

/// <summary>The reverse names of the client that lead back to it (RFC 7208 §5.5), looked up only when a record asks and only as far as needed.</summary>
internal sealed class ClientNames(SpfQuestions questions, SpfClient client, SpfLimits limits)
{
    /// <summary>The names that the client's address points at, not validated.</summary>
    public ValueTask<DnsAnswer<DomainName>> QueryAsync() => questions.PtrAsync(ReverseName.Of(client.Address));

    /// <summary>Whether a validated name is <paramref name="target"/> or lies below it. A name whose lookup fails is skipped.</summary>
    public async ValueTask<bool> AnyAtOrBelowAsync(DomainName target) => await FindAsync(name => name.IsAtOrBelow(target)) is not null;

    /// <summary>The value of the macro p: the domain itself, else a name below it, else any, else <c>unknown</c> (RFC 7208 §7.3).</summary>
    public async ValueTask<string> BestAsync(string domain)
    {
        var best = DomainName.TryParseAnyOctets(domain, out var judged)
            ? await FindAsync(name => name == judged) ?? await FindAsync(name => name.IsAtOrBelow(judged))
            : null;
        best ??= await FindAsync(static _ => true);
        return best is { } found ? found.Value : "unknown";
    }

    private async ValueTask<DomainName?> FindAsync(Predicate<DomainName> isWanted)
    {
        var pointers = (await QueryAsync()).Records;
        for (int i = 0; i < pointers.Count && i < limits.MaxPtrNames; i++)
        {
            var name = pointers[i];
            if (!name.IsRoot && isWanted(name) && await LeadsBackAsync(name))
            {
                return name;
            }
        }

        return null;
    }

    private async ValueTask<bool> LeadsBackAsync(DomainName name)
    {
        var addresses = (await questions.AddressesAsync(name, client.Bits.IsV4)).Records;
        for (int i = 0; i < addresses.Count; i++)
        {
            if (AddressBits.Of(addresses[i]) == client.Bits)
            {
                return true;
            }
        }

        return false;
    }
}
