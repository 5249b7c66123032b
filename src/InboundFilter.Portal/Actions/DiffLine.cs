namespace InboundFilter.Portal.Actions;

/// <summary>A line of a difference between two texts.</summary>
/// <param name="Sign">Minus for a line that goes, plus for one that comes, blank for one that stays.</param>
/// <param name="Number">In the old text for a line that goes, else in the new one; from 1.</param>
/// <param name="Text">The line, without its end.</param>
public sealed record DiffLine(char Sign, int Number, string Text);
