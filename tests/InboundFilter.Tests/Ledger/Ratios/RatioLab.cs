using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Notices;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.View;
using InboundFilter.Policy.Rules;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Ratios;

/// <summary>A ratio desk over a ledger in memory, with all it needs.</summary>
internal sealed class RatioLab : INoticeSender
{
    public static readonly Subject Shop = Subject.OfDomain(DomainName.Parse("shop.test"));

    public static readonly Subject Server = Subject.OfAddress(IPAddress.Parse("192.0.2.1"));

    public static readonly CountedSender Sender =
        new() { Address = IPAddress.Parse("192.0.2.1"), IspDomain = DomainName.Parse("isp.test"), Domain = DomainName.Parse("shop.test") };

    public RatioLab()
    {
        View = new LedgerView(Ledger, new LedgerOptions { File = "unused" }, Time, NullLogger<LedgerView>.Instance);
        Notices = new NoticeDesk(Ledger, this, Time);
        Desk = new RatioDesk(Ledger, View, () => new RuleBook(Rules), d => d.Value == "example.test", Notices, Time, NullLogger<RatioDesk>.Instance);
    }

    public MemoryLedger Ledger { get; } = new();

    public ManualTimeProvider Time { get; } = new(Given.Now);

    public LedgerView View { get; }

    public NoticeDesk Notices { get; }

    public RatioDesk Desk { get; }

    public PolicyRules Rules { get; set; } = new();

    /// <summary>Receivers of what was mailed.</summary>
    public List<string> Mailed { get; } = [];

    public bool TakesMail { get; set; } = true;

    public Task<bool> SendAsync(string receiver, string subject, string text, CancellationToken cancellation)
    {
        Mailed.Add(receiver);
        return Task.FromResult(TakesMail);
    }

    public Task CountAsync(Subject subject, int messages, int unknown = 0, int complaints = 0) =>
        Ledger.AddAsync([new CounterDelta(Time.GetUtcNow(), subject, new CounterValues(messages, 0, unknown, complaints, 0, 0))], CancellationToken.None);

    public Task<RatioAnswer> JudgeAsync(Subject subject) => Desk.JudgeAsync(subject, Sender, CancellationToken.None);

    public async Task<IReadOnlyList<BlockRecord>> BlocksAsync() => await Ledger.SearchAsync(new BlockQuery(), 10, CancellationToken.None);

    public Task GrantAsync(Subject subject) => View.CommitAsync(
        new LedgerChange { NewGrants = [new GrantRecord { Id = Reference.Next(), Subject = subject, Reason = "list cleaned", By = "admin", Created = Time.GetUtcNow() }] }, CancellationToken.None);
}
