using System.ComponentModel.DataAnnotations;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>What evidence of unsolicited mail leads to, as written under strikes in policy.yaml.</summary>
internal sealed record StrikeOptions
{
    /// <summary>How many addresses of an ISP whose reverse names do not tell dynamic customers must strike within the window before the ISP is blocked; 1 is the published policy.</summary>
    [Range(1, 1_000)]
    public int IspAddresses { get; init; } = 3;

    /// <summary>How long a strike counts against the ISP.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "730.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the first block lasts, doubled each time the same sender is blocked again; 0: until proof.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan Block { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Doubling ends here.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan LongestBlock { get; init; } = TimeSpan.FromDays(720);

    /// <summary>Of an IPv6 client the network of this many bits is blocked; 128: the address alone.</summary>
    [Range(32, 128)]
    public int Ipv6Prefix { get; init; } = 64;

    /// <summary>How mail to a spam trap is answered, unless its entry says.</summary>
    public TrapAction Traps { get; init; }

    public StrikeRules ToRules() => new()
    {
        IspAddresses = IspAddresses,
        Window = Window,
        Block = Block > TimeSpan.Zero ? Block : null,
        LongestBlock = LongestBlock,
        Ipv6Prefix = Ipv6Prefix,
        Traps = Traps,
    };
}
