using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Decisions;
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

    private readonly Option<string?> _like = new("--like") { Description = "a file (- for standard input) with a decision's log line, whose values count where no option gives another" };

    public ExplainCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("explain", "run the policy on a session that is not sent, and print why it decides as it does")
        {
            _ip, _helo, _mailFrom, _rcpt, _message, _like, common.Json, common.Batch,
        };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool batch = parsed.GetValue(_common.Batch);
        string? like = parsed.GetValue(_like);
        if (batch ? like is not null : like is null && parsed.GetValue(_ip) is null)
        {
            await Console.Error.WriteLineAsync("explain needs --ip, --like or --batch; --batch takes no --like.");
            return CommandLine.Usage;
        }

        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        var explainer = Explainer.Of(filter);
        if (batch)
        {
            return await Batch.RunAsync(
                async c => ExplanationJson.Line(await explainer.ExplainAsync(
                    ExplainCase.Read(c.Required("ip"), c.Text("helo"), c.Text("mail_from"), c.Text("rcpt"), c.Text("message")), cancellation)),
                cancellation);
        }

        bool json = parsed.GetValue(_common.Json);
        return await SingleCase.RunAsync(
            async () =>
            {
                var past = like is null ? null : await LikeLine.ReadAsync(like, isClientNeeded: parsed.GetValue(_ip) is null, cancellation);
                var explanation = await explainer.ExplainAsync(Case(parsed, past), cancellation);
                return json ? ExplanationJson.Line(explanation) : ExplanationTable.Of(explanation, past);
            },
            json);
    }

    /// <summary>The session that the options describe, and where they say nothing the line of the past.</summary>
    private ExplainCase Case(ParseResult parsed, PastDecision? past)
    {
        string? ip = parsed.GetValue(_ip);
        return ExplainCase.Read(
            ip ?? past!.Client!,
            parsed.GetValue(_helo) ?? past?.Helo,
            parsed.GetValue(_mailFrom) ?? past?.MailFrom,
            parsed.GetValue(_rcpt) ?? (past is { Recipients: [var first, ..] } ? first : null),
            parsed.GetValue(_message)) with
        {
            // The name belongs to the address of the line.
            ReverseName = ip is null ? past?.ReverseName : null,
        };
    }
}
