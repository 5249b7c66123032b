using System.ComponentModel.DataAnnotations;
using System.Net;
using InboundFilter.Smtp.Spool;
using Microsoft.Extensions.Options;

namespace InboundFilter.Smtp.Server;

/// <summary>How the SMTP server presents itself and what it allows. Read when a session starts.</summary>
public sealed class SmtpServerOptions
{
    /// <summary>Our name in the replies that the engine words itself.</summary>
    [Required]
    public string HostName { get; set; } = "localhost";

    /// <summary>Who may say XCLIENT; judged by the address of the connection, or by that in its PROXY header, whoever was named since.</summary>
    public IReadOnlyList<IPNetwork> XclientFrom { get; set; } = [];

    /// <summary>Who may send PROXY headers, on listeners that ask for them; judged by the address of the connection itself.</summary>
    public IReadOnlyList<IPNetwork> ProxyFrom { get; set; } = [];

    /// <summary>
    /// Refuse clients that speak before the greeting, or beyond EHLO, HELO, DATA and XCLIENT before the reply (RFC 2920 §3.1). Web browsers and
    /// proxies made to send mail do so; mail servers do not.
    /// </summary>
    public bool EnforcePipelining { get; set; } = true;

    [ValidateObjectMembers]
    public SmtpLimits Limits { get; set; } = new();

    public SpoolOptions Spool { get; set; } = new();
}
