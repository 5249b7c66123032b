using Microsoft.AspNetCore.Html;

namespace InboundFilter.Portal.Guide;

/// <summary>The page of a code in one language, made ready.</summary>
/// <param name="Code">Id of the code.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Language">In which it is written; may be English where a translation is lacking.</param>
/// <param name="Reply">What the sending server was told, such as <c>550 5.7.1</c>.</param>
/// <param name="Body">All below the heading, as HTML that is safe to show.</param>
public sealed record GuidePage(string Code, string Title, string Language, string Reply, IHtmlContent Body);
