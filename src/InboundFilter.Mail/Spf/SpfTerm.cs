namespace InboundFilter.Mail.Spf;

/// <summary>One term of a record that can decide: a mechanism with its qualifier, or redirect.</summary>
internal sealed class SpfTerm(SpfTermKind kind, AuthResult result, ReadOnlyMemory<char> text)
{
    /// <summary>Bound on a term that a result quotes; a record may hold a term of 64 KB.</summary>
    private const int MaxQuoted = 300;

    public SpfTermKind Kind => kind;

    /// <summary>What a match means, by the qualifier.</summary>
    public AuthResult Result => result;

    /// <summary>The name to ask for; null for the domain of the record.</summary>
    public MacroString? Target { get; init; }

    /// <summary>The network of ip4 and ip6.</summary>
    public AddressBits Network { get; init; }

    /// <summary>Leading bits that an IPv4 address must share: 0 to 32.</summary>
    public int V4Prefix { get; init; } = AddressBits.V4Length;

    /// <summary>Leading bits that an IPv6 address must share: 0 to 128.</summary>
    public int V6Prefix { get; init; } = AddressBits.V6Length;

    /// <summary>Whether evaluating the term asks the DNS (RFC 7208 §4.6.4).</summary>
    public bool CostsLookup => Kind is not (SpfTermKind.All or SpfTermKind.Ip4 or SpfTermKind.Ip6);

    /// <summary>The term as the record writes it, qualifier included.</summary>
    public override string ToString() => Quote(text.Span);

    /// <summary>Text of a record for a result or a reason: cut to a bound, other than visible ASCII as <c>?</c>.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        bool isCut = text.Length > MaxQuoted;
        string quoted = isCut ? $"{text[..MaxQuoted]}..." : text.ToString();
        return quoted.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? string.Create(quoted.Length, quoted, static (to, from) =>
            {
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = from[i] is >= '!' and <= '~' ? from[i] : '?';
                }
            })
            : quoted;
    }
}
