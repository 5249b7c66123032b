using InboundFilter.Daemon.Configuration;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Looks whether there is data about addresses, and how old it is.</summary>
internal sealed class IpDataExamination(DataOptions data, TimeProvider time) : IExamination
{
    /// <summary>Older data sends the blame for too many addresses to those who had them before.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromDays(180);

    private const string Fetch = "scripts/fetch-ip-data fetches it anew";

    public string Area => "IP data";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var country = data.Country is null
            ? new Diagnosis(Area, "country", DiagnosisLevel.Warning, "there is none, so no mail is judged by country (F.1)", "write data: {country: FILE}")
            : Age("country", data.Country, CountryData.TryOpen(data.Country, out var found, out string? error) ? found.Metadata.Built : null, error);
        var autonomous = data.As is null
            ? new Diagnosis(Area, "AS", DiagnosisLevel.Warning, "there is none, so ISPs are known by the reverse names of their customers alone", "scripts/fetch-ip-data --as fetches it; then write data: {as: data}")
            : Age("AS", data.As, Written(data.As), AsData.TryOpen(data.As, out _, out string? fault) ? null : fault);
        return Task.FromResult<IReadOnlyList<Diagnosis>>([country, autonomous]);
    }

    private Diagnosis Age(string name, string path, DateTimeOffset? made, string? error)
    {
        if (error is not null)
        {
            return new(Area, name, DiagnosisLevel.Error, error, $"{Fetch}; or correct data: in inboundfilter.yaml");
        }

        var built = made ?? Written(path);
        return time.GetUtcNow() - built > Old
            ? new(Area, name, DiagnosisLevel.Warning, $"{path} is of {built:yyyy-MM-dd}, so it is wrong about many addresses by now", $"{Fetch}; once a month will do")
            : new(Area, name, DiagnosisLevel.Ok, $"{path} is of {built:yyyy-MM-dd}");
    }

    private static DateTimeOffset Written(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Select(f => (DateTimeOffset)File.GetLastWriteTimeUtc(f)).DefaultIfEmpty(DateTimeOffset.MinValue).Max()
        : File.GetLastWriteTimeUtc(path);
}
