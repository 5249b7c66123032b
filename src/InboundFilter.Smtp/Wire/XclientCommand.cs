using System.Net;

namespace InboundFilter.Smtp.Wire;

/// <summary>The attributes of one XCLIENT command (Postfix XCLIENT_README).</summary>
/// <remarks>A command with ADDR names a new client; one without amends the client named so far.</remarks>
internal sealed record XclientCommand
{
    /// <summary>ADDR was given; when its value is [UNAVAILABLE] the address of the connection counts.</summary>
    public bool GivesAddress { get; init; }

    public IPAddress? Address { get; init; }

    /// <summary>PORT; null when not given or unknown.</summary>
    public int? Port { get; init; }

    /// <summary>NAME was given, as a name or as one of the two bracketed words.</summary>
    public bool GivesName { get; init; }

    public string? Name { get; init; }

    /// <summary>NAME=[TEMPUNAVAIL].</summary>
    public bool NameUnavailable { get; init; }

    public bool GivesHelo { get; init; }

    public string? Helo { get; init; }

    /// <summary>The client that this command makes of <paramref name="current"/>.</summary>
    /// <param name="current">The client named so far, or that of the connection.</param>
    /// <param name="connection">The far end of the connection itself.</param>
    /// <param name="sessionId">Id of the session that begins.</param>
    public SmtpPeer Apply(SmtpPeer current, IPEndPoint connection, string sessionId)
    {
        XclientOverride before = GivesAddress ? new() : current.Override ?? new();
        IPEndPoint client = GivesAddress ? new IPEndPoint(Address ?? connection.Address, Port ?? connection.Port)
            : Port is { } port ? new IPEndPoint(current.Client.Address, port)
            : current.Client;

        XclientOverride named = !GivesName ? before : before with
        {
            ReverseName = Name,
            HasNoReverseName = Name is null && !NameUnavailable,
            ReverseNameUnavailable = NameUnavailable,
        };

        return new SmtpPeer(sessionId, client, current.Server) { Override = GivesHelo ? named with { Helo = Helo } : named };
    }
}
