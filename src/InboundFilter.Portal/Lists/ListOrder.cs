using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Lists;

/// <summary>The fields of the form that adds or removes an entry.</summary>
public sealed class ListOrder
{
    public bool IsRemoval { get; set; }

    public string Section { get; set; } = "block";

    public string Key { get; set; } = "ip";

    public string? Subject { get; set; }

    public string? Reason { get; set; }

    public DateOnly? Expires { get; set; }

    /// <summary>Codes and letters between commas.</summary>
    public string? Excuse { get; set; }

    public ListChange ToChange(string by) => new(
        IsRemoval, Section, Key, Subject ?? string.Empty, Reason, by, Expires, Excuse?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);
}
