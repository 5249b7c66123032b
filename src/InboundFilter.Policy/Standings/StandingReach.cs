namespace InboundFilter.Policy.Standings;

/// <summary>How much a block or grant covers, from narrow to wide within each of its two families: servers, and senders.</summary>
public enum StandingReach
{
    /// <summary>One client address.</summary>
    Address,

    /// <summary>A network of clients.</summary>
    Network,

    /// <summary>All clients of an ISP.</summary>
    Isp,

    /// <summary>One sender address.</summary>
    Sender,

    /// <summary>A sender domain and all below it.</summary>
    Domain,
}
