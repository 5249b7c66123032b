using System.Buffers;
using System.Globalization;
using System.Text;

namespace InboundFilter.Dns;

/// <summary>A domain name: compared without case, held in lower-case ASCII without the trailing dot. Thread-safe, immutable.</summary>
/// <remarks>
/// Names as mail uses them: labels of letters, digits, hyphen and underscore. Octets that a DNS answer holds beyond these are
/// written <c>\DDD</c> (RFC 1035 §5.1) by the answer reader, so such a name can be shown and compared but never equals a host name.
/// The default value is the root.
/// </remarks>
public readonly record struct DomainName
{
    /// <summary>Longest name in presentation form (RFC 1035 §2.3.4: 255 octets on the wire).</summary>
    public const int MaxLength = 253;

    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> HostChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = true };

    private readonly string? _value;

    private DomainName(string value) => _value = value;

    /// <summary>Presentation form: <c>mx.example.org</c>; the empty string for the root.</summary>
    public string Value => _value ?? string.Empty;

    public bool IsRoot => string.IsNullOrEmpty(_value);

    /// <summary>Number of labels; 0 for the root.</summary>
    public int LabelCount => IsRoot ? 0 : Value.AsSpan().Count('.') + 1;

    /// <summary>Made of letters, digits, hyphens inside labels, and at least two labels, the last not all digits: a fully qualified host name (RFC 1123 §2.1).</summary>
    public bool IsFullyQualifiedHost
    {
        get
        {
            var rest = Value.AsSpan();
            int labels = 0;
            bool lastIsNumeric = true;
            foreach (var range in rest.Split('.'))
            {
                var label = rest[range];
                labels++;
                if (label.IsEmpty || label[0] == '-' || label[^1] == '-' || label.ContainsAny('_', '\\'))
                {
                    return false;
                }

                lastIsNumeric = !label.ContainsAnyExceptInRange('0', '9');
            }

            return labels >= 2 && !lastIsNumeric;
        }
    }

    /// <summary>Reads a name. U-labels become A-labels (RFC 5891); one trailing dot is allowed.</summary>
    /// <exception cref="FormatException">Not a domain name; for text that is not ours use <see cref="TryParse"/>.</exception>
    public static DomainName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"\"{text}\" is not a domain name.");

    /// <summary>Reads a name from text that a stranger or an administrator wrote. False: empty, a label empty or over 63, over 253 in all, or other characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DomainName name)
    {
        name = default;
        if (text.EndsWith('.'))
        {
            text = text[..^1];
        }

        if (text.IsEmpty || text.Length > 4 * MaxLength)
        {
            return false;
        }

        string ascii;
        if (Ascii.IsValid(text))
        {
            if (text.Length > MaxLength)
            {
                return false;
            }

            ascii = text.ContainsAnyInRange('A', 'Z') ? string.Create(text.Length, text, static (to, from) => from.ToLowerInvariant(to)) : text.ToString();
        }
        else
        {
            try
            {
                ascii = Idn.GetAscii(text.ToString().ToLowerInvariant()).ToLowerInvariant();
            }
            catch (ArgumentException)
            {
                return false;   // IdnMapping has no Try form
            }
        }

        if (!HasGoodShape(ascii))
        {
            return false;
        }

        name = new DomainName(ascii);
        return true;
    }

    /// <summary>
    /// Reads a name of any ASCII characters, as macros of SPF make them (RFC 7208 §7): what no host name holds becomes <c>\DDD</c>, as in answers.
    /// A name of host characters alone is the same as by <see cref="TryParse"/>.
    /// </summary>
    /// <returns>False: empty, a label empty or over 63, over 253 in all, or beyond ASCII; no question about it can be written.</returns>
    public static bool TryParseAnyOctets(ReadOnlySpan<char> text, out DomainName name)
    {
        name = default;
        if (!Ascii.IsValid(text))
        {
            return false;
        }

        if (TryParse(text, out name))
        {
            return true;
        }

        text = text.EndsWith('.') ? text[..^1] : text;
        if (!HasGoodLengths(text))
        {
            return false;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            char lower = char.ToLowerInvariant(c);
            _ = HostChars.Contains(lower) ? escaped.Append(lower) : escaped.Append(CultureInfo.InvariantCulture, $"\\{(int)c:D3}");
        }

        name = FromWire(escaped.ToString());
        return true;
    }

    /// <summary>For the answer reader, which has decoded and bounded the labels itself and escaped odd octets.</summary>
    internal static DomainName FromWire(string presentation) => new(presentation);

    /// <summary>Whether this name is <paramref name="ancestor"/> or lies below it.</summary>
    public bool IsAtOrBelow(DomainName ancestor)
    {
        if (ancestor.IsRoot)
        {
            return true;
        }

        string mine = Value, theirs = ancestor.Value;
        return mine.EndsWith(theirs, StringComparison.Ordinal)
            && (mine.Length == theirs.Length || mine[mine.Length - theirs.Length - 1] == '.');
    }

    /// <summary>The name without its first label; the root below a single label.</summary>
    public DomainName Parent
    {
        get
        {
            int dot = Value.IndexOf('.', StringComparison.Ordinal);
            return dot < 0 ? default : new DomainName(Value[(dot + 1)..]);
        }
    }

    public override string ToString() => Value;

    private static bool HasGoodShape(ReadOnlySpan<char> name) => !name.ContainsAnyExcept(HostChars) && HasGoodLengths(name);

    private static bool HasGoodLengths(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var range in name.Split('.'))
        {
            int length = range.End.Value - range.Start.Value;
            if (length is 0 or > MaxLabelLength)
            {
                return false;
            }
        }

        return true;
    }
}
