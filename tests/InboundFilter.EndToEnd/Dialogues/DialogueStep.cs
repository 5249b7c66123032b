namespace InboundFilter.EndToEnd.Dialogues;

/// <summary>One line of a dialogue.</summary>
/// <param name="Text">What is sent, or the pattern of what is to be read, or address and count.</param>
public sealed record DialogueStep(DialogueStepKind Kind, string Text);
