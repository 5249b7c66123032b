using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace InboundFilter.Portal.Languages;

/// <summary>Links to the same page in another language.</summary>
public static class LanguageLink
{
    /// <summary>The page that the reader asked for, with the language in its query.</summary>
    public static string To(HttpRequest request, PageLanguage language)
    {
        var asked = request.HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var pairs = asked?.OriginalQueryString is { } original ? QueryHelpers.ParseQuery(original) : request.Query.AsEnumerable();
        var query = new QueryBuilder(pairs.Where(p => p.Key != PageLanguages.Key)) { { PageLanguages.Key, language.Code } };
        return $"{request.PathBase}{PathString.FromUriComponent(asked?.OriginalPath ?? request.Path.ToUriComponent())}{query}";
    }
}
