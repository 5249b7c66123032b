using System.Collections.Frozen;
using InboundFilter.Policy.Codes;
using Markdig;
using Microsoft.AspNetCore.Html;

namespace InboundFilter.Portal.Guide;

/// <summary>The troubleshooting guide: every code's page in every language, turned into HTML once. Immutable, thread-safe.</summary>
public sealed class CodeGuide
{
    private readonly FrozenDictionary<(string Language, string Code), GuidePage> _pages;

    public CodeGuide(CodeCatalogue catalogue)
    {
        // The pages are ours, yet raw HTML in them stays text: what looks like a tag there is an example.
        var pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();
        _pages = catalogue.Languages
            .SelectMany(language => catalogue.All.Select(code => (language, Page: catalogue.PageOf(code.Id, language)!)))
            .ToFrozenDictionary(p => (p.language, p.Page.Code), p => Make(p.Page, pipeline));
        Types = [.. catalogue.All.GroupBy(c => c.Id[0]).OrderBy(g => g.Key).Select(g => new BlockType(g.Key, [.. g.Select(c => c.Id)]))];
    }

    /// <summary>The block types by their letter, as the published guide groups them.</summary>
    public IReadOnlyList<BlockType> Types { get; }

    /// <summary>Null for an unknown code.</summary>
    /// <param name="code">In any case.</param>
    /// <param name="language">ISO 639 code.</param>
    public GuidePage? Find(string code, string language) =>
        _pages.GetValueOrDefault((language, code.ToUpperInvariant())) ?? _pages.GetValueOrDefault((CodeCatalogue.DefaultLanguage, code.ToUpperInvariant()));

    private static GuidePage Make(CodePage page, MarkdownPipeline pipeline)
    {
        string body = page.Body[page.Body.IndexOf('\n', StringComparison.Ordinal)..];
        return new GuidePage(page.Code, page.Title, page.Language, page.Reply, new HtmlString(Markdown.ToHtml(body, pipeline)));
    }
}
