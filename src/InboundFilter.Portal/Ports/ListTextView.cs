namespace InboundFilter.Portal.Ports;

/// <summary>The text of a list file.</summary>
/// <param name="Name">As in <see cref="IListDesk.Files"/>.</param>
/// <param name="Text">As it is on disk.</param>
/// <param name="Version">Tells whether somebody else has changed it since.</param>
/// <param name="Problems">In the order of lines.</param>
public sealed record ListTextView(string Name, string Text, string Version, IReadOnlyList<ListProblem> Problems);
