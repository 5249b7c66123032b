using System.Net;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Authenticating;

/// <summary>What is to be authenticated.</summary>
/// <param name="File">The message; null: SPF alone.</param>
/// <param name="Client">Null: no SPF.</param>
/// <param name="Helo">As said in HELO or EHLO; empty when unknown.</param>
/// <param name="MailFrom">The return path without angle brackets; empty for that of a bounce.</param>
internal sealed record AuthenticationCase(string? File, IPAddress? Client, string Helo, string MailFrom)
{
    /// <summary>Take rsa-sha1 signatures for what they were before RFC 8301.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>The least bits of an RSA key; null for the default.</summary>
    public int? MinRsaBits { get; init; }

    /// <exception cref="CaseException">A value is not what its name says, or nothing is left to judge.</exception>
    public static AuthenticationCase Read(string? file, string? ip, string? helo, string? mailFrom)
    {
        IPAddress? client = null;
        if (ip is not null && !IPAddress.TryParse(ip, out client))
        {
            throw new CaseException($"ip: \"{ip}\" is not an address");
        }

        if (file is null && client is null)
        {
            throw new CaseException("neither a message nor \"ip\" is given");
        }

        string path = (mailFrom ?? string.Empty).Trim();
        return new AuthenticationCase(file, client is { IsIPv4MappedToIPv6: true } ? client.MapToIPv4() : client, helo ?? string.Empty, path is ['<', .. var inner, '>'] ? inner : path);
    }
}
