namespace InboundFilter.Portal.Search;

/// <summary>One field of the search for decisions; its name is that of the option of <c>inboundfilter log</c>.</summary>
/// <param name="Name">In the form and in links.</param>
/// <param name="Label">For people.</param>
/// <param name="Hint">What may be written.</param>
public sealed record SearchField(string Name, string Label, string Hint)
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaxLength = 1_000;

    /// <summary>In the order of the form. <see cref="Decision"/> is a choice.</summary>
    public static IReadOnlyList<SearchField> All { get; } =
    [
        new(Reference, "Reference", "r= of a reply, or a whole link; alone"),
        new("since", "Since", "2h, 30d or 2026-11-22 14:00"),
        new("until", "Until", "a duration ago, or a time"),
        new("ip", "Client", "address or network"),
        new("as", "AS number", "64500"),
        new("isp", "ISP", "domain of the reverse name"),
        new("country", "Country", "two letters"),
        new("helo", "HELO", "the whole name"),
        new("from", "Sender", "address or domain"),
        new("to", "Recipient", "address or @domain"),
        new("code", "Code", "such as D.1"),
        new("message-id", "Message-ID", "whole"),
        new(Decision, "Decision", "what became of it"),
    ];

    /// <summary>Name of the field that leads to one decision.</summary>
    public const string Reference = "ref";

    /// <summary>Name of the field that is a choice.</summary>
    public const string Decision = "decision";
}
