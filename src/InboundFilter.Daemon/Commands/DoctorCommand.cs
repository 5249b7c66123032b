using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Doctor;
using InboundFilter.Daemon.Doctor.Examinations;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>doctor</c>: looks for what goes wrong on the first day, in the configuration, on this machine, in DNS and at the mailbox servers.</summary>
internal sealed class DoctorCommand
{
    private readonly CommonOptions _common;
    private readonly Option<bool> _all = new("--all") { Description = "print what is well, too" };

    public DoctorCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("doctor", "look for what goes wrong on the first day, and tell the remedies; sends no mail and changes nothing; best as root") { _all, common.Json };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        var loaded = FilterComposition.Load(start);
        if (ConfigurationPlaces.Find(start.ConfigPath) is null)
        {
            await Console.Error.WriteLineAsync("There is no configuration: name it with --config, or start in the folder that holds config/inboundfilter.yaml.");
            return CommandLine.Usage;
        }

        using var faults = new StringWriter();
        await using var filter = loaded.IsUsable ? FilterComposition.TryCreate(start, faults) : null;
        var examinations = filter is null ? ExaminationSet.OfUnusable(loaded, start.Time) : ExaminationSet.Of(filter, loaded, start);
        var found = await new Consultation(examinations, start.Time).HoldAsync(cancellation);
        if (filter is null && loaded.IsUsable)
        {
            found = [.. found, new Diagnosis("configuration", null, DiagnosisLevel.Error, faults.ToString().Trim(), "correct data: in inboundfilter.yaml, or fetch the file")];
        }

        return Print(found, parsed.GetValue(_common.Json), parsed.GetValue(_all), unexamined: filter is null, Console.Out);
    }

    /// <summary>Prints what is not well, and on demand the rest; in JSON all.</summary>
    internal static int Print(IReadOnlyList<Diagnosis> found, bool json, bool all, bool unexamined, TextWriter output)
    {
        foreach (var diagnosis in found.Where(d => json || all || d.Level is not DiagnosisLevel.Ok))
        {
            output.WriteLine(json ? diagnosis.ToJson() : diagnosis.ToText());
        }

        if (!json)
        {
            output.WriteLine($"{DiagnosisText.Summary(found)}{(unexamined ? " The filter does not start with this configuration, so all else was not looked at." : string.Empty)}");
        }

        return found.Any(d => d.Level is DiagnosisLevel.Error) ? CommandLine.Problems : CommandLine.Done;
    }
}
