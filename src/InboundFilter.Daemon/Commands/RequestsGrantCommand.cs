using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>requests grant ID</c>: does what <c>grant</c> does for whom the request is about, and says so in it.</summary>
internal sealed class RequestsGrantCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string> _id = new("ID") { Description = "of the request" };
    private readonly Option<string?> _subject = new("--subject") { Description = "whom to let in, where neither the request nor the block behind its decision tells" };
    private readonly Option<SubjectKind?> _scope = new("--scope") { Description = "what --subject is, where its form does not tell: address, network, isp, domain or sender" };
    private readonly Option<string> _text = new("--text") { Description = "what the sender is told, and the reason of the grant", Required = true };
    private readonly Option<string?> _expires = new("--expires") { Description = "a duration such as 90d, or a date; without it the grant holds until it is revoked" };
    private readonly ActorOption _by = new();

    public RequestsGrantCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("grant", "let the sender in, and tell him") { _id, _subject, _scope, _text, _expires, _by.Option, common.Json };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        var time = start.Time;
        return LedgerVisit.RunAsync(
            start,
            async store =>
            {
                var now = time.GetUtcNow();
                var request = await new RequestDesk(store, time).FindOpenAsync(ReferenceText.Read(parsed.GetValue(_id)!), cancellation);
                var subject = parsed.GetValue(_subject) is { } named ? SubjectText.Read(named, parsed.GetValue(_scope)) : request.Subject ?? await BlockedAsync(store, request, cancellation);
                var until = parsed.GetValue(_expires) is { } end ? Moments.ReadEnd("--expires", end, now) : (DateTimeOffset?)null;
                var order = new GrantOrder(subject, parsed.GetValue(_text)!, _by.Read(parsed), until);
                Lines.Print(GrantReport.Of(await new GrantDesk(store, time).GrantAsync(order, request, cancellation), now, parsed.GetValue(_common.Json)));
                return CommandLine.Done;
            },
            cancellation);
    }

    /// <summary>Whom the one block is about that the decision rests on.</summary>
    private static async Task<Subject> BlockedAsync(ILedgerStore store, RequestRecord request, CancellationToken cancellation)
    {
        var decision = request.Decision is { } reference ? await store.Decisions.FindAsync(reference, cancellation) : null;
        var blocks = decision is null ? [] : await new BlocksBehind(store).FindAsync(decision, cancellation);
        return blocks.Select(b => b.Block.Subject).Distinct().ToList() switch
        {
            [var only] => only,
            [] => throw new CaseException("the request does not say whom it is about, and no block is behind its decision → name it with --subject"),
            var several => throw new CaseException($"several blocks are behind its decision → name whom to let in with --subject: {string.Join(", ", several.Select(s => s.Key))}"),
        };
    }
}
