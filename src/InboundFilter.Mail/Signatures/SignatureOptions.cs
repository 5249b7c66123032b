using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Mail.Signatures;

/// <summary>Which signatures count, and bounds on what one message may cost. The time that keys may take is the resolver's.</summary>
public sealed record SignatureOptions
{
    public static SignatureOptions Default { get; } = new();

    /// <summary>Whether rsa-sha1 counts in DKIM signatures, for judging old mail. RFC 8301 §3.1 forbids it; ARC never had it.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>Shortest RSA key that counts, in bits. RFC 8301 §3.2 forbids those below 1024.</summary>
    [Range(512, 8_192)]
    public int MinRsaBits { get; init; } = 1_024;

    /// <summary>Longest RSA key that is tried, in bits: the work grows with its square. RFC 8301 §3.2 asks for 4096.</summary>
    [Range(2_048, 16_384)]
    public int MaxRsaBits { get; init; } = 8_192;

    /// <summary>DKIM signatures that are tried, from the top; RFC 6376 §6.1 allows a limit. Further ones are neutral.</summary>
    [Range(1, 200)]
    public int MaxSignatures { get; init; } = 20;

    /// <summary>Records tried of several at one name, which RFC 6376 §3.6.2.2 leaves undefined.</summary>
    [Range(1, 10)]
    public int MaxKeyRecords { get; init; } = 3;

    /// <summary>Longest key record that is read, in octets. An RSA key of 8192 bits takes 1,400.</summary>
    [Range(512, 65_535)]
    public int MaxKeyRecordLength { get; init; } = 8_192;
}
