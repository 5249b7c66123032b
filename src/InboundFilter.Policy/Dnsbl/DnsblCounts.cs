using InboundFilter.Dns;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>What came of the questions of sessions to one list, since the start. Thread-safe.</summary>
public sealed class DnsblCounts
{
    private long _listed;
    private long _notListed;
    private long _unanswered;
    private long _disbelieved;
    private long _spared;

    /// <summary>Answers that are a listing.</summary>
    public long Listed => Volatile.Read(ref _listed);

    /// <summary>Answers that are none.</summary>
    public long NotListed => Volatile.Read(ref _notListed);

    /// <summary>Questions without an answer.</summary>
    public long Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>Answers that no working list gives.</summary>
    public long Disbelieved => Volatile.Read(ref _disbelieved);

    /// <summary>Questions not asked, because the list is put aside.</summary>
    public long Spared => Volatile.Read(ref _spared);

    internal void Answered(DnsblFact fact)
    {
        if (fact.Complaint is not null)
        {
            Interlocked.Increment(ref _disbelieved);
        }
        else if (fact.IsListed)
        {
            Interlocked.Increment(ref _listed);
        }
        else if (fact.Status is DnsStatus.Unavailable)
        {
            Interlocked.Increment(ref _unanswered);
        }
        else
        {
            Interlocked.Increment(ref _notListed);
        }
    }

    internal void WasSpared() => Interlocked.Increment(ref _spared);
}
