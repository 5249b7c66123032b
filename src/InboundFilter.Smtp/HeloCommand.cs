namespace InboundFilter.Smtp;

/// <summary>A HELO or EHLO command.</summary>
/// <param name="Name">What the client calls itself, as given: a name, an address literal, or nonsense.</param>
/// <param name="Extended">EHLO rather than HELO.</param>
public sealed record HeloCommand(string Name, bool Extended);
