using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when the author's display name shows an address of somebody else, which many mail programs show in place of the real one.</summary>
/// <remarks>
/// No objection when nobody is misled: the shown address is of the same organisation as the real one; a domain of that organisation signed the mail or passed SPF;
/// answers go to that very address, as with web forms and with mailing lists that write themselves into From; or "via" follows it.
/// </remarks>
public sealed class DisplayNameShowsAddressCheck(PublicSuffixList suffixes) : ICheck<DataFacts>
{
    /// <summary>Authors of one message whose names are looked at; mail programs show fewer.</summary>
    private const int MaxAuthors = 20;

    public CheckInfo Info { get; } = new("display-name-shows-address", SharedCodes.MisleadingHeader);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        var fields = facts.Message.Fields;
        var shown = fields.From.Mailboxes.Take(MaxAuthors)
            .Where(m => m.Name is not null && m.DomainName is not null)
            .SelectMany(m => ShownAddresses.In(m.Name!).Select(s => (Real: m, s.Address, s.Domain, s.IsVia)))
            .ToList();
        if (shown.Count == 0)
        {
            return Verdict.Clear;
        }

        var proven = await ProvenDomains.OfAsync(facts, suffixes);
        foreach (var (real, address, domain, isVia) in shown)
        {
            if (isVia
                || proven.AreOfOneOrganisation(domain, real.DomainName!.Value)
                || proven.Include(domain)
                || fields.ReplyTo.Mailboxes.Any(m => m.Address.Equals(address, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            string evidence = $"the name of <{real.Address}> shows {address}; {proven}";
            return proven.MayInclude(domain)
                ? Verdict.Undecided(SharedCodes.MisleadingHeader, $"{evidence}; one signature or SPF could not be looked up")
                : Verdict.Against(SharedCodes.MisleadingHeader, evidence, $"The name in From shows the address \"{address}\", but the mail is from \"{real.Address}\".");
        }

        return Verdict.ClearBecause("the name shows an address that it may show");
    }
}
