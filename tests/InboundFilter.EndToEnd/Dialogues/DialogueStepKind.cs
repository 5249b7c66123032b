namespace InboundFilter.EndToEnd.Dialogues;

/// <summary>What a line of a dialogue does.</summary>
public enum DialogueStepKind
{
    Send,
    Expect,
    Tls,
    Closed,
    Delivered,
}
