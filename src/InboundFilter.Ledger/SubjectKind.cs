namespace InboundFilter.Ledger;

/// <summary>What something in the ledger is about. The words are stored; they are never renamed.</summary>
public enum SubjectKind
{
    /// <summary>One client address.</summary>
    Address,

    /// <summary>A network in CIDR form.</summary>
    Network,

    /// <summary>Who runs the client's network: an AS number or the organisational domain of its reverse names.</summary>
    Isp,

    /// <summary>A sender domain and all below it.</summary>
    Domain,

    /// <summary>One sender address.</summary>
    Sender,
}
