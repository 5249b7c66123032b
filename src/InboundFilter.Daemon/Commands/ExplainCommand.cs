using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>explain</c>: what the policy says of a session, without sending anything. It is a real session without a socket.</summary>
internal sealed class ExplainCommand
{
    private readonly CommonOptions _common;
    private readonly Option<string?> _ip = new("--ip") { Description = "the client's address" };
    private readonly Option<string?> _helo = new("--helo") { Description = "what it says in EHLO; without it, its reverse name" };
    private readonly Option<string?> _mailFrom = new("--mail-from") { Description = "the return path; without it, the empty one of a bounce" };
    private readonly Option<string?> _rcpt = new("--rcpt") { Description = "the recipient; without it, somebody at the first domain" };
    private readonly Option<string?> _message = new("--message") { Description = "a file with the message" };

    public ExplainCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("explain", "run the policy on a session that is not sent, and print why it decides as it does")
        {
            _ip, _helo, _mailFrom, _rcpt, _message, common.Json, common.Batch,
        };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool batch = parsed.GetValue(_common.Batch);
        if (!batch && parsed.GetValue(_ip) is null)
        {
            await Console.Error.WriteLineAsync("explain needs --ip, or --batch.");
            return CommandLine.Usage;
        }

        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        var explainer = new Explainer(filter);
        if (batch)
        {
            return await Batch.RunAsync(
                async c => ExplanationJson.Line(await explainer.ExplainAsync(
                    ExplainCase.Read(c.Required("ip"), c.Text("helo"), c.Text("mail_from"), c.Text("rcpt"), c.Text("message")), cancellation)),
                cancellation);
        }

        try
        {
            var asked = ExplainCase.Read(
                parsed.GetValue(_ip)!, parsed.GetValue(_helo), parsed.GetValue(_mailFrom), parsed.GetValue(_rcpt), parsed.GetValue(_message));
            var explanation = await explainer.ExplainAsync(asked, cancellation);
            Console.WriteLine(parsed.GetValue(_common.Json) ? ExplanationJson.Line(explanation) : ExplanationTable.Of(explanation));
            return CommandLine.Done;
        }
        catch (CaseException problem)
        {
            Console.WriteLine(parsed.GetValue(_common.Json) ? JsonLine.Error(problem.Message) : $"error: {problem.Message}");
            return CommandLine.Problems;
        }
    }
}
