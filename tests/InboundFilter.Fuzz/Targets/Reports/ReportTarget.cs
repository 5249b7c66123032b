using System.Text;
using InboundFilter.Fuzz.Fakes;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Reports;
using InboundFilter.Mail;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Fuzz.Targets.Reports;

/// <summary>Mail that reports mail: ARF, forwards, messages as they are. Nothing is held against anybody without a decision of ours that fits.</summary>
internal sealed class ReportTarget : IFuzzTarget
{
    private readonly ReportReader _reader = new(FuzzFilter.Suffixes, ReportLimits.Default);

    public string Name => "arf";

    public int MaxOctets => 16 << 10;

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Enumerable.Range(1, 40).Select(seed => ReportGrammar.Make(new Random(seed)))];

    public IReadOnlyList<byte[]> Words => ReportGrammar.Words;

    public byte[] Make(Random chance) => ReportGrammar.Make(chance);

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour) => RunAsync(input, [.. pieces.Cut(input.Length)], behaviour).GetAwaiter().GetResult();

    public void Dispose()
    {
    }

    private async Task RunAsync(byte[] input, IReadOnlyList<Range> cuts, Behaviour behaviour)
    {
        var bound = new AllocationBound(32L << 20, 20_000);
        var report = await ReadAsync(input, [Range.All]);
        Invariant.Same(Told(report), Told(await ReadAsync(input, cuts)), "a report reads the same however it arrives");
        CheckLimits(report);
        behaviour.Note(report.Form);
        behaviour.Note($"{report.Feedback?.FeedbackType?.Length} {report.Feedback?.SourceAddress is null} {report.IsCut}");

        // A report in ARF says itself what it is.
        ReportKind[] kinds = report.Feedback is null ? [ReportKind.Spam, ReportKind.Ham] : [ReportKind.Spam];
        foreach (var kind in kinds)
        {
            Note(await WeighAsync(ReportLedger.Knowing(), report, kind, isLocal: true), behaviour);
            Note(await WeighAsync(ReportLedger.Knowing(), report, kind, isLocal: false), behaviour);
            CheckNothingCounts(await WeighAsync(ReportLedger.Empty(), report, kind, isLocal: true), "a report counts only when a decision fits");
            CheckNothingCounts(await WeighAsync(ReportLedger.OfAnotherClient(), report, kind, isLocal: false), "a stranger's report counts only against the client it names");
            CheckNothingCounts(await WeighAsync(ReportLedger.OfRefusedMail(), report, kind, isLocal: true), "what was refused cannot be reported");
        }

        bound.Check(input.Length);
    }

    private async Task<ReceivedReport> ReadAsync(byte[] input, IReadOnlyList<Range> cuts)
    {
        using var reading = new MessageReading(MessageLimits.Default, verifier: null, CancellationToken.None);
        foreach (var cut in cuts)
        {
            reading.Append(input.AsSpan(cut));
        }

        ParsedMessage mail = reading.Complete();
        return await _reader.ReadAsync(mail, OctetsOf(input, cuts), CancellationToken.None);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> OctetsOf(byte[] input, IReadOnlyList<Range> cuts)
    {
        await ValueTask.CompletedTask;
        foreach (var cut in cuts)
        {
            yield return input.AsMemory(cut);
        }
    }

    private static string Told(ReceivedReport report)
    {
        var f = report.Feedback;
        string fields = f is null ? "none"
            : $"{f.FeedbackType}|{f.UserAgent}|{f.Version}|{f.OriginalEnvelopeId}|{f.OriginalMailFrom}|{string.Join(',', f.OriginalRcptTo)}|{f.ArrivalDate}|{f.ReportingMta}|{f.SourceAddress}|{f.SourcePort}|{f.Incidents}|"
                + string.Join(',', [.. f.AuthenticationResults, .. f.ReportedDomains, .. f.ReportedUris, .. f.Extensions.Select(e => e.ToString())]);
        return $"{report.Form} {report.IsCut}\n{fields}\n" + string.Join('\n', report.Messages.Select(m => $"{m.IsCut} {Text(m.HeaderOctets)}\n{Text(m.Sample)}"));
    }

    private static string Text(ReadOnlyMemory<byte> octets) => Encoding.Latin1.GetString(octets.Span);

    private static void CheckLimits(ReceivedReport report)
    {
        var limits = ReportLimits.Default;
        Invariant.That(report.Messages.Count <= limits.MaxMessages, "no more messages are kept than allowed");
        Invariant.That(report.Messages.All(m => m.HeaderOctets.Length <= limits.MaxHeaderOctets && m.Sample.Length <= limits.MaxSampleOctets), "no more of a message is kept than allowed");
        Invariant.That((report.Form is ReportForm.Feedback) == (report.Feedback is not null), "a report in ARF has its fields");
        Invariant.That(report.Feedback is not { } f || (f.Incidents >= 0 && f.Extensions.Count <= limits.MaxFields && f.OriginalRcptTo.Count <= limits.MaxRepeats), "fields are within their bounds");
    }

    private static async Task<IReadOnlyList<ReportOutcome>> WeighAsync(ReportLedger ledger, ReceivedReport report, ReportKind kind, bool isLocal)
    {
        using var _ = ledger;
        var incoming = new IncomingReport(report, kind, "kim@example.test", isLocal);
        var outcomes = await ledger.Desk.TakeAsync(incoming, CancellationToken.None);
        int counted = outcomes.Count(Counts);
        var evidence = await ledger.EvidenceAsync();
        Invariant.That(outcomes.Where(Counts).All(o => o.Match.Decision is not null), "what counts has a decision that fits");
        Invariant.That(evidence.Count(e => e.Kind is not EvidenceKind.Hint) <= counted, "there is no more proof than reports that count");
        Invariant.That(counted > 0 || await ledger.BlocksAsync() == 0, "nobody is blocked for what does not count");
        Invariant.That(isLocal || outcomes.All(o => o.Result is not ReportResult.InFavour), "a stranger does not speak for a sender");
        Invariant.That(counted <= 1, "one report of one mail counts once");

        long complaints = await ledger.ComplaintsAsync();
        Invariant.That(complaints >= 0 && complaints <= counted, "no more complaints are counted than reports");
        var again = await ledger.Desk.TakeAsync(incoming, CancellationToken.None);
        Invariant.That(!again.Any(Counts) && await ledger.ComplaintsAsync() == complaints, "the same report does not count again");
        return outcomes;
    }

    private static bool Counts(ReportOutcome outcome) => outcome.Result is ReportResult.Counted or ReportResult.InFavour;

    private static void CheckNothingCounts(IReadOnlyList<ReportOutcome> outcomes, string invariant) =>
        Invariant.That(!outcomes.Any(Counts), invariant, string.Join(", ", outcomes.Select(o => $"{o.Result}: {o.Match.Reason}")));

    private static void Note(IReadOnlyList<ReportOutcome> outcomes, Behaviour behaviour)
    {
        behaviour.NoteAmount(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            behaviour.Note(outcome.Result);
            behaviour.Note(outcome.Match.Reason.AsSpan(0, Math.Min(outcome.Match.Reason.Length, 40)));
        }
    }
}
