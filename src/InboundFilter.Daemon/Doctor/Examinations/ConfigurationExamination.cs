using InboundFilter.Daemon.Configuration;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Tells what <c>check-config</c> tells of files, lists included, and of names that are still those of the shipped files.</summary>
internal sealed class ConfigurationExamination(LoadedConfiguration loaded) : IExamination
{
    /// <summary>Top-level domains that no server on the Internet has (RFC 2606 §2, RFC 6761 §6).</summary>
    private static readonly string[] Reserved = ["test", "example", "invalid", "localhost"];

    public string Area => "configuration";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Diagnosis> problems = [.. loaded.Problems.Select(Of)];
        List<Diagnosis> all = [.. problems.Count > 0 ? problems : [new Diagnosis(Area, null, DiagnosisLevel.Ok, $"no problem in {loaded.Sources.Count} files")]];
        foreach (var name in loaded.Options.Domains.Keys.Prepend(loaded.Options.HostName).Distinct().Where(name => Reserved.Contains(name.Value.Split('.')[^1])))
        {
            all.Add(new Diagnosis(Area, name.Value, DiagnosisLevel.Warning, "is a name for examples, which nobody on the Internet can reach", "write your own names at host-name and domains"));
        }

        return Task.FromResult<IReadOnlyList<Diagnosis>>(all);
    }

    private Diagnosis Of(ConfigProblem problem) => new(
        Area, $"{new Place(problem.File, problem.Line)}", problem.Severity is ProblemSeverity.Warning ? DiagnosisLevel.Warning : DiagnosisLevel.Error,
        problem.Problem, problem.Fix ?? "correct it; inboundfilter check-config tells when it is right");
}
