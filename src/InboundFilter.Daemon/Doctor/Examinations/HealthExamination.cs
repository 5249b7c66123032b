using InboundFilter.Daemon.Portals.Health;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>A look of the portal's health report, with its remedy.</summary>
internal sealed class HealthExamination(IHealthLook look, string area, string remedy) : IExamination
{
    public string Area => area;

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation) => [.. (await look.LookAsync(cancellation)).Select(Of)];

    private Diagnosis Of(HealthItem item)
    {
        // Some say themselves what helps.
        string[] parts = item.Text.Split(" → ", 2);
        return item.State switch
        {
            HealthState.Good => new(area, item.Name, DiagnosisLevel.Ok, item.Text),
            HealthState.Warning => new(area, item.Name, DiagnosisLevel.Warning, parts[0], parts.Length > 1 ? parts[1] : remedy),
            _ => new(area, item.Name, DiagnosisLevel.Error, parts[0], parts.Length > 1 ? parts[1] : remedy),
        };
    }
}
