using System.Buffers;

namespace InboundFilter.Mail.Signatures;

/// <summary>A tag=value list (RFC 6376 §3.2), as signatures, seals and key records use it. Immutable.</summary>
/// <remarks>
/// Names and values keep their case. Octets above 127 may stand in values (RFC 8616 §4). Where folding white space may stand, any run of
/// space, tab and line ends is taken, because the lines have been told apart before.
/// </remarks>
internal sealed class TagList
{
    private static readonly SearchValues<char> NameChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private TagList()
    {
    }

    /// <summary>The value without the white space around it; null when there is no such tag.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a list; null with a reason when it breaks the grammar or has a tag twice, which makes the whole list invalid.</summary>
    public static TagList? Read(ReadOnlySpan<char> text, out string? fault)
    {
        var list = new TagList();
        fault = null;
        while (fault is null)
        {
            int end = text.IndexOf(';');
            var tag = (end < 0 ? text : text[..end]).Trim(WhiteSpace.Characters);
            if (end < 0 && tag.IsEmpty)
            {
                return list;   // nothing, or one semicolon at the end
            }

            fault = list.Add(tag);
            if (end < 0)
            {
                break;
            }

            text = text[(end + 1)..];
        }

        return fault is null ? list : null;
    }

    private string? Add(ReadOnlySpan<char> tag)
    {
        int equals = tag.IndexOf('=');
        var name = equals < 0 ? [] : tag[..equals].TrimEnd(WhiteSpace.Characters);
        if (name.IsEmpty || !char.IsAsciiLetter(name[0]) || name.ContainsAnyExcept(NameChars))
        {
            return "not a list of tag=value";
        }

        var value = tag[(equals + 1)..].TrimStart(WhiteSpace.Characters);
        foreach (char c in value)
        {
            if (c is < ' ' and not ('\t' or '\r' or '\n') or '\x7f')
            {
                return "control characters in a tag";
            }
        }

        string key = name.ToString();
        return _values.TryAdd(key, value.ToString()) ? null : $"the tag {key}= stands twice";
    }
}
