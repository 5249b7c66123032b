namespace InboundFilter.Portal.Lists;

/// <summary>A line of a difference.</summary>
/// <param name="Number">In the text it stands in, from 1.</param>
/// <param name="Sign"><c>+</c> new, <c>-</c> gone, a space for both.</param>
/// <param name="Text">Without line end.</param>
public readonly record struct DiffLine(int Number, char Sign, string Text);
