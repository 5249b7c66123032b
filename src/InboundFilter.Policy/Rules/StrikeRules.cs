namespace InboundFilter.Policy.Rules;

/// <summary>What evidence of unsolicited mail leads to: <c>strikes</c> in policy.yaml. Immutable.</summary>
public sealed record StrikeRules
{
    /// <summary>How many addresses of an ISP that does not disclose its dynamic customers must strike within <see cref="Window"/> before it is blocked; 1 is the published policy.</summary>
    public int IspAddresses { get; init; } = 3;

    public TimeSpan Window { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the first block lasts; null: until proof. Doubled each time the same subject is blocked again.</summary>
    public TimeSpan? Block { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Doubling ends here.</summary>
    public TimeSpan LongestBlock { get; init; } = TimeSpan.FromDays(720);

    /// <summary>Of an IPv6 client, the network of this many bits is blocked: one customer has at least a /64 and may send from any address in it.</summary>
    public int Ipv6Prefix { get; init; } = 64;

    /// <summary>How long a block lasts; null: until proof.</summary>
    /// <param name="repetition">The how manieth of its subject, from 1.</param>
    public TimeSpan? LengthOf(int repetition)
    {
        if (Block is not { } length)
        {
            return null;
        }

        for (int i = 1; i < repetition && length < LongestBlock; i++)
        {
            length *= 2;
        }

        return length < LongestBlock ? length : LongestBlock;
    }
}
