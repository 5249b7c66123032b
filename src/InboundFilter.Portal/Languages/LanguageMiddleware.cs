using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Languages;

/// <summary>Chooses the language of a request: what the reader clicked, now or before, else what the browser prefers.</summary>
internal sealed class LanguageMiddleware(RequestDelegate next, PageLanguages languages)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    public Task InvokeAsync(HttpContext context)
    {
        string? asked = context.Request.Query[PageLanguages.Key];
        if (languages.Find(asked) is { } clicked)
        {
            context.Response.Cookies.Append(
                PageLanguages.Key,
                clicked.Code,
                new CookieOptions { HttpOnly = true, IsEssential = true, MaxAge = KeptFor, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = PathOf(context) });
        }

        context.Items[typeof(PageLanguage)] =
            languages.Find(asked) ?? languages.Find(context.Request.Cookies[PageLanguages.Key]) ?? languages.Best(context.Request.GetTypedHeaders().AcceptLanguage);
        return next(context);
    }

    private static string PathOf(HttpContext context) => context.Request.PathBase.HasValue ? context.Request.PathBase.Value! : "/";
}
