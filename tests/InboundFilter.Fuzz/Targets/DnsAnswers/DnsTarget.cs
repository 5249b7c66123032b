using InboundFilter.Dns;
using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;
using InboundFilter.Fuzz.Generating;

namespace InboundFilter.Fuzz.Targets.DnsAnswers;

/// <summary>A message that comes back from a DNS server, read as the answer to every type that we ask for.</summary>
internal sealed class DnsTarget : IFuzzTarget
{
    private const int MaxHops = 8;
    private const int RoomBehind = 64;

    private static readonly DnsQuestion[] Questions =
    [
        .. new[] { "example.test", "a.example.test", "x" }.SelectMany(
            n => new[] { DnsRecordType.A, DnsRecordType.Mx, DnsRecordType.Txt }.Select(t => new DnsQuestion(DomainName.Parse(n), t))),
    ];

    private readonly List<DnsQuery> _queries = [.. Questions.Select(q => new DnsQuery(q, 1_232, []))];

    public string Name => "dns";

    public int MaxOctets => 4_096;

    public IReadOnlyList<byte[]> Seeds { get; } = AnswerGrammar.Seeds();

    public IReadOnlyList<byte[]> Words { get; } =
    [
        [0xC0, 0x0C], [0xC0, 0x00], [0xC0, 0xFF], [0xFF, 0xFF], [0x80], [0x40], [0], [63], [0, 1, 0, 1], [0, 5, 0, 1], [0, 6, 0, 1], [0, 15, 0, 1], [0, 16, 0, 1], [0, 28, 0, 1],
        [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0], .. AnswerGrammar.Names,
    ];

    public byte[] Make(Random chance) => AnswerGrammar.Make(chance);

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour)
    {
        var bound = new AllocationBound(64 << 10, 1_500);
        Read(input, RecordFormats.A, behaviour);
        Read(input, RecordFormats.Aaaa, behaviour);
        foreach (var mx in Read(input, RecordFormats.Mx, behaviour))
        {
            CheckName(mx.Exchange);
            Invariant.That(mx.Preference is >= 0 and <= ushort.MaxValue, "a preference has 16 bits");
        }

        foreach (var name in Read(input, RecordFormats.Ptr, behaviour))
        {
            CheckName(name);
        }

        foreach (string text in Read(input, RecordFormats.Txt, behaviour))
        {
            Invariant.That(text.Length <= input.Length && text.All(c => c <= byte.MaxValue), "a text has no more than was sent");
        }

        CheckQuestions(input, behaviour);
        bound.Check(input.Length);
    }

    public void Dispose()
    {
    }

    private static IReadOnlyList<T> Read<T>(byte[] input, RecordFormat<T> format, Behaviour behaviour)
    {
        var reply = DnsReplyReader.Read(input, format, MaxHops);
        behaviour.Note(reply.Kind);
        behaviour.Note(reply.Answer?.Status.ToString() ?? "-");
        behaviour.Note(reply.Hops);
        behaviour.NoteAmount(reply.Answer?.Records.Count ?? 0);

        Invariant.That((reply.Kind is DnsReplyKind.Answered) == (reply.Answer is not null), "an answer is there when it is said to be");
        Invariant.That(reply.Hops is >= 0 and <= MaxHops, "no more aliases are followed than allowed");
        Invariant.That(reply.Ttl <= int.MaxValue, "a time to live has 31 bits (RFC 2181 §8)");
        if (reply.Kind is DnsReplyKind.Alias)
        {
            CheckName(reply.Target);
        }

        string told = Told(reply);
        CheckEnd(input, format, told);
        CheckKept(reply, format, told);
        var records = reply.Answer?.Records ?? [];
        Invariant.That(DnsHeader.TryRead(input, out var header) ? records.Count <= header.Answers : records.Count == 0, "no more records come than were announced");
        return records;
    }

    /// <summary>What lies behind the message in its buffer must not be seen.</summary>
    private static void CheckEnd<T>(byte[] input, RecordFormat<T> format, string told)
    {
        byte[] buffer = new byte[input.Length + RoomBehind];
        foreach (byte garbage in (ReadOnlySpan<byte>)[0, 0xFF])
        {
            input.CopyTo(buffer, 0);
            buffer.AsSpan(input.Length).Fill(garbage);
            Invariant.Same(told, Told(DnsReplyReader.Read(buffer.AsSpan(0, input.Length), format, MaxHops)), "nothing behind the message is read");
        }
    }

    /// <summary>An answer that is kept comes back as it was.</summary>
    private static void CheckKept<T>(DnsReply<T> reply, RecordFormat<T> format, string told)
    {
        Span<byte> octets = stackalloc byte[DnsCache.MaxOctets];
        if (reply.Answer is { } answer && AnswerOctets.TryWrite(answer, format, octets, out int length))
        {
            Invariant.Same(told, Told(reply with { Answer = AnswerOctets.Read(octets[..length], format) }), "an answer that is kept stays the same");
        }
    }

    private static string Told<T>(DnsReply<T> reply) =>
        $"{reply.Kind} {reply.ResponseCode} {reply.Ttl} {reply.Hops} {reply.Target} {reply.Answer?.Status} {string.Join(' ', reply.Answer?.Records ?? [])}";

    /// <summary>A name that was read can be written, and reads the same again.</summary>
    private static void CheckName(DomainName name)
    {
        Span<byte> written = stackalloc byte[WireName.MaxLength];
        Invariant.That(WireName.TryEncode(name, written, out int length), "a name that was read can be written", name.Value);
        byte[] message = [.. new byte[DnsHeader.Length], .. written[..length]];
        Span<byte> again = stackalloc byte[WireName.MaxLength];
        int at = DnsHeader.Length;
        Invariant.That(WireName.TryExpand(message, ref at, again, out int read) && at == message.Length, "a name that was written can be read", name.Value);
        Invariant.Same(name.Value, WireName.ToDomainName(again[..read]).Value, "a name stays the same");
    }

    private void CheckQuestions(byte[] input, Behaviour behaviour)
    {
        int repeated = 0;
        foreach (var query in _queries)
        {
            repeated += query.MatchOf(input) switch
            {
                QuestionMatch.Exact => 2,
                QuestionMatch.OtherCase => 1,
                _ => 0,
            };
        }

        Invariant.That(repeated <= 2, "a reply repeats one question");
        behaviour.Note(repeated);
    }
}
