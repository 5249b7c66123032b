namespace InboundFilter.EndToEnd.Harness;

/// <summary>How a fake DNS server fails for a name.</summary>
internal enum DnsTrouble
{
    None,
    ServFail,
    Refused,

    /// <summary>No answer at all.</summary>
    Timeout,
}
