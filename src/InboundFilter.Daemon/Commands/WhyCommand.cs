using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Desks;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>why REF</c>: one decision in full, as the ledger keeps it.</summary>
internal sealed class WhyCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string> _reference = new("REF") { Description = "the reference of a reply (r=), in any case; a link or a whole reply line will do" };

    public WhyCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("why", "print one decision in full: facts, every check's verdict, the reply, and the evidence behind a block") { _reference, common.Json };
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
                bool json = parsed.GetValue(_common.Json);
                string written = parsed.GetValue(_reference)!;
                if (!ReferenceText.TryRead(written, out var reference))
                {
                    throw new CaseException($"\"{written}\" is no reference → it is the ten letters and digits behind r= in the reply");
                }

                if (await new FullDecisions(store).FindAsync(reference, cancellation) is not { } full)
                {
                    await Console.Error.WriteLineAsync($"No decision has the reference {reference}: it was mistyped, is older than what is kept (ledger: decisions), or was not recorded while the ledger failed.");
                    return CommandLine.Problems;
                }

                var now = start.Time.GetUtcNow();
                Console.WriteLine(json ? WhyJson.Line(full, now) : WhyTable.Of(full, now));
                return CommandLine.Done;
            },
            cancellation);
    }
}
