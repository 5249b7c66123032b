using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Html;

namespace InboundFilter.Portal.Charts;

/// <summary>A chart of stacked bars as SVG, drawn on the server. Colours are CSS classes, so that it is right in light and dark; each series has a pattern besides; nothing in it is a script or a style.</summary>
/// <param name="id">Prefix of the ids in it, unique in the page.</param>
/// <param name="title">What it shows.</param>
/// <param name="description">What there is to see, for whoever does not see it.</param>
/// <param name="series">From the bottom.</param>
/// <param name="bars">From the left.</param>
public sealed class StackedBarChart(string id, string title, string description, IReadOnlyList<ChartSeries> series, IReadOnlyList<ChartBar> bars)
{
    private const double Width = 640;
    private const double Height = 220;
    private const double Left = 44;
    private const double Right = 8;
    private const double Top = 12;
    private const double Bottom = 26;
    private const double PlotHeight = Height - Top - Bottom;

    /// <summary>Share of a bar's room that stays empty.</summary>
    private const double Gap = 0.2;

    private const int GridLines = 4;

    /// <summary>Side of a pattern's tile, in units of the drawing.</summary>
    private const double Tile = 6;

    /// <summary>The drawing. Its patterns serve <see cref="Key"/> too.</summary>
    public IHtmlContent Draw() => Write(svg =>
    {
        Begin(svg, "svg", ("class", "chart"), ("viewBox", $"0 0 {Text(Width)} {Text(Height)}"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"));
        Element(svg, "title", title, ("id", $"{id}-title"));
        Element(svg, "desc", description, ("id", $"{id}-desc"));
        Begin(svg, "defs");
        foreach (var one in series)
        {
            DefinePattern(svg, one);
        }

        svg.WriteEndElement();
        long end = ChartScale.Above(bars.Select(b => b.Values.Sum()).DefaultIfEmpty(0).Max());
        DrawGrid(svg, end);
        double room = (Width - Left - Right) / Math.Max(1, bars.Count);
        for (int i = 0; i < bars.Count; i++)
        {
            DrawBar(svg, bars[i], Left + (i * room), room, end);
        }

        svg.WriteEndElement();
    });

    /// <summary>A small area in the colour and pattern of a series, for the legend.</summary>
    public IHtmlContent Key(ChartSeries one) => Write(svg =>
    {
        Begin(svg, "svg", ("class", "key"), ("viewBox", "0 0 18 12"), ("aria-hidden", "true"));
        Element(svg, "rect", null, ("width", "18"), ("height", "12"), ("fill", Fill(one)));
        svg.WriteEndElement();
    });

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private string Fill(ChartSeries one) => $"url(#{PatternId(one)})";

    private string PatternId(ChartSeries one) => $"{id}-{one.Ink}";

    private void DefinePattern(XmlWriter svg, ChartSeries one)
    {
        Begin(svg, "pattern", ("id", PatternId(one)), ("width", Text(Tile)), ("height", Text(Tile)), ("patternUnits", "userSpaceOnUse"));
        Element(svg, "rect", null, ("class", one.Ink), ("width", Text(Tile)), ("height", Text(Tile)));
        switch (one.Hatch)
        {
            case Hatch.Dots:
                Element(svg, "circle", null, ("class", "hatch-dot"), ("cx", "3"), ("cy", "3"), ("r", "1.4"));
                break;
            case Hatch.Stripes:
                Element(svg, "path", null, ("class", "hatch"), ("d", "M-1 1L1 -1M0 6L6 0M5 7L7 5"));
                break;
            case Hatch.Crosses:
                Element(svg, "path", null, ("class", "hatch"), ("d", "M0 3H6M3 0V6"));
                break;
            default:
                break;
        }

        svg.WriteEndElement();
    }

    private static void DrawGrid(XmlWriter svg, long end)
    {
        // A scale of less than four has no quarters to show.
        int lines = end >= GridLines ? GridLines : (int)end;
        for (int i = 0; i <= lines; i++)
        {
            string y = Text(Top + PlotHeight - (PlotHeight * i / lines));
            Element(svg, "line", null, ("class", i == 0 ? "axis" : "grid"), ("x1", Text(Left)), ("x2", Text(Width - Right)), ("y1", y), ("y2", y));
            Element(svg, "text", ChartScale.Short((double)end * i / lines), ("x", Text(Left - 6)), ("y", y), ("dy", "0.35em"), ("text-anchor", "end"));
        }
    }

    private void DrawBar(XmlWriter svg, ChartBar bar, double x, double room, long end)
    {
        Begin(svg, "g");
        Element(svg, "title", $"{bar.Text}: {string.Join(", ", series.Zip(bar.Values, (s, v) => FormattableString.Invariant($"{s.Name} {v:N0}")))}");
        long below = 0;
        foreach (var (one, value) in series.Zip(bar.Values))
        {
            if (value > 0)
            {
                double top = Top + PlotHeight - (PlotHeight * (below + value) / end);
                Element(
                    svg, "rect", null, ("x", Text(x + (room * Gap / 2))), ("y", Text(top)), ("width", Text(room * (1 - Gap))),
                    ("height", Text(PlotHeight * value / end)), ("fill", Fill(one)));
                below += value;
            }
        }

        svg.WriteEndElement();
        if (bar.Mark is { } mark)
        {
            Element(svg, "text", mark, ("x", Text(x + (room / 2))), ("y", Text(Height - 8)), ("text-anchor", "middle"));
        }
    }

    private static HtmlString Write(Action<XmlWriter> draw)
    {
        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment }))
        {
            draw(svg);
        }

        return new HtmlString(text.ToString());
    }

    private static void Begin(XmlWriter svg, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        svg.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            svg.WriteAttributeString(attribute, value);
        }
    }

    private static void Element(XmlWriter svg, string name, string? text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(svg, name, attributes);
        if (text is not null)
        {
            svg.WriteString(text);
        }

        svg.WriteEndElement();
    }
}
