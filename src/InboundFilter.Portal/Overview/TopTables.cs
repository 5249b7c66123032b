using InboundFilter.Portal.Reading;
using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Overview;

/// <summary>The tables of the overview.</summary>
internal static class TopTables
{
    /// <summary>Refused, deferred and marked mail by its code; all else by what sent it.</summary>
    public static IReadOnlyList<TopTable> Of(TrafficFigures figures) =>
    [
        new("codes", "Codes", "Code", figures.Codes, figures.Sum, row => Link(figures, "code", row.Key)),
        new("isps", "ISPs", "ISP", figures.Isps, figures.Sum, row => NetworkReader.ReadAsNumber(row.Key ?? string.Empty) is { IsWrong: false } ? Link(figures, "as", row.Key) : Link(figures, "isp", row.Key)),
        new("countries", "Countries", "Country", figures.Countries, figures.Sum, row => Link(figures, "country", row.Key)),
        new("domains", "Sender domains", "Domain", figures.Domains, figures.Sum, row => Link(figures, "from", row.Key)),
    ];

    private static string? Link(TrafficFigures figures, string field, string? key) =>
        key is null ? null : QueryString.Create("since", TimeReader.Write(figures.From)).Add(field, key).Value;
}
