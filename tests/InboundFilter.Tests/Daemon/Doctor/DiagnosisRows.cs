using InboundFilter.Daemon.Doctor;

namespace InboundFilter.Tests.Daemon.Doctor;

/// <summary>Makes an examination and looks through what it says.</summary>
internal static class DiagnosisRows
{
    public static async Task<IReadOnlyList<Diagnosis>> RunAsync(this IExamination examination) => await examination.ExamineAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Asserts that there is a diagnosis of the level whose words hold these, and that whatever is wrong has a remedy.</summary>
    /// <param name="seen">Empty for: nothing is wrong at all.</param>
    public static async Task AssertSeesAsync(this IExamination examination, DiagnosisLevel level, string seen, string remedy = "")
    {
        var all = await examination.RunAsync();
        string printed = string.Join('\n', all.Select(d => d.ToText()));
        Assert.That(all.Where(d => d.Level is not DiagnosisLevel.Ok).Select(d => d.Remedy), Has.None.Null.And.None.Empty, printed);
        Assert.That(
            level is DiagnosisLevel.Ok ? all.All(d => d.Level is DiagnosisLevel.Ok) && all.Count > 0 : all.Any(d => d.Level == level && d.Seen.Contains(seen, StringComparison.Ordinal) && d.Remedy!.Contains(remedy, StringComparison.Ordinal)),
            Is.True, $"wanted {level}: {seen} → {remedy}\n{printed}");
    }
}
