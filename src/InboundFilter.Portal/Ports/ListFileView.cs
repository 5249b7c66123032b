namespace InboundFilter.Portal.Ports;

/// <summary>A list file.</summary>
/// <param name="Name">As the administrator knows it, such as <c>lists/block.yaml</c>; also its id here.</param>
/// <param name="Entries">Entries in it, over all sections.</param>
/// <param name="Changed">When it was last written.</param>
/// <param name="Problems">How many problems it has.</param>
public sealed record ListFileView(string Name, long Entries, DateTimeOffset Changed, int Problems);
