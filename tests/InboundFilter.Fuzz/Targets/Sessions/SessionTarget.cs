using System.Net;
using InboundFilter.Fuzz.Fakes;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Smtp.Server;

namespace InboundFilter.Fuzz.Targets.Sessions;

/// <summary>All that a client can send in an SMTP session, to the engine with the whole policy behind it.</summary>
internal sealed class SessionTarget : IFuzzTarget
{
    private const int MaxLineOctets = 512;
    private const int MaxMessageOctets = 4_096;
    private const int ReferenceLength = 10;
    private const string Reference = "?r=";
    private const string OutOfTurn = "Your server spoke before it was its turn.";
    private const string BeforeTls = "Nothing may follow STARTTLS";
    private const string NoTls = "502 5.5.1 STARTTLS";

    private readonly FuzzFilter _filter = new();
    private readonly SmtpEngine _lenient;
    private readonly SmtpEngine _strict;

    public SessionTarget() => (_lenient, _strict) = (Engine(enforcePipelining: false), Engine(enforcePipelining: true));

    public string Name => "smtp";

    /// <summary>Twice as much as a message may have, so that no message is cut off while it is read, which hangs on how it arrives.</summary>
    public int MaxOctets => 2 * MaxMessageOctets;

    public IReadOnlyList<byte[]> Seeds => SessionGrammar.Seeds;

    public IReadOnlyList<byte[]> Words => SessionGrammar.Words;

    public byte[] Make(Random chance) => SessionGrammar.Make(chance);

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour)
    {
        var bound = new AllocationBound(16L << 20, 20_000);
        var (whole, taken) = Talk(_lenient, input, [Range.All]);
        var (cut, takenOfCut) = Talk(_lenient, input, pieces.Cut(input.Length));
        var (single, takenOfSingle) = TalkOctetByOctet(input);
        var (eager, _) = Talk(_strict, input, [Range.All]);
        bound.Check(input.Length);

        foreach (string reply in whole)
        {
            behaviour.Note(reply.AsSpan(0, Math.Min(reply.Length, 9)));
        }

        CheckSame(whole, taken, cut, takenOfCut);
        CheckSame(whole, taken, single, takenOfSingle);
        CheckEager(whole, eager);
    }

    public void Dispose()
    {
        _lenient.Dispose();
        _strict.Dispose();
    }

    private SmtpEngine Engine(bool enforcePipelining) => new(
        _filter,
        new FixedOptions<SmtpServerOptions>(new SmtpServerOptions
        {
            HostName = FuzzFilter.HostName,
            EnforcePipelining = enforcePipelining,
            XclientFrom = [new IPNetwork(FuzzFilter.Client.Address, 32)],
            Limits = new SmtpLimits { MaxCommandLineOctets = MaxLineOctets, MaxMessageOctets = MaxMessageOctets, MaxRecipients = 4, MaxErrors = 8, ErrorDelay = TimeSpan.Zero, MaxEmptyCommands = 10 },
        }),
        _filter.Time,
        _filter.Log);

    private (IReadOnlyList<string> Replies, string Taken) Talk(SmtpEngine engine, byte[] input, IEnumerable<Range> pieces)
    {
        _filter.Forget();
        using var dialogue = new Dialogue(engine);
        string said = dialogue.Replies();
        foreach (var piece in pieces)
        {
            said += dialogue.Say(input.AsSpan(piece));
        }

        return Ended(engine, said + dialogue.HangUp());
    }

    private (IReadOnlyList<string> Replies, string Taken) TalkOctetByOctet(byte[] input)
    {
        _filter.Forget();
        using var dialogue = new Dialogue(_strict);
        var expectation = new ReplyExpectation(MaxLineOctets);
        string said = dialogue.Replies();
        for (int i = 0; i < input.Length && !dialogue.HasEnded; i++)
        {
            bool isDue = expectation.Next(input[i]);
            string reply = dialogue.Say(input.AsSpan(i, 1));
            said += reply;

            // A session that has had enough says so also in place of a chunk.
            Invariant.That(reply.Length > 0 == isDue || (dialogue.HasEnded && reply.StartsWith("421", StringComparison.Ordinal)), "each line, message and chunk has its reply, and nothing else has", $"at {i}: \"{reply}\"");
            if (reply.Length > 0)
            {
                Invariant.That(WrittenReplies.Read(reply).Count == 1, "nothing has two replies", $"at {i}: \"{reply}\"");
                expectation.Heard(reply);
            }
        }

        string last = dialogue.HangUp();
        Invariant.That(last.Length == 0, "nothing is said to a client that has left", last);
        return Ended(_strict, said);
    }

    private (IReadOnlyList<string> Replies, string Taken) Ended(SmtpEngine engine, string said)
    {
        if (_filter.Log.First is { } fault)
        {
            throw new BrokenInvariantException($"nothing fails inside: {fault.GetType().Name} {fault.StackTrace?.Split('\n')[0].Trim()}", fault.ToString());
        }

        Invariant.That(engine.SessionCount == 0, "no session is left behind");
        foreach (string taken in _filter.Mailbox.Taken)
        {
            string message = taken[taken.IndexOf('\n', StringComparison.Ordinal)..][1..].Replace("\r\n", string.Empty, StringComparison.Ordinal);
            Invariant.That(message.AsSpan().IndexOfAny("\r\n\0") < 0, "no message with a bare line end is passed on", taken);
        }

        return (WrittenReplies.Read(WithoutReferences(said)), string.Join('\n', _filter.Mailbox.Taken));
    }

    /// <summary>Replies and messages are the same however the input arrives. From STARTTLS on they may not be: octets behind it end the session.</summary>
    private static void CheckSame(IReadOnlyList<string> one, string takenOfOne, IReadOnlyList<string> other, string takenOfOther)
    {
        const string SameReplies = "replies do not hang on how the input is cut";
        int end = Math.Min(EndOf(one), EndOf(other));
        Invariant.Same(string.Concat(one.Take(end)), string.Concat(other.Take(end)), SameReplies);
        if (end == one.Count && end == other.Count)
        {
            Invariant.Same(takenOfOne, takenOfOther, "messages do not hang on how the input is cut");
        }
        else
        {
            Invariant.That(Math.Min(one.Count, other.Count) > end, SameReplies, $"{one.Count} replies became {other.Count}");
        }
    }

    private static int EndOf(IReadOnlyList<string> replies)
    {
        for (int i = 0; i < replies.Count; i++)
        {
            if (replies[i].StartsWith(NoTls, StringComparison.Ordinal) || replies[i].Contains(BeforeTls, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return replies.Count;
    }

    /// <summary>A client that does not wait for its turn is told what every other is, up to where it is sent away.</summary>
    private static void CheckEager(IReadOnlyList<string> whole, IReadOnlyList<string> eager)
    {
        for (int i = 0; i < eager.Count; i++)
        {
            if (i >= whole.Count || eager[i] != whole[i])
            {
                Invariant.That(i == eager.Count - 1 && eager[i].Contains(OutOfTurn, StringComparison.Ordinal), "who speaks out of turn is sent away, or treated as ever", eager[i]);
            }
        }

        Invariant.That(eager.Count == whole.Count || eager[^1].Contains(OutOfTurn, StringComparison.Ordinal), "only who speaks out of turn hears less");
    }

    private static string WithoutReferences(string said)
    {
        for (int at = 0; (at = said.IndexOf(Reference, at, StringComparison.Ordinal)) >= 0;)
        {
            at += Reference.Length;
            said = said.Remove(at, Math.Min(ReferenceLength, said.Length - at));
        }

        return said;
    }
}
