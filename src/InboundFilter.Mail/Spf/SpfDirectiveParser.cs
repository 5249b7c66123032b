namespace InboundFilter.Mail.Spf;

/// <summary>Reads a mechanism with its qualifier (RFC 7208 §4.6.1, §5).</summary>
internal static class SpfDirectiveParser
{
    /// <summary>Null when the term is not a directive; <paramref name="problem"/> then says why.</summary>
    public static SpfTerm? Parse(ReadOnlyMemory<char> term, out string? problem)
    {
        var text = term.Span;
        int start = text[0] is '+' or '-' or '?' or '~' ? 1 : 0;
        var result = text[0] switch
        {
            '-' => AuthResult.Fail,
            '~' => AuthResult.SoftFail,
            '?' => AuthResult.Neutral,
            _ => AuthResult.Pass,
        };

        int end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        problem = null;
        if (KindOf(text[start..end]) is not { } kind)
        {
            problem = "not a mechanism";
            return null;
        }

        var argument = term[end..];
        var parsed = kind switch
        {
            SpfTermKind.All => argument.IsEmpty ? new SpfTerm(kind, result, term) : null,
            SpfTermKind.Ip4 or SpfTermKind.Ip6 => WithNetwork(kind, result, term, argument.Span),
            SpfTermKind.A or SpfTermKind.Mx => WithPrefixes(kind, result, term, argument),
            _ => WithTarget(kind, result, term, argument),
        };

        problem = parsed is null ? "not the form of this mechanism" : null;
        return parsed;
    }

    private static SpfTermKind? KindOf(ReadOnlySpan<char> name) =>
        Is(name, "ip4") ? SpfTermKind.Ip4
        : Is(name, "include") ? SpfTermKind.Include
        : Is(name, "all") ? SpfTermKind.All
        : Is(name, "ip6") ? SpfTermKind.Ip6
        : Is(name, "a") ? SpfTermKind.A
        : Is(name, "mx") ? SpfTermKind.Mx
        : Is(name, "exists") ? SpfTermKind.Exists
        : Is(name, "ptr") ? SpfTermKind.Ptr
        : null;

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>ip4 and ip6: an address and perhaps one prefix length (RFC 7208 §5.6).</summary>
    private static SpfTerm? WithNetwork(SpfTermKind kind, AuthResult result, ReadOnlyMemory<char> term, ReadOnlySpan<char> argument)
    {
        if (argument is not [':', ..])
        {
            return null;
        }

        bool isV4 = kind is SpfTermKind.Ip4;
        int prefix = isV4 ? AddressBits.V4Length : AddressBits.V6Length;
        var network = argument[1..];
        int slash = network.IndexOf('/');
        if (slash >= 0)
        {
            if (!AddressText.TryReadNumber(network[(slash + 1)..], prefix, out prefix))
            {
                return null;
            }

            network = network[..slash];
        }

        bool isAddress = isV4 ? AddressText.TryReadV4(network, out var address) : AddressText.TryReadV6(network, out address);
        return isAddress ? new SpfTerm(kind, result, term) { Network = address, V4Prefix = prefix, V6Prefix = prefix } : null;
    }

    /// <summary>a and mx: perhaps a domain, perhaps prefix lengths for either kind of address (RFC 7208 §5.3, §5.4).</summary>
    private static SpfTerm? WithPrefixes(SpfTermKind kind, AuthResult result, ReadOnlyMemory<char> term, ReadOnlyMemory<char> argument)
    {
        int v6 = AddressBits.V6Length;
        int slash = PrefixStart(argument.Span);
        if (slash > 0 && argument.Span[slash - 1] == '/')
        {
            if (!AddressText.TryReadNumber(argument.Span[(slash + 1)..], v6, out v6))
            {
                return null;
            }

            argument = argument[..(slash - 1)];
            slash = PrefixStart(argument.Span);
        }

        int v4 = AddressBits.V4Length;
        if (slash >= 0)
        {
            if (!AddressText.TryReadNumber(argument.Span[(slash + 1)..], v4, out v4))
            {
                return null;
            }

            argument = argument[..slash];
        }

        return TryReadTarget(argument, isRequired: false, out var target)
            ? new SpfTerm(kind, result, term) { Target = target, V4Prefix = v4, V6Prefix = v6 }
            : null;
    }

    /// <summary>Where the last slash stands when only digits follow it, -1 otherwise: a slash may stand inside a domain too.</summary>
    private static int PrefixStart(ReadOnlySpan<char> argument)
    {
        int slash = argument.LastIndexOf('/');
        return slash + 1 == argument.Length || argument[(slash + 1)..].ContainsAnyExceptInRange('0', '9') ? -1 : slash;
    }

    /// <summary>include and exists need a domain (RFC 7208 §5.2, §5.7); ptr may have one (§5.5).</summary>
    private static SpfTerm? WithTarget(SpfTermKind kind, AuthResult result, ReadOnlyMemory<char> term, ReadOnlyMemory<char> argument) =>
        TryReadTarget(argument, isRequired: kind is not SpfTermKind.Ptr, out var target)
            ? new SpfTerm(kind, result, term) { Target = target }
            : null;

    private static bool TryReadTarget(ReadOnlyMemory<char> argument, bool isRequired, out MacroString? target)
    {
        target = argument.Span is [':', ..] ? MacroString.ParseDomainSpec(argument[1..]) : null;
        return target is not null || (argument.IsEmpty && !isRequired);
    }
}
