namespace InboundFilter.Ledger.View;

/// <summary>A block or grant in memory, as small as it gets: 40 octets and its reason.</summary>
internal readonly struct HeldStanding
{
    /// <summary>Octets of a reason that are kept in memory; the store has the rest.</summary>
    public const int MaxReasonOctets = 120;

    private const uint Forever = uint.MaxValue;

    private readonly uint _since;
    private readonly uint _until;

    public HeldStanding(Reference id, string code, DateTimeOffset since, DateTimeOffset? until, int repetition, byte[]? reason)
    {
        (Id, Code, Repetition, Reason) = (id, string.Intern(code), repetition, reason);
        _since = Seconds(since.ToUnixTimeSeconds());
        _until = until is { } end ? Seconds((end.ToUnixTimeMilliseconds() + 999) / 1000) : Forever;
    }

    private HeldStanding(in HeldStanding other, HeldStanding[]? more)
    {
        this = other;
        More = more;
    }

    public Reference Id { get; }

    public string Code { get; }

    public int Repetition { get; }

    public byte[]? Reason { get; }

    /// <summary>Others of the same subject; null for none, which is usual.</summary>
    public HeldStanding[]? More { get; }

    public DateTimeOffset Since => DateTimeOffset.FromUnixTimeSeconds(_since);

    public DateTimeOffset? Until => _until is Forever ? null : DateTimeOffset.FromUnixTimeSeconds(_until);

    /// <summary>Whether it is in force and of the code.</summary>
    /// <param name="now">Seconds since 1970.</param>
    /// <param name="code">Null for any.</param>
    public bool Counts(long now, string? code) => now < _until && (code is null || code == Code);

    public HeldStanding With(HeldStanding[]? more) => new(this, more);

    private static uint Seconds(long value) => (uint)Math.Clamp(value, 0, Forever - 1);
}
