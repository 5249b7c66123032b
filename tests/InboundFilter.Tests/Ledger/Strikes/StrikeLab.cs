using System.Net;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Ledger.View;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Strikes;

/// <summary>A strike desk on a ledger in memory.</summary>
internal sealed class StrikeLab
{
    public static readonly PublicSuffixList Suffixes = PublicSuffixList.Read(new StringReader("test\nexample\ncom\nnet\norg\n"));

    public StrikeLab(PolicyRules? rules = null, AccessLists? lists = null, ClientNetworks? clients = null)
    {
        Given = new Given { Suffixes = Suffixes, Time = Time, Rules = rules ?? new(), Lists = lists ?? AccessLists.Empty, Clients = clients ?? ClientNetworks.None };
        Options = new LedgerOptions { File = "memory" };
        View = new LedgerView(Store, Options, Time, NullLogger<LedgerView>.Instance);
        Standings = new LedgerStandings(View);
        var ours = new OurNames(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]);
        Desk = new StrikeDesk(Store, View, () => Given.Snapshot, ours, new LineNaming(new ReverseNameClassifier(Suffixes)), Time, NullLogger<StrikeDesk>.Instance);
    }

    public ManualTimeProvider Time { get; } = new(Given.Now);

    public MemoryLedger Store { get; } = new();

    public LedgerOptions Options { get; }

    public LedgerView View { get; }

    public LedgerStandings Standings { get; }

    public StrikeDesk Desk { get; }

    public Given Given { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Mail from an address with a confirmed reverse name.</summary>
    public StrikingMail Mail(string address, string? reverseName = null, Fcrdns confirmation = Fcrdns.Pass)
    {
        DomainName? name = reverseName is null ? null : DomainName.Parse(reverseName);
        return new StrikingMail
        {
            Time = Now,
            Address = IPAddress.Parse(address),
            ReverseName = name,
            Confirmation = name is null ? Fcrdns.None : confirmation,
            IspDomain = name is { } host && Suffixes.TryGetOrganisationalDomain(host, out var domain) ? domain : null,
            Decision = "K7QF2M9TXA",
        };
    }

    public Task<StrikeOutcome> TrapAsync(string address, string? reverseName = null) => StrikeAsync(Mail(address, reverseName));

    public Task<StrikeOutcome> StrikeAsync(StrikingMail mail, EvidenceKind kind = EvidenceKind.Trap) =>
        Desk.StrikeAsync(new Strike(kind, mail, "mail to the spam trap trap@example.test"), CancellationToken.None);

    /// <summary>What an administrator's grant does: it lifts the subject's blocks and lets him in.</summary>
    public async Task<GrantRecord> GrantAsync(Subject subject, bool lift = true)
    {
        var grant = new GrantRecord { Id = Reference.Next(), Subject = subject, Reason = "log lines shown", By = "anna", Created = Now };
        var blocks = lift ? await BlocksAsync(subject) : [];
        await View.CommitAsync(
            new LedgerChange
            {
                NewGrants = [grant],
                ChangedBlocks = [.. blocks.Where(b => b.State is BlockState.Active).Select(b => b with { State = BlockState.Lifted, Ended = Now, EndedBy = "anna" })],
            },
            CancellationToken.None);
        return grant;
    }

    public Task<IReadOnlyList<BlockRecord>> BlocksAsync(Subject? subject = null) =>
        Store.Blocks.SearchAsync(new BlockQuery { Subject = subject }, 100, CancellationToken.None);

    public static string[] Words(IEnumerable<BlockRecord> blocks) => [.. blocks.Select(b => $"{b.Code} {b.Subject}")];
}
