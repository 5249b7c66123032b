using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Mail.Trace;

/// <summary>The Authentication-Results header field (RFC 8601 §2.2).</summary>
/// <param name="authservId">Our name, which marks the results as ours.</param>
public sealed class AuthenticationResultsField(string authservId)
{
    /// <summary>Null when the method was not applied.</summary>
    public IprevResult? Iprev { get; init; }

    /// <summary>Appends the field with its CRLF; says <c>none</c> when no method was applied.</summary>
    public void AppendTo(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Authentication-Results: {authservId};");
        if (Iprev is not { } iprev)
        {
            text.Append(" none\r\n");
            return;
        }

        // An IPv6 address holds colons, which a value holds only as a quoted string (RFC 2045 §5.1).
        string quote = iprev.Address.AddressFamily is AddressFamily.InterNetworkV6 ? "\"" : string.Empty;
        text.Append(CultureInfo.InvariantCulture, $"\r\n\tiprev={iprev.Result} policy.iprev={quote}{iprev.Address}{quote}");
        if (iprev.Name is not null)
        {
            text.Append(" (").Append(HeaderText.Atomic(iprev.Name)).Append(')');
        }

        text.Append("\r\n");
    }
}
