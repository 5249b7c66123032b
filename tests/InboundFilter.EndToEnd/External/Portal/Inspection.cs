using InboundFilter.EndToEnd.External.Portal.Rules;
using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>Looks at an open page as different people see it: in narrow and wide windows, light and dark, by keyboard.</summary>
internal static class Inspection
{
    /// <summary>Octets of a page with all it loads.</summary>
    private const int MostOctets = 50_000;

    private const int Height = 800;

    /// <summary>A small telephone, a tablet, a desk.</summary>
    private static readonly int[] Widths = [320, 768, 1280];

    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>All that is wrong with the page.</summary>
    /// <param name="visitor">Who has it open.</param>
    /// <param name="name">Of the pictures that are taken; null for none.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Visitor visitor, string? name = null)
    {
        var page = visitor.Page;
        List<string> faults = [.. visitor.TakeComplaints()];
        long octets = await page.EvaluateAsync<long>("() => ['navigation', 'resource'].flatMap(t => performance.getEntriesByType(t)).reduce((sum, e) => sum + e.decodedBodySize, 0)");
        if (octets > MostOctets)
        {
            faults.Add($"has {octets} octets");
        }

        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        faults.AddRange(await AskAsync(PageRules.OfStructure, page, "structure"));
        foreach (var scheme in Schemes)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            faults.AddRange(await AskAsync(PageRules.OfColours, page, $"{scheme}"));
            foreach (int width in Widths)
            {
                await page.SetViewportSizeAsync(width, Height);
                if (scheme is ColorScheme.Light)
                {
                    faults.AddRange(await AskAsync(PageRules.OfWidth, page, $"{width} px"));
                }

                if (name is not null)
                {
                    await page.ScreenshotAsync(new PageScreenshotOptions { Path = PictureOf($"{name}-{width}-{scheme}"), FullPage = true });
                }
            }
        }

        return faults;
    }

    /// <summary>Beside the tests' own files, where git ignores it.</summary>
    private static string PictureOf(string name) => Path.Combine(TestContext.CurrentContext.WorkDirectory, "portal-pictures", $"{name.ToLowerInvariant()}.png");

    private static async Task<IEnumerable<string>> AskAsync(IEnumerable<IPageRule> rules, IPage page, string view)
    {
        List<string> faults = [];
        foreach (var rule in rules)
        {
            faults.AddRange((await rule.FaultsAsync(page)).Select(f => $"{rule.GetType().Name}, {view}: {f}"));
        }

        return faults;
    }
}
