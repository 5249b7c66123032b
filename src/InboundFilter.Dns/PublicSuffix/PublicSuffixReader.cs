namespace InboundFilter.Dns.PublicSuffix;

/// <summary>Reads the rules of a suffix list line by line (format: publicsuffix.org/list). Bad lines become faults, never exceptions.</summary>
internal sealed class PublicSuffixReader
{
    /// <summary>Bound on the faults kept: a file of another kind should not fill the log.</summary>
    private const int MaxFaults = 100;

    private readonly Dictionary<string, PublicSuffixRules> _rules = new(16_384, StringComparer.Ordinal);
    private readonly List<PublicSuffixFault> _faults = [];
    private bool _inPrivateSection;
    private int _line;

    public IReadOnlyDictionary<string, PublicSuffixRules> Rules => _rules;

    public IReadOnlyList<PublicSuffixFault> Faults => _faults;

    public void ReadAll(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            _line++;
            Read(line.AsSpan().Trim());
        }
    }

    private void Read(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("//", StringComparison.Ordinal))
        {
            ReadSectionMark(line);
            return;
        }

        // A rule ends at the first white space; the rest of its line means nothing.
        int end = line.IndexOfAny(' ', '\t');
        var rule = end < 0 ? line : line[..end];
        if (!rule.IsEmpty)
        {
            ReadRule(rule);
        }
    }

    private void ReadSectionMark(ReadOnlySpan<char> comment)
    {
        if (comment.Contains("===BEGIN PRIVATE DOMAINS===", StringComparison.Ordinal))
        {
            _inPrivateSection = true;
        }
        else if (comment.Contains("===END PRIVATE DOMAINS===", StringComparison.Ordinal))
        {
            _inPrivateSection = false;
        }
    }

    private void ReadRule(ReadOnlySpan<char> rule)
    {
        var kind = PublicSuffixRules.IcannSuffix;
        var name = rule;
        if (rule[0] == '!')
        {
            kind = PublicSuffixRules.IcannException;
            name = rule[1..];
        }
        else if (rule.StartsWith("*.", StringComparison.Ordinal))
        {
            kind = PublicSuffixRules.IcannWildcard;
            name = rule[2..];
        }
        else if (rule is "*")
        {
            return;   // the implicit rule, written out
        }

        if (name.Contains('*'))
        {
            Fault("a wildcard is allowed as the first label only");
        }
        else if (name.EndsWith('.') || !DomainName.TryParse(name.ToString().ToLowerInvariant(), out var parsed))
        {
            Fault("not a domain name");
        }
        else if (kind is PublicSuffixRules.IcannException && parsed.LabelCount < 2)
        {
            Fault("an exception needs at least two labels");
        }
        else
        {
            // In each pair of flags the private one is the next bit.
            kind = _inPrivateSection ? (PublicSuffixRules)((byte)kind << 1) : kind;
            _rules[parsed.Value] = _rules.GetValueOrDefault(parsed.Value) | kind;
        }
    }

    private void Fault(string problem)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new PublicSuffixFault(_line, problem));
        }
    }
}
