namespace InboundFilter.Checks.ReverseNames;

/// <summary>A run of letters or of digits in a host name.</summary>
/// <remarks>
/// <c>Value</c>: the number that up to 18 digits make, -1 for letters and longer runs. <c>Label</c>: 0 for the leftmost.
/// <c>StartsPiece</c>: first in its part between hyphens, dots or underscores.
/// </remarks>
internal readonly record struct NameToken(int Start, int Length, long Value, int Label, bool StartsPiece)
{
    public int End => Start + Length;

    public bool IsNumber { get; init; }
}

/// <summary>The part of a reverse name left of the organisational domain, cut into runs of letters and digits.</summary>
internal readonly ref struct HostPart
{
    /// <summary>Most tokens that a name can hold.</summary>
    public const int MaxTokens = 256;

    private HostPart(ReadOnlySpan<char> text, ReadOnlySpan<NameToken> tokens, int numbers, int labels)
    {
        Text = text;
        Tokens = tokens;
        NumberCount = numbers;
        LabelCount = labels;
    }

    public ReadOnlySpan<char> Text { get; }

    public ReadOnlySpan<NameToken> Tokens { get; }

    public int NumberCount { get; }

    public int LabelCount { get; }

    public ReadOnlySpan<char> FirstLabel
    {
        get
        {
            int dot = Text.IndexOf('.');
            return dot < 0 ? Text : Text[..dot];
        }
    }

    /// <summary>Cuts lower-case text without a trailing dot. The buffer, room for <see cref="MaxTokens"/>, must live as long as the result.</summary>
    public static HostPart Read(ReadOnlySpan<char> text, Span<NameToken> buffer)
    {
        int count = 0, numbers = 0, label = 0, at = 0;
        bool startsPiece = true;
        while (at < text.Length && count < buffer.Length)
        {
            char first = text[at];
            if (!char.IsAsciiLetterOrDigit(first))
            {
                label += first == '.' ? 1 : 0;
                startsPiece = true;
                at++;
                continue;
            }

            bool isNumber = char.IsAsciiDigit(first);
            int end = at + 1;
            while (end < text.Length && (isNumber ? char.IsAsciiDigit(text[end]) : char.IsAsciiLetter(text[end])))
            {
                end++;
            }

            long value = isNumber ? ValueOf(text[at..end]) : -1;
            buffer[count++] = new NameToken(at, end - at, value, label, startsPiece) { IsNumber = isNumber };
            numbers += isNumber ? 1 : 0;
            startsPiece = false;
            at = end;
        }

        return new HostPart(text, buffer[..count], numbers, text.IsEmpty ? 0 : text.Count('.') + 1);
    }

    public ReadOnlySpan<char> TextOf(NameToken token) => Text.Slice(token.Start, token.Length);

    /// <summary>The whole labels that a range of the text lies in, for people to read.</summary>
    public ReadOnlySpan<char> LabelsAround(int start, int end)
    {
        int from = Text[..start].LastIndexOf('.') + 1;
        int to = Text[end..].IndexOf('.');
        return to < 0 ? Text[from..] : Text[from..(end + to)];
    }

    private static long ValueOf(ReadOnlySpan<char> digits)
    {
        if (digits.Length > 18)
        {
            return -1;
        }

        long value = 0;
        foreach (char digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        return value;
    }
}
