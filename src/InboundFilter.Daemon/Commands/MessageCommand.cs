using System.CommandLine;
using InboundFilter.Daemon.Messages;
using InboundFilter.Daemon.Output;
using InboundFilter.Mail;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>message FILE</c>: how the filter reads a message. Asks no DNS and needs no configuration.</summary>
internal sealed class MessageCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "the message" };

    public MessageCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("message", "show how the filter reads a message: fields, addresses, hops, parts, signs of bulk mail, faults") { _file, common.Json, common.Batch };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_common.Batch))
        {
            return await Batch.RunAsync(c => LineAsync(c.Required("file"), json: true, cancellation), cancellation);
        }

        if (parsed.GetValue(_file) is not { } file)
        {
            await Console.Error.WriteLineAsync("message needs a file, or --batch.");
            return CommandLine.Usage;
        }

        bool json = parsed.GetValue(_common.Json);
        return await SingleCase.RunAsync(() => LineAsync(file, json, cancellation), json);
    }

    private static async Task<string> LineAsync(string file, bool json, CancellationToken cancellation)
    {
        using var reading = new MessageReading(MessageLimits.Default, verifier: null, cancellation);
        var message = await MessageFile.ReadAsync(file, reading, cancellation);
        return json ? MessageJson.Line(message) : MessageTable.Of(message);
    }
}
