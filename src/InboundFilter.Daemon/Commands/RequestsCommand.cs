using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>requests</c>: what senders ask for, and the answers. Without a command of its own, those that wait for an administrator.</summary>
internal sealed class RequestsCommand
{
    private readonly CommonOptions _common;
    private readonly Option<string> _state = new("--state") { Description = "open, waiting (for the sender), granted, refused, closed or all", DefaultValueFactory = _ => "open" };
    private readonly Option<int> _limit = new("--limit") { Description = "print at most so many", DefaultValueFactory = _ => 100 };

    public RequestsCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("requests", "what senders ask for: list, show, answer, grant, refuse and close")
        {
            _state,
            _limit,
            common.Json,
            new RequestsShowCommand(common).Command,
            new RequestsAnswerCommand(common, "answer", "answer the sender; the request then waits for him", RequestState.Waiting, isTextNeeded: true).Command,
            new RequestsGrantCommand(common).Command,
            new RequestsAnswerCommand(common, "refuse", "refuse a request, and say why", RequestState.Refused, isTextNeeded: true).Command,
            new RequestsAnswerCommand(common, "close", "end a request without a decision", RequestState.Closed, isTextNeeded: false).Command,
        };
        _limit.Validators.Add(result =>
        {
            if (result.GetValue(_limit) is < 1 or > IRequestStore.MaxPage)
            {
                result.AddError($"--limit takes a number from 1 to {IRequestStore.MaxPage}.");
            }
        });
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation) => LedgerVisit.RunAsync(
        _common.Read(parsed),
        async store =>
        {
            bool json = parsed.GetValue(_common.Json);
            var state = Lines.Choice<RequestState>("--state", parsed.GetValue(_state)!);
            var found = await store.Requests.SearchAsync(state, parsed.GetValue(_limit), cancellation);
            Lines.Print(found.Select(r => json ? RequestText.Json(r) : RequestText.Line(r)));
            if (found.Count == 0 && !json)
            {
                Console.WriteLine("No such request.");
            }

            return CommandLine.Done;
        },
        cancellation);
}
