using InboundFilter.Policy.Codes;

namespace InboundFilter.Checks;

/// <summary>The public pages that are built into this assembly, one file per code and language under <c>Codes/</c>.</summary>
public static class CodePages
{
    private const string Prefix = "Codes/";

    /// <exception cref="FormatException">A page is malformed, which a test of the build finds first.</exception>
    public static IReadOnlyList<CodePage> Load()
    {
        var assembly = typeof(CodePages).Assembly;
        var pages = new List<CodePage>();
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            pages.Add(CodePage.Parse(name[Prefix.Length..].Split('/')[0], reader.ReadToEnd()));
        }

        return pages;
    }
}
