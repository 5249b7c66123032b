namespace InboundFilter.Mail.Dmarc;

/// <summary>The keywords of <see cref="DmarcPolicy"/> and their order.</summary>
public static class DmarcPolicyWords
{
    /// <summary>In lower case, as records, header fields and commands show it.</summary>
    public static string Word(this DmarcPolicy policy) => policy switch
    {
        DmarcPolicy.None => "none",
        DmarcPolicy.Quarantine => "quarantine",
        DmarcPolicy.Reject => "reject",
        _ => throw new ArgumentOutOfRangeException(nameof(policy)),
    };

    /// <summary>What is asked for while the owner tests (t=y, RFC 9989 §4.7): one step milder.</summary>
    public static DmarcPolicy Milder(this DmarcPolicy policy) => policy is DmarcPolicy.Reject ? DmarcPolicy.Quarantine : DmarcPolicy.None;
}
