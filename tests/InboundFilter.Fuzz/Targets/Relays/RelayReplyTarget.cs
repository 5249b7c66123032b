using System.Text;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay.Wire;

namespace InboundFilter.Fuzz.Targets.Relays;

/// <summary>What a hostile mailbox server answers: where a reply ends, what of it is passed on to the client, and what EHLO is understood to offer.</summary>
internal sealed class RelayReplyTarget : IFuzzTarget
{
    private static readonly ReplyText Words = new("http://help.example.test:8025");

    public string Name => "relay";

    public int MaxOctets => 3 * ReplySyntax.MaxReplyOctets / 2;

    public IReadOnlyList<byte[]> Seeds { get; } = ChanceExtensions.Octets(
        "250 2.1.5 Ok\r\n",
        "250-mx.example.test\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-CHUNKING\r\n250-8BITMIME\r\n250 STARTTLS\r\n",
        "550-5.1.1 No such user\r\n550 5.1.1 here\r\n",
        "421 4.3.2 closing\r\n",
        "354\r\n");

    IReadOnlyList<byte[]> IFuzzTarget.Words { get; } = ChanceExtensions.Octets(
        "250-", "250 ", "550 5.7.1 ", "5.1.1", "2.", "\r\n", "\n", "\r", "\0", "421", "999", "199", "600", "PIPELINING", "SMTPUTF8", "\u00C3\u00A9", "\u00FF", "4.999.999", "5.1000.1");

    public byte[] Make(Random chance)
    {
        var text = new StringBuilder();
        string code = chance.Any("250", "354", "421", "451", "550", "552", "299", "600", "1", "2x0");
        string status = chance.Any("", "", $"{code[0]}.1.1 ", $"{code[0]}.7.999 ", "2.0.0 ", $"{code[0]}.1234.1 ", $"{code[0]}..1 ");
        for (int lines = chance.OnceIn(6) ? chance.Next(1, 130) : chance.Next(1, 5); lines > 0; lines--)
        {
            text.Append(chance.OnceIn(20) ? "550" : code).Append(lines > 1 || chance.OnceIn(10) ? '-' : ' ').Append(chance.OnceIn(5) ? "" : status)
                .Append(chance.Any("Ok", "", "\u00E9\u00FF", "a\tb", "\u001B[2J", "\0")).Append(chance.Long('x', 9_000)).Append(chance.OnceIn(12) ? chance.Any("\n", "\r", "") : "\r\n");
        }

        return ChanceExtensions.Octets(text.ToString());
    }

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour)
    {
        var bound = new AllocationBound(256 << 10, 200);
        var found = ReplySyntax.TryFind(input, out int octets, out int code);
        behaviour.Note(found);
        CheckWhileItArrives(input, pieces, found, octets);
        if (found is ReplyParse.Complete)
        {
            Invariant.That(octets is > 0 and <= ReplySyntax.MaxReplyOctets && octets <= input.Length, "a reply has at most the octets allowed");
            Invariant.That(code is >= 200 and <= 599, "a reply's code is from 200 to 599");
            string[] lines = Encoding.Latin1.GetString(input, 0, octets).Split("\r\n")[..^1];
            Invariant.That(lines.All(l => l.StartsWith($"{code}", StringComparison.Ordinal) && !l.Contains('\n', StringComparison.Ordinal)), "what is taken for one reply has one code");
            PassOn(new RelayReply(code, input.AsMemory(0, octets)), behaviour);
        }

        bound.Check(input.Length);
    }

    public void Dispose()
    {
    }

    /// <summary>A reply that is whole, or broken, is so whatever comes behind it and however it was cut.</summary>
    private static void CheckWhileItArrives(byte[] input, PieceCutter pieces, ReplyParse whole, int octets)
    {
        foreach (var piece in pieces.Cut(input.Length))
        {
            int arrived = piece.End.Value;
            var early = ReplySyntax.TryFind(input.AsSpan(0, arrived), out int earlyOctets, out _);
            if (early is ReplyParse.Complete)
            {
                Invariant.That(whole is ReplyParse.Complete && earlyOctets == octets, "a reply ends in the same place however it arrives");
                return;
            }

            Invariant.That(
                early is ReplyParse.Incomplete ? arrived < ReplySyntax.MaxReplyOctets : whole is ReplyParse.Malformed,
                "a reply is not found broken before its end and whole then, nor waited for without end");
            if (early is ReplyParse.Malformed)
            {
                return;
            }
        }

        Invariant.That(whole is ReplyParse.Incomplete, "a reply is the same in pieces");
    }

    private static void PassOn(RelayReply reply, Behaviour behaviour)
    {
        behaviour.Note(reply.ReadExtensions());
        var read = reply.ToSmtpReply();
        behaviour.Note(read.Code / 100);
        behaviour.Note(read.Enhanced is { } status ? $"{status.Subject > 99} {status.Detail > 99}" : "none");
        behaviour.NoteAmount(read.Lines.Count);

        var passedOn = CheckForm(read, reply.Code);
        Invariant.That(ReplySyntax.TryFind(passedOn.Octets.Span, out int octets, out int code) is ReplyParse.Complete && octets == passedOn.Octets.Length && code == reply.Code
            || passedOn.Octets.Length >= ReplySyntax.MaxReplyOctets, "what we pass on is one reply to our own reader");
        var wrapped = CheckForm(Words.Wrap(read, ProtocolCodes.MailboxRefused, "K7QF2M9TXA"), reply.Code);
        Invariant.That(wrapped.ToString().EndsWith("?r=K7QF2M9TXA", StringComparison.Ordinal), "a refusal that is passed on ends in our link", wrapped.ToString());
    }

    private static SmtpReply CheckForm(SmtpReply reply, int code)
    {
        var written = WrittenReplies.Read(reply.Octets.Span);
        Invariant.That(written.Count == 1, "one reply stays one reply");
        Invariant.That(reply.Code == code && (reply.Enhanced is not { } status || status.Class == code / 100), "code and enhanced code are of one class");
        return reply;
    }
}
