using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger.Desks;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>requests show ID</c>: a request with its conversation.</summary>
internal sealed class RequestsShowCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string> _id = new("ID") { Description = "of the request" };

    public RequestsShowCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("show", "print a request with its conversation") { _id, common.Json };
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
                var request = await new RequestDesk(store, start.Time).FindAsync(ReferenceText.Read(parsed.GetValue(_id)!), cancellation);
                var conversation = await store.Requests.ConversationAsync(request.Id, cancellation);
                Lines.Print(parsed.GetValue(_common.Json) ? [RequestText.Json(request, conversation)] : RequestText.Whole(request, conversation));
                return CommandLine.Done;
            },
            cancellation);
    }
}
