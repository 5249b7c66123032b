using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace InboundFilter.Portal.Guide;

/// <summary>Matches what has the form of a code, such as <c>E.2</c>, in any case.</summary>
internal sealed class CodeRouteConstraint : IRouteConstraint
{
    /// <summary>Its name in routes.</summary>
    public const string Name = "code";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out object? value) && value is string text && IsCode(text);

    private static bool IsCode(string text) => text is [var letter, '.', _, ..] && char.IsAsciiLetter(letter) && text.Length <= 4 && !text.AsSpan(2).ContainsAnyExceptInRange('0', '9');
}
