namespace InboundFilter.Checks.ReverseNames;

/// <summary>The class of a reverse name with the evidence for it.</summary>
/// <param name="Class">What the name says.</param>
/// <param name="Reasons">At least one short English sentence; the decisive one first.</param>
public sealed record ReverseNameAssessment(ReverseNameClass Class, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether mail servers do not have such names: <see cref="ReverseNameClass.Dynamic"/> or <see cref="ReverseNameClass.Undisclosed"/>.</summary>
    public bool IsAccessLine => Class is ReverseNameClass.Dynamic or ReverseNameClass.Undisclosed;

    /// <summary>The class as commands and logs write it: <c>named</c>, <c>static</c>, <c>dynamic</c>, <c>undisclosed</c>, <c>none</c>.</summary>
    public string ClassName => Class switch
    {
        ReverseNameClass.Named => "named",
        ReverseNameClass.Static => "static",
        ReverseNameClass.Dynamic => "dynamic",
        ReverseNameClass.Undisclosed => "undisclosed",
        _ => "none",
    };
}
