using System.CommandLine;
using System.Net;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>blocks [SUBJECT]</c>: who is blocked by the ledger, why, until when and what proof lifts it; or all that concerns one subject, past blocks, evidence and grants included.</summary>
internal sealed class BlocksCommand
{
    private const string Active = "active", All = "all";

    private readonly CommonOptions _common;
    private readonly Argument<string?> _subject = new("SUBJECT") { Description = "address, network, AS number, domain, sender address, or the id of a block", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _state = new("--state") { Description = "active, lifted, expired or all; without it all of a SUBJECT, else the active ones" };
    private readonly Option<string?> _code = new("--code") { Description = "A.2, B.2, C.2 or C.3" };
    private readonly Option<int> _limit = new("--limit") { Description = "print at most so many", DefaultValueFactory = _ => 100 };

    public BlocksCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("blocks", "print who is blocked by evidence, why, until when, and what lifts it") { _subject, _state, _code, _limit, common.Json };
        _limit.Validators.Add(result =>
        {
            if (result.GetValue(_limit) is < 1 or > IBlockStore.MaxPage)
            {
                result.AddError($"--limit takes a number from 1 to {IBlockStore.MaxPage}.");
            }
        });
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        return LedgerVisit.RunAsync(
            start,
            async store =>
            {
                string? about = parsed.GetValue(_subject);
                bool json = parsed.GetValue(_common.Json);
                var now = start.Time.GetUtcNow();
                var state = Lines.Choice<BlockState>("--state", parsed.GetValue(_state) ?? (about is null ? Active : All));
                var query = new BlockQuery { Code = parsed.GetValue(_code)?.ToUpperInvariant(), State = state, InForceAt = state is BlockState.Active ? now : null };
                int limit = parsed.GetValue(_limit);
                var blocks = about is null ? await store.Blocks.SearchAsync(query, limit, cancellation) : await AboutAsync(store, about, query, limit, cancellation);
                var grants = about is null ? [] : await GrantsAsync(store, about, limit, cancellation);
                foreach (var block in blocks)
                {
                    var behind = about is null ? new BlockBehind(block, []) : await new BlocksBehind(store).WithEvidenceAsync(block, cancellation);
                    Lines.Print(json ? [BlockJson.Line(behind, now)] : Text(behind, now));
                }

                Lines.Print(grants.Select(g => json ? BlockJson.Line(g, now) : BlockText.Line(g, now)));
                if (blocks.Count + grants.Count == 0 && !json)
                {
                    Console.WriteLine(about is null ? "Nobody is blocked." : $"Nothing is known of {LogText.Of(about)}.");
                }

                return CommandLine.Done;
            },
            cancellation);
    }

    private static IEnumerable<string> Text(BlockBehind behind, DateTimeOffset now) =>
    [
        BlockText.Line(behind.Block, now),
        .. behind.Block.Proof is null ? Array.Empty<string>() : [BlockText.Proof(behind.Block)],
        .. behind.Evidence.Select(BlockText.Line),
    ];

    /// <summary>Blocks of the subject itself and of all that covers it.</summary>
    private static async Task<IReadOnlyList<BlockRecord>> AboutAsync(ILedgerStore store, string about, BlockQuery query, int limit, CancellationToken cancellation)
    {
        if (ReferenceText.TryRead(about, out var id) && await store.Blocks.FindAsync(id, cancellation) is { } named)
        {
            return [named];
        }

        var found = new List<BlockRecord>();
        foreach (var subject in SubjectText.Meanings(about).SelectMany(SubjectText.Covering))
        {
            found.AddRange(await store.Blocks.SearchAsync(query with { Subject = subject }, limit, cancellation));
        }

        if (IPAddress.TryParse(about, out var address))
        {
            var networks = await store.Blocks.SearchAsync(query with { Kind = SubjectKind.Network }, IBlockStore.MaxPage, cancellation);
            found.AddRange(networks.Where(b => IPNetwork.Parse(b.Subject.Key).Contains(address)));
        }

        return [.. found.OrderByDescending(b => b.Since).Take(limit)];
    }

    private static async Task<IReadOnlyList<GrantRecord>> GrantsAsync(ILedgerStore store, string about, int limit, CancellationToken cancellation)
    {
        var found = new List<GrantRecord>();
        if (!ReferenceText.TryRead(about, out _))
        {
            foreach (var subject in SubjectText.Meanings(about).SelectMany(SubjectText.Covering))
            {
                found.AddRange(await store.Blocks.SearchGrantsAsync(subject, null, 0, limit, cancellation));
            }
        }

        if (IPAddress.TryParse(about, out var address))
        {
            var all = await store.Blocks.SearchGrantsAsync(null, null, 0, IBlockStore.MaxPage, cancellation);
            found.AddRange(all.Where(g => g.Subject.Kind is SubjectKind.Network && IPNetwork.Parse(g.Subject.Key).Contains(address)));
        }

        return found;
    }
}
