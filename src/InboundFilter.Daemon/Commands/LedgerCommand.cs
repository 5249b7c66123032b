using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>ledger backup|vacuum|check</c>: care for the ledger's file, while the daemon runs or not.</summary>
internal sealed class LedgerCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string> _file = new("FILE") { Description = "a new file; an existing one is not overwritten" };

    public LedgerCommand(CommonOptions common)
    {
        _common = common;
        var backup = new Command("backup", "copy the ledger into a new file, while it is written") { _file };
        var vacuum = new Command("vacuum", "give free room back to the disk; needs as much room again meanwhile, and decisions wait in memory");
        var check = new Command("check", "look for damage") { common.Json };
        backup.SetAction(BackupAsync);
        vacuum.SetAction(VacuumAsync);
        check.SetAction(CheckAsync);
        Command = new Command("ledger", "back up, shrink or check the ledger") { backup, vacuum, check };
    }

    public Command Command { get; }

    private Task<int> BackupAsync(ParseResult parsed, CancellationToken cancellation) => LedgerVisit.RunAsync(
        _common.Read(parsed),
        async store =>
        {
            string file = Path.GetFullPath(parsed.GetValue(_file)!);
            try
            {
                await store.Maintenance.BackupAsync(file, cancellation);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new CaseException($"{fault.Message} → name a new file in a folder that you may write");
            }

            Console.WriteLine($"The ledger is in {file} ({new FileInfo(file).Length} octets).");
            return CommandLine.Done;
        },
        cancellation);

    private Task<int> VacuumAsync(ParseResult parsed, CancellationToken cancellation) => LedgerVisit.RunAsync(
        _common.Read(parsed),
        async store =>
        {
            await store.Maintenance.VacuumAsync(cancellation);
            Console.WriteLine("Done.");
            return CommandLine.Done;
        },
        cancellation);

    private Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellation) => LedgerVisit.RunAsync(
        _common.Read(parsed),
        async store =>
        {
            var problems = await store.Maintenance.IntegrityAsync(cancellation);
            bool json = parsed.GetValue(_common.Json);
            Lines.Print(problems.Select(p => json ? JsonLine.Of(line => line.WriteString("problem", p)) : p));
            if (problems.Count == 0 && !json)
            {
                Console.WriteLine("No damage found.");
            }

            return problems.Count == 0 ? CommandLine.Done : CommandLine.Problems;
        },
        cancellation);
}
