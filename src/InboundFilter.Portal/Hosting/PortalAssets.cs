using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace InboundFilter.Portal.Hosting;

/// <summary>The style sheet and the script, which are built into this assembly. Immutable, thread-safe.</summary>
public sealed class PortalAssets
{
    private const string Prefix = "Assets/";

    private readonly Dictionary<string, (byte[] Octets, string Version)> _files = [];

    public PortalAssets()
    {
        var assembly = typeof(PortalAssets).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            byte[] octets = new byte[stream.Length];
            stream.ReadExactly(octets);
            _files[name[Prefix.Length..]] = (octets, Convert.ToHexStringLower(SHA256.HashData(octets))[..12]);
        }
    }

    /// <summary>Path of a file below the portal's prefix, with its version, so that a browser may keep it for ever.</summary>
    public string PathOf(string name) => $"~/assets/{name}?v={_files[name].Version}";

    internal void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (name, (octets, version)) in _files)
        {
            var tag = new EntityTagHeaderValue($"\"{version}\"");
            string type = name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : name.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript; charset=utf-8" : "image/svg+xml";
            routes.MapGet($"/assets/{name}", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return TypedResults.Bytes(octets, type, entityTag: tag);
            });
        }
    }
}
