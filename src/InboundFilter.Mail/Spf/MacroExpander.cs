using System.Globalization;
using System.Text;
using InboundFilter.Dns;

namespace InboundFilter.Mail.Spf;

/// <summary>Puts the values of one evaluation in place of macros (RFC 7208 §7).</summary>
internal sealed class MacroExpander(SpfClient client, ClientNames names)
{
    /// <summary>Beyond so many characters only the end of a name is kept while it grows; it is cut to its last 253 in any case.</summary>
    private const int MaxGrowth = 4096;

    private const int KeptEnd = 2 * DomainName.MaxLength;

    /// <summary>Expands a domain-spec to the name to ask for.</summary>
    /// <param name="domain">The domain of the record.</param>
    /// <returns>
    /// Without a trailing dot, cut at a label to 253 characters; not always a name that can be asked for.
    /// Null when a local-part beyond ASCII would go into it: such a term matches nothing (RFC 8616 §4).
    /// </returns>
    public async ValueTask<string?> ExpandNameAsync(MacroString spec, string domain)
    {
        if (spec.UsesLocalPart && !Ascii.IsValid(client.LocalPart))
        {
            return null;
        }

        if (!spec.HasMacros)
        {
            return CutToLength(spec.Text);
        }

        var text = new StringBuilder(64);
        string? reverseName = spec.UsesReverseName ? await names.BestAsync(domain) : null;
        Expand(spec, isExplanation: false, domain, reverseName, text);
        return CutToLength(text.ToString());
    }

    /// <summary>Expands the text of an explanation, at most <paramref name="maxLength"/> characters of it.</summary>
    public async ValueTask<string> ExpandExplanationAsync(MacroString explanation, string domain, int maxLength)
    {
        var text = new StringBuilder(128);
        string? reverseName = explanation.UsesReverseName ? await names.BestAsync(domain) : null;
        Expand(explanation, isExplanation: true, domain, reverseName, text, maxLength);
        text.Length = Math.Min(text.Length, maxLength);
        return text.ToString();
    }

    private void Expand(
        MacroString from, bool isExplanation, string domain, string? reverseName, StringBuilder text, int maxLength = int.MaxValue)
    {
        var reader = new MacroReader(from.Text, isExplanation);
        while (text.Length < maxLength && reader.Read())
        {
            if (reader.Letter == '\0')
            {
                text.Append(reader.Literal);
            }
            else
            {
                Append(ref reader, Value(reader.Letter, domain, reverseName), text);
            }

            if (!isExplanation && text.Length > MaxGrowth)
            {
                text.Remove(0, text.Length - KeptEnd);
            }
        }
    }

    private string Value(char letter, string domain, string? reverseName) => letter switch
    {
        's' => $"{client.LocalPart}@{client.SenderDomain}",
        'l' => client.LocalPart,
        'o' => client.SenderDomain,
        'd' => domain,
        'i' => Dotted(),
        'p' => reverseName!,
        'v' => client.Bits.IsV4 ? "in-addr" : "ip6",
        'h' => client.Helo,
        'c' => Readable(),
        'r' => client.Receiver.Length > 0 ? client.Receiver : "unknown",
        't' => client.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };

    /// <summary>IPv4 as usual, IPv6 as 32 digits with dots between them (§7.3).</summary>
    private string Dotted() => client.Bits.IsV4
        ? Readable()
        : string.Create(63, client.Bits.Value, static (text, value) =>
        {
            text.Fill('.');
            for (int i = text.Length - 1; i >= 0; i -= 2, value >>= 4)
            {
                text[i] = "0123456789ABCDEF"[(int)(value & 15)];
            }
        });

    /// <summary>Without the scope that a link-local address may have.</summary>
    private string Readable()
    {
        Span<byte> octets = stackalloc byte[16];
        client.Address.TryWriteBytes(octets, out int length);
        return new System.Net.IPAddress(octets[..length]).ToString();
    }

    private static void Append(ref MacroReader macro, string value, StringBuilder text)
    {
        var delimiters = macro.Delimiters.IsEmpty ? "." : macro.Delimiters;
        var kept = Keep(value, delimiters, macro.Parts, fromLeft: macro.IsReversed);
        int start = text.Length;

        if (macro.IsReversed)
        {
            AppendReversed(kept, delimiters, text);
        }
        else
        {
            foreach (char c in kept)
            {
                text.Append(delimiters.Contains(c) ? '.' : c);
            }
        }

        if (macro.IsEscaped)
        {
            string escaped = Uri.EscapeDataString(text.ToString(start, text.Length - start));
            text.Length = start;
            text.Append(escaped);
        }
    }

    /// <summary>So many parts of the value's end; of its beginning when the order of the parts is to be reversed. All for 0.</summary>
    private static ReadOnlySpan<char> Keep(ReadOnlySpan<char> value, ReadOnlySpan<char> delimiters, int parts, bool fromLeft)
    {
        var rest = value;
        for (int i = 0; i < parts; i++)
        {
            int at = fromLeft ? rest.IndexOfAny(delimiters) : rest.LastIndexOfAny(delimiters);
            if (at < 0)
            {
                return value;
            }

            rest = fromLeft ? rest[(at + 1)..] : rest[..at];
        }

        return parts == 0 ? value : fromLeft ? value[..(value.Length - rest.Length - 1)] : value[(rest.Length + 1)..];
    }

    private static void AppendReversed(ReadOnlySpan<char> value, ReadOnlySpan<char> delimiters, StringBuilder text)
    {
        int at;
        while ((at = value.LastIndexOfAny(delimiters)) >= 0)
        {
            text.Append(value[(at + 1)..]).Append('.');
            value = value[..at];
        }

        text.Append(value);
    }

    /// <summary>Takes the trailing dot away, then labels from the left until the name has at most 253 characters (§7.3).</summary>
    private static string CutToLength(ReadOnlySpan<char> name)
    {
        name = name.EndsWith('.') ? name[..^1] : name;
        if (name.Length > DomainName.MaxLength)
        {
            // The dot in front of the kept part may be the character just before the last 253.
            var end = name[^(DomainName.MaxLength + 1)..];
            int dot = end.IndexOf('.');
            name = dot < 0 ? end : end[(dot + 1)..];
        }

        return name.ToString();
    }
}
