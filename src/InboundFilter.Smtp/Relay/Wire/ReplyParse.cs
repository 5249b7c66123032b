namespace InboundFilter.Smtp.Relay.Wire;

/// <summary>What <see cref="ReplySyntax"/> found at the front of what a server has sent.</summary>
internal enum ReplyParse
{
    Incomplete,
    Complete,
    Malformed,
}
