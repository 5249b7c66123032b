namespace InboundFilter.Portal.Cases;

/// <summary>Where one is in a list.</summary>
public interface IPaged
{
    /// <summary>From 1.</summary>
    int Number { get; }

    /// <summary>There is a page behind this one.</summary>
    bool HasMore { get; }
}
