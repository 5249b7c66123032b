using System.Text.Encodings.Web;
using System.Text.Unicode;
using InboundFilter.Portal.Cases;
using InboundFilter.Portal.Guide;
using InboundFilter.Portal.Languages;
using InboundFilter.Portal.Lists;
using InboundFilter.Portal.Refusals;
using InboundFilter.Portal.Requests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;

namespace InboundFilter.Portal.Hosting;

/// <summary>Registers the portal.</summary>
public static class PortalServiceExtensions
{
    /// <summary>How long a page that is the same for all is kept ready.</summary>
    private static readonly TimeSpan KeptReady = TimeSpan.FromHours(1);

    public static IServiceCollection AddPortal(this IServiceCollection services, PortalOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(PageLanguages.Load());
        services.AddSingleton<CodeGuide>();
        services.AddSingleton<PortalAssets>();
        services.AddSingleton<PortalLedger>();
        services.AddSingleton<RefusalDesk>();
        services.AddSingleton<ListAudit>();
        services.AddPortalRateLimits();
        services.AddRequestRateLimits();
        services.AddPortalRequests();
        services.AddPortalCases();
        services.AddWatching();
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<CodeRouteConstraint>(CodeRouteConstraint.Name));
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddDataProtection().SetApplicationName("inboundfilter").PersistKeysToFileSystem(KeyFolder(options.KeyFolder));
        services.AddAdministration(options);
        services.AddRazorPages().AddApplicationPart(typeof(PortalServiceExtensions).Assembly);
        services.AddOutputCache(cache => cache.AddPolicy(
            PageCaching.SameForAll,
            policy => policy.With(context => !context.HttpContext.Request.Query.ContainsKey(PageCaching.ReferenceKey))
                .Expire(KeptReady).SetVaryByQuery([]).VaryByValue(context => KeyValuePair.Create(PageLanguages.Key, context.Language().Code))));
        return services;
    }

    /// <summary>A folder that our user alone may read. Where it cannot be made, the framework says so and keeps the keys in memory.</summary>
    private static DirectoryInfo KeyFolder(string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new DirectoryInfo(path);
        }
    }
}
