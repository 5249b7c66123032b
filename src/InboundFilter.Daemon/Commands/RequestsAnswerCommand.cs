using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>requests answer|refuse|close ID</c>: a message to the sender, and the request's next state.</summary>
internal sealed class RequestsAnswerCommand
{
    private readonly CommonOptions _common;
    private readonly RequestState _state;
    private readonly Argument<string> _id = new("ID") { Description = "of the request" };
    private readonly Option<string?> _text = new("--text") { Description = "what the sender is told" };
    private readonly ActorOption _by = new();

    public RequestsAnswerCommand(CommonOptions common, string name, string description, RequestState state, bool isTextNeeded)
    {
        (_common, _state, _text.Required) = (common, state, isTextNeeded);
        Command = new Command(name, description) { _id, _text, _by.Option, common.Json };
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
                var desk = new RequestDesk(store, start.Time);
                var request = await desk.FindOpenAsync(ReferenceText.Read(parsed.GetValue(_id)!), cancellation);
                var moved = await desk.MoveAsync(request, _state, _by.Read(parsed), parsed.GetValue(_text), cancellation);
                Console.WriteLine(parsed.GetValue(_common.Json) ? RequestText.Json(moved) : RequestText.Line(moved));
                return CommandLine.Done;
            },
            cancellation);
    }
}
