using System.Text;
using System.Text.Json;
using InboundFilter.Daemon.Messages;
using InboundFilter.Fuzz.Fakes;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Similarity;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Fuzz.Targets.Messages;

/// <summary>A whole message: header, MIME, DKIM, ARC, DMARC, all checks of messages, the text that is compared, and what of it reaches the mailbox.</summary>
internal sealed class MessageTarget : IFuzzTarget
{
    private const string Forged = "uthentication-results";

    private static readonly HeloCommand Helo = new("mx.sender.test", Extended: true);
    private static readonly MailCommand From = new(new MailPath("a", "sender.test"), null, BodyType.SevenBit, SmtpUtf8: false);
    private static readonly MailPath Recipient = new("user", "example.test");

    private readonly FuzzFilter _filter = new(MessageGrammar.Zone);
    private readonly MessageTraitsReader _traits = new(FuzzFilter.Suffixes);
    private readonly SpoolMemory _memory;

    public MessageTarget() => _memory = new SpoolMemory(_filter.Time);

    public string Name => "message";

    public int MaxOctets => 24 << 10;

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Enumerable.Range(1, 40).Select(seed => MessageGrammar.Make(new Random(seed)))];

    public IReadOnlyList<byte[]> Words => MessageGrammar.Words;

    public byte[] Make(Random chance) => MessageGrammar.Make(chance);

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour)
    {
        var bound = new AllocationBound(64L << 20, 40_000);
        Range[] cuts = [.. pieces.Cut(input.Length)];
        string read = Read(input, [Range.All], out var message);
        Invariant.Same(read, Read(input, cuts, out _), "a message reads the same however it arrives");
        CheckStructure(message, input.Length);
        Note(read, message, behaviour);

        string judged = JudgeAsync(input, [Range.All]).AsTask().GetAwaiter().GetResult();
        Invariant.Same(judged, JudgeAsync(input, cuts).AsTask().GetAwaiter().GetResult(), "a message is judged the same however it arrives");
        behaviour.Note(judged.AsSpan(0, Math.Max(0, judged.IndexOf('\n', StringComparison.Ordinal))));

        string traits = TraitsAsync(message, input, [Range.All]).AsTask().GetAwaiter().GetResult();
        Invariant.Same(traits, TraitsAsync(message, input, cuts).AsTask().GetAwaiter().GetResult(), "a message is like others however it arrives");
        bound.Check(input.Length);
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>All that is read from a message, as text.</summary>
    private string Read(byte[] input, IEnumerable<Range> cuts, out ParsedMessage message)
    {
        using var reading = new MessageReading(MessageLimits.Default, _filter.Verifier, CancellationToken.None);
        foreach (var cut in cuts)
        {
            reading.Append(input.AsSpan(cut));
        }

        message = reading.Complete();
        string json = MessageJson.Line(message);
        using var parsed = JsonDocument.Parse(json);
        Invariant.That(!json.AsSpan().TrimEnd('\n').ContainsAny("\r\n"), "what is told of a message is one line");

        var results = reading.Signatures!.CompleteAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var dkim = results.Dkim.Select(d => $"{d.Result} {d.Domain} {d.Selector} {d.Algorithm} {d.Identity} {d.SignatureStart} {d.IsTesting} {d.Reason} {string.Join(':', d.SignedFields)}");
        return $"{results.Arc.Result} {results.Arc.Reason} {string.Join(' ', results.Arc.Sealers)}\n{string.Join('\n', dkim)}\n{json}";
    }

    private static void CheckStructure(ParsedMessage message, int octets)
    {
        Invariant.That(message.Octets == octets, "a message is as long as it is", $"{message.Octets} of {octets}");
        Invariant.That(message.Mime.Parts.Count <= MimeLimits.Default.MaxParts, "a message has no more parts than allowed");
        foreach (var part in message.Mime.Parts)
        {
            Invariant.That(part.BodyOffset >= 0 && part.BodyLength >= 0 && part.BodyOffset + part.BodyLength <= message.Mime.BodyOctets, "a part lies inside its message");
        }
    }

    private static void Note(string read, ParsedMessage message, Behaviour behaviour)
    {
        behaviour.Note(string.Join(' ', read.Split('\n').SkipLast(1).Select(line => line.Split(' ')[0])));
        foreach (string fault in MessageFaults.Of(message))
        {
            behaviour.Note(fault.AsSpan(0, Math.Min(fault.Length, 20)));
        }

        behaviour.NoteAmount(message.Mime.Parts.Count);
        behaviour.NoteAmount(message.Header.Fields.Count);
    }

    /// <summary>One session: the reply, and what each check says.</summary>
    private async ValueTask<string> JudgeAsync(byte[] input, IEnumerable<Range> cuts)
    {
        _filter.Forget();
        await using var session = _filter.Open();
        await session.ConnectAsync(CancellationToken.None);
        await session.HeloAsync(Helo, CancellationToken.None);
        await session.MailAsync(From, CancellationToken.None);
        var taken = await session.RcptAsync(Recipient, CancellationToken.None);
        Invariant.That(taken.IsPositive, "the recipient is taken", taken.ToString());

        await using var spool = new PooledMessageSpool(64 << 10, _memory, 0, Path.GetTempPath());
        var tap = session.MessageStarts();
        foreach (var cut in cuts)
        {
            spool.Append(input.AsSpan(cut));
            tap?.Append(input.AsSpan(cut));
        }

        var reply = await session.MessageAsync(spool, CancellationToken.None);
        if (_filter.Log.First is { } fault)
        {
            throw new BrokenInvariantException($"nothing fails inside: {fault.GetType().Name} {fault.StackTrace?.Split('\n')[0].Trim()}", fault.ToString());
        }

        Invariant.That(WrittenReplies.Read(reply.Octets.Span).Count == 1, "a message has one reply");
        CheckDelivered(input, reply);
        var verdicts = _filter.Decisions[^1].Results.Select(r => $"{r.Check.Name} {r.Verdict.Finding} {r.Verdict.Code?.Id} {r.Verdict.Evidence}");
        string codes = string.Join(' ', _filter.Decisions[^1].Results.Where(r => r.Verdict.Code is not null).Select(r => $"{r.Verdict.Code!.Id}{r.Verdict.Finding}"));
        return $"{reply.Code} {codes}\n{string.Join('\n', verdicts)}";
    }

    /// <summary>What was accepted reaches the mailbox octet for octet, but for results that claim to be ours; what was not does not.</summary>
    private void CheckDelivered(byte[] input, SmtpReply reply)
    {
        Invariant.That(_filter.Mailbox.Taken.Count == (reply.IsPositive ? 1 : 0), "what got 250 is delivered once, and nothing else is");
        if (reply.IsPositive)
        {
            string taken = _filter.Mailbox.Taken[0];
            string message = taken[(taken.IndexOf('\n', StringComparison.Ordinal) + 1)..];
            string sent = Encoding.Latin1.GetString(input);
            Invariant.That(
                message == sent || (message.Length < sent.Length && sent.Contains(Forged, StringComparison.OrdinalIgnoreCase)), "a message is passed on as it came");
        }
    }

    private async ValueTask<string> TraitsAsync(ParsedMessage message, byte[] input, IReadOnlyList<Range> cuts)
    {
        var traits = await _traits.ReadAsync(message.Fields, message.Mime, () => OctetsOf(input, cuts), new DmarcIdentities(), [Recipient.ToString()], CancellationToken.None);
        return $"{traits.From} {traits.FromDomain} {traits.ListId} {string.Join(' ', traits.LinkDomains)} {traits.Text}";
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> OctetsOf(byte[] input, IReadOnlyList<Range> cuts)
    {
        await ValueTask.CompletedTask;
        foreach (var cut in cuts)
        {
            yield return input.AsMemory(cut);
        }
    }
}
