namespace InboundFilter.Ledger.Decisions;

/// <summary>How much of a decision is kept. What a stranger wrote is longer only by ill will.</summary>
public static class DecisionLimits
{
    /// <summary>Characters of a name or address (RFC 5321 §4.5.3.1: a path has at most 256 octets).</summary>
    public const int NameLength = 320;

    /// <summary>Characters of a Message-ID (RFC 5322 §2.1.1: a line has at most 998).</summary>
    public const int MessageIdLength = 998;

    /// <summary>Characters of an explanation.</summary>
    public const int EvidenceLength = 2_000;

    /// <summary>Characters of the reply, whose lines have at most 512 octets each.</summary>
    public const int ReplyLength = 4_096;

    /// <summary>Recipients of one decision.</summary>
    public const int Recipients = 1_000;

    /// <summary>Verdicts of one decision.</summary>
    public const int Verdicts = 200;

    /// <summary>The text, cut; never in the middle of a surrogate pair.</summary>
    internal static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
