using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.Reports;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Ledger.View;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Reports;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Reports;

/// <summary>A ledger that knows of one mail which we passed on, and all that weighs reports about it.</summary>
internal sealed class ReportLab
{
    public const string Ours = "K7QF2M9TXA";
    public const string Client = "203.0.113.7";

    private readonly Given _given;

    /// <param name="given">The policy and the clock.</param>
    /// <param name="counters">Take complaints; without them they are counted at once.</param>
    public ReportLab(Given? given = null, ISenderCounters? counters = null)
    {
        _given = given ?? new Given();
        var view = new LedgerView(Ledger, new LedgerOptions { File = "memory" }, _given.Time, NullLogger<LedgerView>.Instance);
        var names = new OurNames(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]);
        var strikes = new StrikeDesk(Ledger, view, () => _given.Snapshot, names, new DisclosedNames(), _given.Time, NullLogger<StrikeDesk>.Instance);
        Ratios = new RatioDesk(
            Ledger, view, () => _given.Snapshot.Rules, names.Cover, new NoticeDesk(Ledger, sender: null, _given.Time), _given.Time, NullLogger<RatioDesk>.Instance);
        var matcher = new ReportMatcher(Ledger, "mx.example.test", _given.Suffixes);
        Desk = new ReportDesk(Ledger, strikes, matcher, counters ?? new DirectCounters(Ledger, Ratios), () => _given.Snapshot, _given.Suffixes, _given.Time);
    }

    public MemoryLedger Ledger { get; } = new();

    public RatioDesk Ratios { get; }

    public ReportDesk Desk { get; }

    public static StoredDecision Decision { get; } = new()
    {
        Reference = Reference.Parse(Ours),
        Time = Given.Now.AddHours(-1),
        SessionId = "S1",
        Address = IPAddress.Parse(Client),
        ReverseName = "mx.shop.test",
        Confirmation = Fcrdns.Pass,
        IspDomain = "shop.test",
        Helo = "mx.shop.test",
        MailFrom = "bounce@shop.test",
        SenderDomain = "shop.test",
        Recipients = ["kim@example.test"],
        Disposition = Disposition.Accept,
        Status = "250 2.0.0",
        SpokenAt = Stage.Data,
        DecidedAt = Stage.Data,
        Reply = "250 2.0.0 ok",
        Evidence = string.Empty,
        Snapshot = 1,
        Elapsed = TimeSpan.Zero,
        MessageId = "1@shop.test",
        From = "news@shop.test",
        Verdicts = [new StoredVerdict("spf", Stage.MailFrom, null, Finding.Clear, null, "pass for MAIL FROM shop.test by a:mx.shop.test", TimeSpan.Zero)],
    };

    /// <summary>The mail as our user has it.</summary>
    public static string Delivered { get; } = Message($"from mx.shop.test (mx.shop.test [{Client}]) by mx.example.test with ESMTP id {Ours}; Sun, 22 Nov 2026 11:00:00 +0000");

    public static string Message(string? received, string from = "news@shop.test", string id = "1@shop.test", string more = "") =>
        (received is null ? string.Empty : $"Received: {received}\n") + more + $"From: {from}\nMessage-ID: <{id}>\nSubject: Buy\n\nBuy now.\n";

    public static string Forward(params string[] messages) =>
        "From: kim@example.test\nContent-Type: multipart/mixed; boundary=f\n\n" + string.Concat(messages.Select(m => $"--f\nContent-Type: message/rfc822\n\n{m}\n")) + "--f--\n";

    public static string Arf(string fields, string message) => "From: fbl@isp.test\n" + ReportReaderTests.Arf(fields, "message/rfc822", message);

    public async Task<ReportOutcome> TakeAsync(string mail, string reporter = "kim@example.test", bool isLocal = true, ReportKind kind = ReportKind.Spam) =>
        (await Desk.TakeAsync(new IncomingReport(await Reading.Report(mail), kind, reporter, isLocal), CancellationToken.None)).Single();

    public Task KnowAsync(params StoredDecision[] decisions) => Ledger.AppendAsync(decisions, CancellationToken.None);

    public async Task<string> BlocksAsync() =>
        string.Join(", ", (await Ledger.SearchAsync(new BlockQuery(), 100, CancellationToken.None)).Select(b => $"{b.Code} {b.Subject}").Order(StringComparer.Ordinal));

    public Task<IReadOnlyList<EvidenceRecord>> EvidenceAsync() => Ledger.SearchAsync(new EvidenceQuery(), 100, CancellationToken.None);

    public async Task<long> ComplaintsAsync(Subject subject) =>
        (await Ledger.SumAsync(subject, Given.Now.AddDays(-1), Given.Now.AddDays(1), CancellationToken.None)).Complaints;

    private sealed class DisclosedNames : ILineNaming
    {
        public bool HidesKindOfLine(IPAddress address, DomainName reverseName, bool isConfirmed) => false;
    }
}
