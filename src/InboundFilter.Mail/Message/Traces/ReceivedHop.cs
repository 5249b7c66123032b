using System.Net;

namespace InboundFilter.Mail.Message.Traces;

/// <summary>One Received field (RFC 5321 §4.4, RFC 5322 §3.6.7) as far as it can be understood. Anybody can have written it, down from our own.</summary>
/// <remarks>
/// Of each clause the first counts, so that nothing further right, such as a recipient's or a client's own words, replaces what a server wrote
/// before it. A property is null when the field does not tell.
/// </remarks>
public sealed record ReceivedHop
{
    /// <summary>The name or bare address after <c>from</c>: what the client called itself, or with Exim and qmail its reverse name.</summary>
    public string? From { get; init; }

    /// <summary>What the client called itself, where a comment says so: <c>(HELO name)</c>, <c>helo=name</c>.</summary>
    public string? Helo { get; init; }

    /// <summary>The client's name in DNS, from the comment with its address (<c>TCP-info</c>); at least two labels.</summary>
    public string? ReverseName { get; init; }

    /// <summary>The client's address: from the comment, else from beside the name, else the name itself when it is one.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The server that wrote the field.</summary>
    public string? By { get; init; }

    /// <summary>The link: <c>TCP</c>, or what a product put there.</summary>
    public string? Via { get; init; }

    /// <summary>The protocol by its registered name (<c>ESMTPS</c>) where one is told among the words, else the first word as written.</summary>
    public string? With { get; init; }

    /// <summary>Without brackets.</summary>
    public string? Id { get; init; }

    /// <summary>The first recipient told, without brackets; only what holds an at sign.</summary>
    public string? For { get; init; }

    /// <summary>After the last semicolon.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>All comments, as written.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    public static ReceivedHop Parse(HeaderField field) => Parse(field.Text);

    /// <summary>Reads the text of a field, folded or not.</summary>
    public static ReceivedHop Parse(string text) => ReceivedReader.Read(text, null);
}
