using System.Collections.Frozen;

namespace InboundFilter.Mail.Message.Traces;

/// <summary>Finds the protocol in the words after <c>with</c> (RFC 3848, RFC 6531 §4.3, RFC 5321 §4.4.1), among those of products.</summary>
internal static class ProtocolWord
{
    private static readonly FrozenDictionary<string, string> Protocols = Registered().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The registered name, else the first word as written; null when there is none.</summary>
    public static string? Of(IReadOnlyList<TraceToken> tokens)
    {
        var words = tokens.Where(t => t.Kind is not TraceTokenKind.Comment).SelectMany(t => t.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return words.Select(Known).FirstOrDefault(w => w is not null) ?? words.FirstOrDefault();
    }

    private static string? Known(string word) =>
        Protocols.GetValueOrDefault(word.StartsWith("local-", StringComparison.OrdinalIgnoreCase) ? word["local-".Length..] : word);

    private static Dictionary<string, string> Registered()
    {
        string[] transfer = ["SMTP", "ESMTP", "UTF8SMTP", "LMTP", "UTF8LMTP"];
        var names = transfer.SelectMany(name => new[] { name, $"{name}A", $"{name}S", $"{name}SA" })
            .Concat(["MMS", "HTTP", "HTTPS", "IMAP", "IMAPS", "POP3", "POP3S", "UUCP", "LOCAL"])
            .ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
        foreach (var (word, protocol) in new[] { ("local", "local"), ("SMTPSVC", "SMTP"), ("BSMTP", "SMTP"), ("ESMTP-TLS", "ESMTPS"), ("HTTPREST", "HTTP"), ("ASMTP", "ESMTPA") })
        {
            names[word] = protocol;
        }

        return names;
    }
}
