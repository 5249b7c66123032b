namespace InboundFilter.Portal.Charts;

/// <summary>One kind of thing in a chart.</summary>
/// <param name="Name">For the legend and for whoever hears the chart.</param>
/// <param name="Ink">CSS class of its colour.</param>
/// <param name="Hatch">Its pattern, so that colour is not the only sign.</param>
public sealed record ChartSeries(string Name, string Ink, Hatch Hatch);
