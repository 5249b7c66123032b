using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Languages;

/// <summary>The language of a request.</summary>
public static class LanguageExtensions
{
    /// <summary>As chosen for this request.</summary>
    public static PageLanguage Language(this HttpContext context) => (PageLanguage)context.Items[typeof(PageLanguage)]!;
}
