using InboundFilter.Dns;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Dmarc;

/// <summary>One evaluation against a zone.</summary>
internal sealed class DmarcCase(string zone)
{
    public ZoneDns Dns { get; } = new(zone);

    /// <summary>The names asked for a policy record, without their label <c>_dmarc</c>.</summary>
    public IEnumerable<string> Walked => Dns.Asked.Where(a => a.StartsWith("TXT _dmarc.", StringComparison.Ordinal)).Select(a => a["TXT _dmarc.".Length..]);

    /// <param name="from">Domains, separated by commas.</param>
    /// <param name="identifiers"><c>dkim a.test, spf b.test</c>; with a question mark behind it, undecided.</param>
    public async Task<DmarcResult> EvaluateAsync(string from, string identifiers = "") =>
        await new DmarcEvaluator(Dns).EvaluateAsync([.. Split(from).Select(DomainName.Parse)], Identities(identifiers), CancellationToken.None);

    private static DmarcIdentities Identities(string identifiers)
    {
        var all = Split(identifiers).Select(i => i.Split(' ')).ToLookup(i => i[0] + (i[1].EndsWith('?') ? "?" : ""), i => DomainName.Parse(i[1].TrimEnd('?')));
        return new DmarcIdentities
        {
            Spf = all["spf"].Cast<DomainName?>().FirstOrDefault(),
            SpfUndecided = all["spf?"].Cast<DomainName?>().FirstOrDefault(),
            Dkim = [.. all["dkim"]],
            DkimUndecided = [.. all["dkim?"]],
        };
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
