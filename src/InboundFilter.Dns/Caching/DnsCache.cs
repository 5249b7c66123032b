using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Caching;

/// <summary>Answers by question, each until its time is over, and never more than so many, nor of more octets than so many usual ones. Thread-safe.</summary>
/// <remarks>
/// Nearly every question is new, so a full cache holds mostly answers that nobody asks for again. They are kept as octets, which
/// the collector neither follows nor moves; an answer that is asked for again is made anew.
/// </remarks>
/// <param name="maxEntries">Most answers kept.</param>
/// <param name="time">Clock of their lives.</param>
/// <param name="hash">For tests. Otherwise a hash whose key is drawn anew in each process, because strangers choose the names.</param>
internal sealed class DnsCache(int maxEntries, TimeProvider time, Func<DnsQuestion, int>? hash = null)
{
    /// <summary>Longest answer that is kept, with the name asked for: room for all that usually fits in a message.</summary>
    public const int MaxOctets = 65_536;

    /// <summary>Room without a rented buffer: for most names with their answers, and for the longest name in presentation form, were each of its octets written as <c>\DDD</c>.</summary>
    private const int UsualOctets = 4 * WireName.MaxLength;

    /// <summary>Memory for octets, on an average over the entries, in blocks; most answers take one to three.</summary>
    private const int BlocksPerEntry = 8;

    private readonly CacheTable _table = new(maxEntries, Math.Max(maxEntries * BlocksPerEntry, OctetStore.BlocksOf(MaxOctets)));
    private readonly Lock _gate = new();

    /// <summary>Answers held, the expired ones included that have not given up their place yet.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _table.Count;
            }
        }
    }

    public bool TryGet<T>(DnsQuestion question, RecordFormat<T> format, [NotNullWhen(true)] out DnsAnswer<T>? answer)
    {
        answer = null;
        Span<byte> usual = stackalloc byte[UsualOctets];
        if (!TryWriteName(question, usual, out int nameLength))
        {
            return false;
        }

        int hashCode = Hash(question);
        byte[]? rented = null;
        scoped Span<byte> octets;
        lock (_gate)
        {
            if (!_table.TryFind(hashCode, question.Type, usual[..nameLength], time.GetTimestamp(), out int slot))
            {
                return false;
            }

            int length = _table.LengthAt(slot);
            octets = length <= usual.Length ? usual[..length] : (rented = ArrayPool<byte>.Shared.Rent(length)).AsSpan(0, length);
            _table.CopyTo(slot, octets);
        }

        answer = AnswerOctets.Read(octets, format);
        Return(rented);
        return true;
    }

    /// <summary>Keeps an answer for so long, in place of an older one to the same question. Nothing is kept for a life of zero, nor beyond <see cref="MaxOctets"/>.</summary>
    public void Set<T>(DnsQuestion question, RecordFormat<T> format, DnsAnswer<T> answer, TimeSpan life)
    {
        Span<byte> run = stackalloc byte[UsualOctets];
        if (life <= TimeSpan.Zero || !TryWriteName(question, run, out int nameLength))
        {
            return;
        }

        byte[]? rented = null;
        bool fits = AnswerOctets.TryWrite(answer, format, run[nameLength..], out int length);
        if (!fits)
        {
            rented = ArrayPool<byte>.Shared.Rent(MaxOctets);
            run[..nameLength].CopyTo(rented);
            run = rented.AsSpan(0, MaxOctets);
            fits = AnswerOctets.TryWrite(answer, format, run[nameLength..], out length);
        }

        if (fits)
        {
            Set(question, nameLength, run[..(nameLength + length)], life);
        }

        Return(rented);
    }

    private void Set(DnsQuestion question, int nameLength, ReadOnlySpan<byte> run, TimeSpan life)
    {
        int hashCode = Hash(question);
        long now = time.GetTimestamp();
        long expires = now + (long)(life.TotalSeconds * time.TimestampFrequency);
        lock (_gate)
        {
            _table.Set(hashCode, question.Type, nameLength, run, now, expires);
        }
    }

    private int Hash(DnsQuestion question) => hash is null ? question.GetHashCode() : hash(question);

    /// <summary>False for a name that its octets would not tell from every other; there should be none.</summary>
    private static bool TryWriteName(DnsQuestion question, Span<byte> octets, out int length) =>
        Ascii.FromUtf16(question.Name.Value, octets, out length) is OperationStatus.Done;

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
