using System.Runtime.InteropServices;
using System.Text;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Parameters;

/// <summary>Puts the sections of parameters together and decodes them (RFC 2231 §3, §4).</summary>
/// <remarks>
/// Sections count before a value without number, and an encoded one before a plain one, as mail readers that know RFC 2231 have it.
/// Plain values with encoded words, which RFC 2047 §5 forbids and half the world writes, are decoded, except that of <c>boundary</c>.
/// </remarks>
internal static class ParameterAssembler
{
    public static List<HeaderParameter> Join(List<ParameterSection> sections, List<ParameterFault> faults) =>
        [.. sections.GroupBy(s => s.Name).Select(named => Join(named.Key, Choose([.. named], faults)))];

    /// <summary>The sections that make up the value, in order.</summary>
    private static List<ParameterSection> Choose(List<ParameterSection> named, List<ParameterFault> faults)
    {
        var numbered = named.Where(s => s.Number is not null).DistinctBy(s => s.Number).OrderBy(s => s.Number).ToList();
        var encoded = named.Find(s => s is { Number: null, IsExtended: true });
        var plain = named.Find(s => s is { Number: null, IsExtended: false });
        int distinct = numbered.Count + (encoded is null ? 0 : 1) + (plain is null ? 0 : 1);
        if (distinct < named.Count)
        {
            ParameterReader.Note(faults, ParameterFault.Duplicate);
        }

        if (numbered.Count == 0)
        {
            return [(encoded ?? plain)!];
        }

        bool hasFirst = numbered[0].Number == 0;
        if (!hasFirst || numbered[^1].Number != numbered.Count - 1)
        {
            ParameterReader.Note(faults, ParameterFault.SectionMissing);
        }

        return hasFirst || (encoded ?? plain) is not { } first ? numbered
            : first.IsExtended ? [first, .. numbered]
            : [first];
    }

    private static HeaderParameter Join(string name, List<ParameterSection> sections)
    {
        if (sections is [{ IsExtended: false } single])
        {
            return new(name, name is "boundary" ? single.Value : EncodedWords.Decode(single.Value));
        }

        string? charset = null;
        string? language = null;
        var text = new StringBuilder();
        var octets = new List<byte>();
        for (int i = 0; i < sections.Count; i++)
        {
            var value = sections[i].Value.AsSpan();
            if (!sections[i].IsExtended)
            {
                Flush(octets, charset, text);
                text.Append(value);
                continue;
            }

            if (i == 0)
            {
                (charset, language) = TakePrefix(ref value);
            }
            else if (charset is not null && value.StartsWith($"{charset}'", StringComparison.OrdinalIgnoreCase))
            {
                value = value[(charset.Length + 1)..]; // Some writers say the charset in every section.
            }

            AppendPercentDecoded(value, octets);
        }

        Flush(octets, charset, text);
        return new(name, text.ToString(), charset, language);
    }

    /// <summary>Takes <c>charset'language'</c> off the front; a value with fewer than two quotes may have the charset alone.</summary>
    private static (string? Charset, string? Language) TakePrefix(ref ReadOnlySpan<char> value)
    {
        int first = value.IndexOf('\'');
        int second = first < 0 ? -1 : value[(first + 1)..].IndexOf('\'');
        if (second < 0)
        {
            return (null, null);
        }

        string charset = value[..first].ToString();
        string language = value.Slice(first + 1, second).ToString();
        value = value[(first + second + 2)..];
        return (charset.Length == 0 ? null : charset, language.Length == 0 ? null : language);
    }

    /// <summary>A percent sign without two hexadecimal digits stands for itself.</summary>
    private static void AppendPercentDecoded(ReadOnlySpan<char> value, List<byte> octets)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value.ToArray());
        for (int i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] is (byte)'%' && i + 2 < utf8.Length && HexOctet.TryRead([(char)utf8[i + 1], (char)utf8[i + 2]], out byte octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.Add(utf8[i]);
            }
        }
    }

    private static void Flush(List<byte> octets, string? charset, StringBuilder text)
    {
        text.Append(octets.Count == 0 ? string.Empty : Charsets.Decode(CollectionsMarshal.AsSpan(octets), charset));
        octets.Clear();
    }
}
