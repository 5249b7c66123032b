using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Mail.Trace;

/// <summary>The Received header field we put in front of mail that we pass on (RFC 5321 §4.4).</summary>
public sealed record ReceivedField
{
    /// <summary>What the client called itself; made safe here.</summary>
    public required string Helo { get; init; }

    /// <summary>Confirmed reverse name; null when there is none.</summary>
    public required string? ReverseName { get; init; }

    public required IPAddress ClientAddress { get; init; }

    public required string By { get; init; }

    /// <summary>See <see cref="ProtocolName"/>.</summary>
    public required string Protocol { get; init; }

    /// <summary>TLS version and cipher, shown as a comment; null without TLS.</summary>
    public required string? Tls { get; init; }

    public required string Id { get; init; }

    /// <summary>The only recipient; null when there are several, so that none learns of another.</summary>
    public required string? For { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>SMTP, ESMTP, ESMTPS (RFC 3848) or UTF8SMTP, UTF8SMTPS (RFC 6531 §4.3).</summary>
    public static string ProtocolName(bool extended, bool tls, bool utf8) => (extended, utf8, tls) switch
    {
        (false, _, _) => "SMTP",
        (_, true, false) => "UTF8SMTP",
        (_, true, true) => "UTF8SMTPS",
        (_, _, true) => "ESMTPS",
        _ => "ESMTP",
    };

    /// <summary>Appends the field, folded, with its CRLF.</summary>
    public void AppendTo(StringBuilder text)
    {
        string tag = ClientAddress.AddressFamily is AddressFamily.InterNetworkV6 ? "IPv6:" : string.Empty;
        string name = ReverseName is null ? string.Empty : HeaderText.Atomic(ReverseName) + " ";
        text.Append(CultureInfo.InvariantCulture, $"Received: from {Safe(Helo)} ({name}[{tag}{ClientAddress}])\r\n");
        if (Tls is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t(using {Tls})\r\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\tby {By} with {Protocol} id {Id}");
        if (For is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\r\n\tfor <{Safe(For)}>");
        }

        text.Append(CultureInfo.InvariantCulture, $"; {Time.ToUniversalTime():ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");
    }

    /// <summary>UTF-8 addresses stand as they are only in a UTF-8 transaction (RFC 6531 §3.7.3).</summary>
    private string Safe(string value) => Protocol.StartsWith("UTF8", StringComparison.Ordinal)
        ? string.Concat(value.Take(HeaderText.MaxLength).Select(c => c > 0x9f ? c.ToString() : HeaderText.Atomic(c.ToString())))
        : HeaderText.Atomic(value);
}
