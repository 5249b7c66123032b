using System.Globalization;
using System.Xml.Linq;
using InboundFilter.Portal.Charts;

namespace InboundFilter.Tests.Portal.Charts;

public sealed class StackedBarChartTests
{
    private static readonly ChartSeries[] Series = [new("good", "ink-good", Hatch.Plain), new("bad", "ink-bad", Hatch.Crosses)];

    [Test]
    public void The_parts_of_a_bar_lie_upon_each_other_in_proportion()
    {
        var svg = Draw(new ChartBar("one", null, [3, 1]));

        var parts = Parts(svg);
        double unit = Number(parts[1], "height");
        Assert.That(parts.Select(p => p.Attribute("fill")!.Value), Is.EqualTo(new[] { "url(#c-ink-good)", "url(#c-ink-bad)" }));
        Assert.That(Number(parts[0], "height"), Is.EqualTo(3 * unit).Within(0.1));
        Assert.That(Number(parts[1], "y") + unit, Is.EqualTo(Number(parts[0], "y")).Within(0.1), "the second stands on the first");
        Assert.That(Number(parts[0], "y") + Number(parts[0], "height"), Is.EqualTo(Axis(svg)).Within(0.1), "the first stands on the axis");
    }

    [Test]
    public void No_bar_leaves_the_drawing_and_bars_do_not_overlap()
    {
        var svg = Draw([.. Enumerable.Range(0, 30).Select(i => new ChartBar($"{i}", null, [i * 777L, i]))]);

        double[] box = [.. svg.Attribute("viewBox")!.Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        var bars = svg.Elements("g").Select(g => g.Elements("rect").FirstOrDefault()).OfType<XElement>().ToList();
        Assert.That(bars, Has.Count.EqualTo(29), "a bar of nothing is not drawn");
        Assert.That(Parts(svg).Select(p => Number(p, "y")), Is.All.GreaterThanOrEqualTo(0).And.All.LessThanOrEqualTo(box[3]));
        Assert.That(bars.Select(b => Number(b, "x") + Number(b, "width")), Is.All.LessThanOrEqualTo(box[2]));
        Assert.That(bars.Zip(bars.Skip(1)).All(pair => Number(pair.First, "x") + Number(pair.First, "width") < Number(pair.Second, "x")), Is.True);
    }

    [Test]
    public void Whoever_does_not_see_it_is_told_what_it_shows()
    {
        var svg = Draw(new ChartBar("14:00", "14:00", [1_200, 3]));

        Assert.That(svg.Attribute("role")!.Value, Is.EqualTo("img"));
        Assert.That(
            svg.Attribute("aria-labelledby")!.Value.Split(' ').Select(id => svg.Elements().Single(e => e.Attribute("id")?.Value == id).Value),
            Is.EqualTo(new[] { "Mail <b>", "Much & more" }));
        Assert.That(svg.Element("g")!.Element("title")!.Value, Is.EqualTo("14:00: good 1,200, bad 3"));
    }

    [Test]
    public void Each_series_has_a_pattern_of_its_own_besides_its_colour()
    {
        var patterns = Draw(new ChartBar("one", null, [1, 1])).Element("defs")!.Elements("pattern").ToDictionary(p => p.Attribute("id")!.Value);

        Assert.That(patterns["c-ink-good"].Elements().Select(e => e.Name.LocalName), Is.EqualTo(new[] { "rect" }));
        Assert.That(patterns["c-ink-bad"].Elements().Select(e => e.Name.LocalName), Is.EqualTo(new[] { "rect", "path" }));
        Assert.That(patterns["c-ink-bad"].Element("rect")!.Attribute("class")!.Value, Is.EqualTo("ink-bad"));
    }

    [Test]
    public void It_holds_neither_script_nor_style_whatever_it_is_named()
    {
        string text = Text(new StackedBarChart("c", "<script>", "\" onload=\"x", Series, [new ChartBar("</svg><script>alert(1)</script>", "<i>", [1, 1])]));

        var names = XElement.Parse(text).DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct();
        Assert.That(names, Is.SubsetOf(new[] { "svg", "title", "desc", "defs", "pattern", "rect", "circle", "path", "line", "text", "g" }));
        Assert.That(XElement.Parse(text).DescendantsAndSelf().Attributes().Select(a => a.Name.LocalName), Has.None.EqualTo("style").And.None.StartsWith("on"));
    }

    [Test]
    public void Nothing_to_show_is_an_empty_chart()
    {
        Assert.That(Parts(Draw(new ChartBar("one", null, [0, 0]))), Is.Empty);
        Assert.That(Parts(Draw()), Is.Empty);
    }

    [TestCase(0, 4)]
    [TestCase(3, 4)]
    [TestCase(5, 8)]
    [TestCase(11, 12)]
    [TestCase(21, 40)]
    [TestCase(4_001, 8_000)]
    [TestCase(1_000_000, 1_200_000)]
    [TestCase(long.MaxValue, long.MaxValue)]
    public void An_axis_ends_at_a_round_number(long largest, long end) => Assert.That(ChartScale.Above(largest), Is.EqualTo(end));

    [TestCase(0, "0")]
    [TestCase(950, "950")]
    [TestCase(1_500, "1.5k")]
    [TestCase(20_000, "20k")]
    [TestCase(3e6, "3M")]
    public void Counts_are_short_beside_the_axis(double value, string text) => Assert.That(ChartScale.Short(value), Is.EqualTo(text));

    [TestCase(1, 8, "12.5 %")]
    [TestCase(0, 0, "–")]
    public void Shares_are_in_per_cent(long part, long whole, string text) => Assert.That(ShareBar.Text(part, whole), Is.EqualTo(text));

    private static XElement Draw(params ChartBar[] bars) => XElement.Parse(Text(new StackedBarChart("c", "Mail <b>", "Much & more", Series, bars)));

    private static string Text(StackedBarChart chart) => chart.Draw().ToString()!;

    private static List<XElement> Parts(XElement svg) => [.. svg.Elements("g").Elements("rect")];

    private static double Axis(XElement svg) => Number(svg.Elements("line").Single(l => l.Attribute("class")!.Value == "axis"), "y1");

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
