using System.Text;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Addresses;

/// <summary>Takes the text of one address apart (RFC 5322 §3.4.1).</summary>
internal static class AddressText
{
    /// <summary>Makes the mailbox of an address from which comments and white space are gone.</summary>
    public static Mailbox Split(string text, string? name)
    {
        string address = WithoutRoute(text);
        int at = LastAt(address);
        return at < 0
            ? new(name, address, Unquote(address), string.Empty)
            : new(name, address, Unquote(address.AsSpan(0, at)), address[(at + 1)..]);
    }

    /// <summary>Has one at sign outside quotes, and outside them nothing that separates or is white space.</summary>
    public static bool IsUnambiguous(string address)
    {
        int ats = 0;
        var scanner = new FieldScanner(address);
        while (!scanner.AtEnd)
        {
            switch (scanner.Current)
            {
                case '"':
                    scanner.ReadQuotedString();
                    continue;
                case '[' when ats > 0:
                    scanner.ReadLiteral();
                    continue;
                case '@':
                    ats++;
                    break;
                case <= ' ' or '\x7f' or ',' or ';' or ':' or '<' or '>' or '(' or ')' or '[' or ']' or '\\':
                    return false;
            }

            scanner.Skip();
        }

        return ats == 1 && !scanner.Unclosed;
    }

    /// <summary>The place of the last at sign outside quotes; -1 when there is none.</summary>
    public static int LastAt(string address)
    {
        int at = -1;
        var scanner = new FieldScanner(address);
        while (!scanner.AtEnd)
        {
            if (scanner.Current is '"')
            {
                scanner.ReadQuotedString();
                continue;
            }

            at = scanner.Current is '@' ? scanner.Position : at;
            scanner.Skip();
        }

        return at;
    }

    /// <summary>Leaves out a source route, which is to be ignored (RFC 5322 §4.4).</summary>
    private static string WithoutRoute(string text)
    {
        int colon = text.StartsWith('@') || text.StartsWith(",@", StringComparison.Ordinal) ? text.IndexOf(':', StringComparison.Ordinal) : -1;
        return colon < 0 ? text : text[(colon + 1)..];
    }

    private static string Unquote(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('"', '\\'))
        {
            return text.ToString();
        }

        var plain = new StringBuilder();
        var scanner = new FieldScanner(text);
        while (!scanner.AtEnd)
        {
            if (scanner.Current is '"')
            {
                plain.Append(scanner.ReadQuotedString());
                continue;
            }

            scanner.Skip(scanner.Current is '\\' ? 1 : 0);
            plain.Append(scanner.AtEnd ? string.Empty : scanner.Current.ToString());
            scanner.Skip();
        }

        return plain.ToString();
    }
}
