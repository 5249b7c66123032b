using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Mail.Message.Traces;

/// <summary>What the <c>from</c> clause of a Received field says of the client, in the forms of the servers in use.</summary>
/// <remarks>
/// Forms: <c>helo (rdns [ip])</c> (RFC 5321, Postfix, sendmail), <c>rdns ([ip] helo=name)</c> (Exim), <c>rdns (HELO name) (ident@ip)</c> (qmail),
/// <c>name [ip]</c>, <c>name(ip)</c>, <c>([ip]:port)</c>. The first comment that holds an address tells it, and there one in brackets comes before a bare one.
/// </remarks>
internal sealed class ClientInfo
{
    public string? Name { get; private set; }

    public string? Helo { get; private set; }

    public string? ReverseName { get; private set; }

    public IPAddress? Address { get; private set; }

    public static ClientInfo Of(IReadOnlyList<TraceToken> tokens)
    {
        var client = new ClientInfo();
        IPAddress? beside = null;
        IPAddress? own = null;
        bool isFirstComment = true;
        for (int i = 0; i < tokens.Count; i++)
        {
            var (kind, text) = tokens[i];
            if (kind is TraceTokenKind.Comment)
            {
                client.ReadComment(text, isFirstComment);
                isFirstComment = false;
            }
            else if (i == 0)
            {
                own = TraceAddress.TryParse(text);
                client.Name = own?.ToString() ?? (kind is TraceTokenKind.Literal ? null : text);
            }
            else if (kind is TraceTokenKind.Literal)
            {
                beside ??= TraceAddress.TryParse(text.Trim('(', ')'));
            }
        }

        client.Address ??= beside ?? own;
        return client;
    }

    private void ReadComment(string comment, bool isFirst)
    {
        string? name = null;
        IPAddress? bracketed = null;
        IPAddress? bare = null;
        string[] words = comment.Split([' ', '\t', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (word.ToUpperInvariant() is "HELO" or "EHLO" or "LHLO")
            {
                i++;
                Helo ??= i < words.Length ? words[i] : null;
            }
            else if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                Helo ??= word[..equals].ToUpperInvariant() is "HELO" or "EHLO" or "LHLO" ? word[(equals + 1)..] : null;
            }
            else if (word.IndexOf('[', StringComparison.Ordinal) is >= 0 and var open)
            {
                bracketed ??= TraceAddress.TryParse(word[(open + 1)..].Split(']')[0]);
                name ??= i == 0 ? HostName(word[..open]) : null;
            }
            else if (i == 0 || (i == 1 && name is not null))
            {
                bare ??= TraceAddress.TryParse(word[(word.LastIndexOf('@') + 1)..]);
                name ??= i == 0 && bare is null ? HostName(word) : null;
            }
        }

        bool tellsAddress = Address is null && (bracketed ?? bare) is not null;
        ReverseName ??= isFirst || tellsAddress ? name : null;
        Address ??= bracketed ?? bare;
    }

    private static string? HostName(string word) =>
        DomainName.TryParse(word, out var name) && name.LabelCount > 1 && name.Value.AsSpan(name.Value.LastIndexOf('.') + 1).ContainsAnyExceptInRange('0', '9') ? word : null;
}
