using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>grant</c>: lifts the blocks of somebody who has shown that the problem is solved, and warns first at a new strike. Without a subject, the grants in force.</summary>
internal sealed class GrantCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string?> _subject = new("SUBJECT") { Description = "address, network, AS number, domain or sender address; without it the grants in force are printed", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _reason = new("--reason") { Description = "why: what was shown" };
    private readonly Option<SubjectKind?> _scope = new("--scope") { Description = "what SUBJECT is, where its form does not tell: address, network, isp, domain or sender" };
    private readonly Option<string?> _expires = new("--expires") { Description = "a duration such as 90d, or a date; without it the grant holds until it is revoked" };
    private readonly Option<string?> _revoke = new("--revoke") { Description = "end the grant with this id; what it has lifted stays lifted" };
    private readonly ActorOption _by = new();

    public GrantCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("grant", "lift the blocks of a subject and of all within it, and answer its next strike with a warning")
        {
            _subject, _reason, _scope, _expires, _by.Option, _revoke, common.Json,
        };
        Command.Validators.Add(result =>
        {
            bool hasSubject = result.GetValue(_subject) is not null, isRevoked = result.GetValue(_revoke) is not null;
            if (hasSubject && isRevoked)
            {
                result.AddError("--revoke takes the id of a grant and no SUBJECT.");
            }
            else if (hasSubject && string.IsNullOrWhiteSpace(result.GetValue(_reason)))
            {
                result.AddError("grant needs --reason: what has the sender shown?");
            }
        });
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var time = _common.Read(parsed).Time;
        return LedgerVisit.RunAsync(
            _common.Read(parsed),
            async store =>
            {
                var now = time.GetUtcNow();
                var desk = new GrantDesk(store, time);
                bool json = parsed.GetValue(_common.Json);
                if (parsed.GetValue(_revoke) is { } id)
                {
                    var revoked = await desk.RevokeAsync(ReferenceText.Read(id), _by.Read(parsed), parsed.GetValue(_reason), cancellation);
                    Console.WriteLine(json ? BlockJson.Line(revoked, now) : BlockText.Line(revoked, now));
                }
                else if (parsed.GetValue(_subject) is { } subject)
                {
                    var until = parsed.GetValue(_expires) is { } end ? Moments.ReadEnd("--expires", end, now) : (DateTimeOffset?)null;
                    var order = new GrantOrder(SubjectText.Read(subject, parsed.GetValue(_scope)), parsed.GetValue(_reason)!, _by.Read(parsed), until);
                    Lines.Print(GrantReport.Of(await desk.GrantAsync(order, null, cancellation), now, json));
                }
                else
                {
                    var grants = await store.Blocks.SearchGrantsAsync(null, now, 0, IBlockStore.MaxPage, cancellation);
                    Lines.Print(grants.Select(g => json ? BlockJson.Line(g, now) : BlockText.Line(g, now)));
                    if (grants.Count == 0 && !json)
                    {
                        Console.WriteLine("No grant is in force.");
                    }
                }

                return CommandLine.Done;
            },
            cancellation);
    }
}
