namespace InboundFilter.Dns;

/// <summary>What the DNS says to one question: a status and, when it is <see cref="DnsStatus.Found"/>, the records.</summary>
/// <typeparam name="T">The decoded record: an address, a name, an exchanger, a text.</typeparam>
public sealed class DnsAnswer<T>
{
    private DnsAnswer(DnsStatus status, IReadOnlyList<T> records, string? reason) =>
        (Status, Records, Reason) = (status, records, reason);

    /// <summary>The name exists without such a record.</summary>
    public static DnsAnswer<T> NoData { get; } = new(DnsStatus.NoData, [], null);

    /// <summary>The name does not exist.</summary>
    public static DnsAnswer<T> NoSuchName { get; } = new(DnsStatus.NoSuchName, [], null);

    public DnsStatus Status { get; }

    /// <summary>Never empty when found, always empty otherwise.</summary>
    public IReadOnlyList<T> Records { get; }

    /// <summary>Why the answer is unavailable, for the administrator (such as "SERVFAIL from 127.0.0.1:53"); null otherwise.</summary>
    public string? Reason { get; }

    /// <summary>It is unavailable because we had no room or no socket to ask: nothing is known of those who could have answered.</summary>
    public bool IsOverload { get; private init; }

    /// <summary>A firm "no": the name or the record does not exist.</summary>
    public bool IsAbsent => Status is DnsStatus.NoData or DnsStatus.NoSuchName;

    public static DnsAnswer<T> Found(IReadOnlyList<T> records) =>
        records.Count > 0 ? new(DnsStatus.Found, records, null) : NoData;

    public static DnsAnswer<T> Unavailable(string reason) => new(DnsStatus.Unavailable, [], reason);

    public static DnsAnswer<T> Overload(string reason) => new(DnsStatus.Unavailable, [], reason) { IsOverload = true };
}
