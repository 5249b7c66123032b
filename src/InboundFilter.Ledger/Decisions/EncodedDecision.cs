using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Decisions;

/// <summary>A decision as a store writes it: numbers, and the texts as UTF-8 in one buffer. Holds nothing of the session, so that decisions may wait without keeping it alive. Not thread-safe.</summary>
/// <remarks>Made to be filled again and again (<see cref="DecisionEncoder"/>): whoever waits longer than the collector's young generations should not be made anew each time.</remarks>
public sealed class EncodedDecision
{
    /// <summary>Octets of a usual decision with its verdicts.</summary>
    private const int UsualOctets = 3_072;

    /// <summary>A larger buffer is not kept for the next decision.</summary>
    internal const int MostKept = 16_384;

    private const int Texts = (int)DecisionText.Verdicts + 1;
    private const int Absent = -1;

    private byte[] _octets = new byte[UsualOctets];
    private int _length;
    private Places _starts;
    private Places _lengths;
    private DecisionText _current;

    internal EncodedDecision() => Clear();

    public Reference Reference { get; internal set; }

    public DateTimeOffset Time { get; internal set; }

    public IPAddress Address { get; internal set; } = IPAddress.None;

    public Fcrdns? Confirmation { get; internal set; }

    public uint? AsNumber { get; internal set; }

    public Disposition Disposition { get; internal set; }

    public Stage SpokenAt { get; internal set; }

    public Stage DecidedAt { get; internal set; }

    public int Snapshot { get; internal set; }

    public TimeSpan Elapsed { get; internal set; }

    /// <summary>Octets held, filled or not.</summary>
    internal int Capacity => _octets.Length;

    public bool Has(DecisionText text) => _lengths[(int)text] != Absent;

    /// <summary>UTF-8; empty also when absent. Valid until the decision is filled again.</summary>
    public ReadOnlySpan<byte> this[DecisionText text] => Has(text) ? _octets.AsSpan(_starts[(int)text], _lengths[(int)text]) : [];

    /// <summary>The same as objects, for whoever keeps them so.</summary>
    public StoredDecision ToStored() => new()
    {
        Reference = Reference,
        Time = Time,
        SessionId = Words(DecisionText.SessionId)!,
        Address = Address,
        ReverseName = Words(DecisionText.ReverseName),
        Confirmation = Confirmation,
        AsNumber = AsNumber,
        IspDomain = Words(DecisionText.IspDomain),
        Country = Words(DecisionText.Country),
        Helo = Words(DecisionText.Helo),
        MailFrom = Words(DecisionText.MailFrom),
        SenderDomain = Words(DecisionText.SenderDomain),
        Recipients = Words(DecisionText.Recipients) is { Length: > 0 } lines ? lines[1..^1].Split('\n') : [],
        Code = Words(DecisionText.Code),
        Disposition = Disposition,
        Status = Words(DecisionText.Status)!,
        SpokenAt = SpokenAt,
        DecidedAt = DecidedAt,
        Reply = Words(DecisionText.Reply)!,
        Evidence = Words(DecisionText.Evidence)!,
        Snapshot = Snapshot,
        Elapsed = Elapsed,
        MessageId = Words(DecisionText.MessageId),
        From = Words(DecisionText.From),
        Verdicts = VerdictJson.Read(Words(DecisionText.Verdicts)!),
    };

    /// <summary>Forgets the texts; the numbers are overwritten by the next decision.</summary>
    internal void Clear()
    {
        _length = 0;
        ((Span<int>)_lengths).Fill(Absent);
        if (_octets.Length > MostKept)
        {
            _octets = new byte[UsualOctets];
        }
    }

    /// <summary>Sets a text; null leaves it absent.</summary>
    internal void Set(DecisionText text, string? value)
    {
        if (value is not null)
        {
            Begin(text);
            Append(value);
        }
    }

    /// <summary>Sets a text.</summary>
    internal void Set(DecisionText text, ReadOnlySpan<byte> value)
    {
        Begin(text);
        value.CopyTo(Room(value.Length));
        Grow(text, value.Length);
    }

    /// <summary>Sets a text of several parts that <see cref="Append"/> adds.</summary>
    internal void Begin(DecisionText text) => (_starts[(int)text], _lengths[(int)text], _current) = (_length, 0, text);

    /// <summary>Adds to the text that was begun last.</summary>
    internal void Append(ReadOnlySpan<char> part) => Grow(_current, Encoding.UTF8.GetBytes(part, Room(Encoding.UTF8.GetMaxByteCount(part.Length))));

    private void Grow(DecisionText text, int octets)
    {
        _length += octets;
        _lengths[(int)text] += octets;
    }

    private Span<byte> Room(int octets)
    {
        if (_octets.Length - _length < octets)
        {
            Array.Resize(ref _octets, Math.Max(2 * _octets.Length, _length + octets));
        }

        return _octets.AsSpan(_length);
    }

    private string? Words(DecisionText text) => Has(text) ? Encoding.UTF8.GetString(this[text]) : null;

    [InlineArray(Texts)]
    private struct Places
    {
        private int _first;
    }
}
