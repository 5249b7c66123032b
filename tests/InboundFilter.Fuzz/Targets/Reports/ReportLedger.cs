using System.Net;
using InboundFilter.Dns;
using InboundFilter.Fuzz.Fakes;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.Reports;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Ledger.View;
using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Fuzz.Targets.Reports;

/// <summary>A ledger in memory that knows of at most one mail, and all that weighs reports about it.</summary>
internal sealed class ReportLedger : IDisposable
{
    public const string Reference = "K7QF2M9TXA";
    public const string Client = "203.0.113.7";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly PolicySnapshot Policy = new(1, new RuleBook(new PolicyRules()), AccessLists.Empty, DnsblSettings.None, ClientNetworks.None);
    private static readonly OurNames Names = new(DomainName.Parse(FuzzFilter.HostName), [DomainName.Parse("example.test")]);

    private static readonly StoredDecision Mail = new()
    {
        Reference = InboundFilter.Ledger.Reference.Parse(Reference),
        Time = Now.AddHours(-1),
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

    private readonly MemoryLedger _ledger = new();
    private readonly ManualTimeProvider _time = new(Now);
    private readonly LedgerView _view;

    private ReportLedger(StoredDecision? known)
    {
        _view = new LedgerView(_ledger, new LedgerOptions { File = "memory" }, _time, NullLogger<LedgerView>.Instance);
        var strikes = new StrikeDesk(_ledger, _view, () => Policy, Names, new DisclosedNames(), _time, NullLogger<StrikeDesk>.Instance);
        var ratios = new RatioDesk(
            _ledger, _view, () => Policy.Rules, Names.Cover, new NoticeDesk(_ledger, sender: null, _time), _time, NullLogger<RatioDesk>.Instance);
        var matcher = new ReportMatcher(_ledger, FuzzFilter.HostName, FuzzFilter.Suffixes);
        Desk = new ReportDesk(_ledger, strikes, matcher, new DirectCounters(_ledger, ratios), () => Policy, FuzzFilter.Suffixes, _time);
        if (known is not null)
        {
            _ledger.AppendAsync([known], CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    public ReportDesk Desk { get; }

    /// <summary>Of the mail that reports are about.</summary>
    public static ReportLedger Knowing() => new(Mail);

    /// <summary>Of nothing.</summary>
    public static ReportLedger Empty() => new(null);

    /// <summary>Of a mail with the same identifiers from a client that no input names.</summary>
    public static ReportLedger OfAnotherClient() =>
        new(Mail with { Address = IPAddress.Parse("198.18.77.66"), ReverseName = "zq7.invalid", Helo = "zq7.invalid" });

    /// <summary>Of the mail, which was refused.</summary>
    public static ReportLedger OfRefusedMail() => new(Mail with { Disposition = Disposition.Refuse });

    public Task<IReadOnlyList<EvidenceRecord>> EvidenceAsync() => _ledger.SearchAsync(new EvidenceQuery(), 100, CancellationToken.None);

    public async Task<int> BlocksAsync() => (await _ledger.SearchAsync(new BlockQuery(), 100, CancellationToken.None)).Count;

    /// <summary>Against the client's address.</summary>
    public async Task<long> ComplaintsAsync() =>
        (await _ledger.SumAsync(Subject.OfAddress(IPAddress.Parse(Client)), Now.AddDays(-1), Now.AddDays(1), CancellationToken.None)).Complaints;

    public void Dispose() => _view.Dispose();

    private sealed class DisclosedNames : ILineNaming
    {
        public bool HidesKindOfLine(IPAddress address, DomainName reverseName, bool isConfirmed) => false;
    }
}
