using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Mail.Spf;

/// <summary>Evaluates the mechanisms that look at the client's address (RFC 7208 §5); include is the evaluation's own.</summary>
/// <remarks>A name that the DNS cannot hold, such as one with an empty label, is not asked for and matches nothing (§4.8 leaves it open).</remarks>
internal sealed class SpfMatcher(SpfClient client, SpfQuestions questions, MacroExpander macros, ClientNames names, SpfBudget budget, SpfLimits limits)
{
    private const string TooManyVoid = "too many lookups that find nothing";

    /// <param name="domain">The domain of the record, for terms that name none.</param>
    public async ValueTask<SpfMatch> MatchAsync(SpfTerm term, string domain)
    {
        if (!term.CostsLookup)
        {
            return SpfMatch.Of(term.Kind is SpfTermKind.All || client.Bits.IsIn(term.Network, Prefix(term)));
        }

        string? target = term.Target is null ? domain : await macros.ExpandNameAsync(term.Target, domain);
        if (!DomainName.TryParseAnyOctets(target, out var name))
        {
            return SpfMatch.No;
        }

        return term.Kind switch
        {
            SpfTermKind.A => await MatchAddressesAsync(term, name),
            SpfTermKind.Mx => await MatchExchangersAsync(term, name),
            SpfTermKind.Ptr => await MatchReverseNamesAsync(name),
            SpfTermKind.Exists => await MatchExistenceAsync(name),
            _ => throw new ArgumentOutOfRangeException(nameof(term)),
        };
    }

    private int Prefix(SpfTerm term) => client.Bits.IsV4 ? term.V4Prefix : term.V6Prefix;

    private async ValueTask<SpfMatch> MatchAddressesAsync(SpfTerm term, DomainName name)
    {
        var answer = await questions.AddressesAsync(name, client.Bits.IsV4);
        if (answer.Status is not DnsStatus.Found)
        {
            return WithoutRecords(answer, name);
        }

        return SpfMatch.Of(IsAmong(answer.Records, Prefix(term)));
    }

    private bool IsAmong(IReadOnlyList<IPAddress> addresses, int prefix)
    {
        for (int i = 0; i < addresses.Count; i++)
        {
            if (client.Bits.IsIn(AddressBits.Of(addresses[i]), prefix))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>There is no implicit exchanger here (RFC 7208 §5.4). Too many are an error at once, whatever their order would bring.</summary>
    private async ValueTask<SpfMatch> MatchExchangersAsync(SpfTerm term, DomainName name)
    {
        var answer = await questions.MxAsync(name);
        if (answer.Status is not DnsStatus.Found)
        {
            return WithoutRecords(answer, name);
        }

        if (answer.Records.Count > limits.MaxMxNames)
        {
            return SpfMatch.PermError($"more than {limits.MaxMxNames} exchangers at {name}");
        }

        foreach (var exchanger in answer.Records)
        {
            var match = exchanger.Exchange.IsRoot ? SpfMatch.No : await MatchAddressesAsync(term, exchanger.Exchange);
            if (match != SpfMatch.No)
            {
                return match;
            }
        }

        return SpfMatch.No;
    }

    /// <summary>A question that fails is no error here: the client's owner, not the sender's, would decide the result (RFC 7208 §5.5).</summary>
    private async ValueTask<SpfMatch> MatchReverseNamesAsync(DomainName target)
    {
        var pointers = await names.QueryAsync();
        return pointers.Status switch
        {
            DnsStatus.Found => SpfMatch.Of(await names.AnyAtOrBelowAsync(target)),
            DnsStatus.Unavailable => SpfMatch.No,
            _ => WithoutRecords(pointers, target),
        };
    }

    /// <summary>Always an A record, for IPv6 clients too (RFC 7208 §5.7).</summary>
    private async ValueTask<SpfMatch> MatchExistenceAsync(DomainName name)
    {
        var answer = await questions.AddressesAsync(name, isV4: true);
        return answer.Status is DnsStatus.Found ? SpfMatch.Yes : WithoutRecords(answer, name);
    }

    private SpfMatch WithoutRecords<T>(DnsAnswer<T> answer, DomainName name) =>
        answer.Status is DnsStatus.Unavailable ? SpfMatch.TempError(answer, name)
        : budget.TryTakeVoidLookup() ? SpfMatch.No
        : SpfMatch.PermError(TooManyVoid);
}
