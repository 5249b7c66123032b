namespace InboundFilter.Portal.Guide;

/// <summary>One letter of the guide, such as A for blocks of addresses.</summary>
/// <param name="Letter">What its codes begin with.</param>
/// <param name="Codes">In order.</param>
public sealed record BlockType(char Letter, IReadOnlyList<string> Codes);
