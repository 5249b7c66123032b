using System.Globalization;
using InboundFilter.EndToEnd.Faults.Load;

namespace InboundFilter.EndToEnd.Faults.Soak;

/// <summary>A long load at a steady rate with everything switched on: books right, and memory, handles, threads and latency flat.</summary>
/// <remarks>
/// <c>scripts/soak</c> sets <c>SOAK_MINUTES</c>, and if wanted <c>SOAK_RATE</c> (messages a second) and <c>SOAK_CSV</c>. Without
/// these the run is one of a few seconds that shows that the tool works; so short a run is not judged for growth.
/// </remarks>
public sealed class SoakRun
{
    private const int Clients = 32;
    private const int MostMessages = 16_000_000;
    private const double UsualRate = 20;

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Books_are_right_and_figures_flat()
    {
        double? minutes = Number("SOAK_MINUTES");
        var length = minutes is { } given ? TimeSpan.FromMinutes(given) : Usual;
        var tally = new SoakTally(MostMessages);
        await using var town = await SoakTown.StartAsync(tally);
        double rate = Number("SOAK_RATE") ?? (minutes is null ? UsualRate : await HalfOfHighestAsync(town));
        await TestContext.Progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0.0} minutes at {rate:0} messages/s"));

        var samples = new List<SoakSample>();
        await LoadGenerator.DuringAsync(town.Plan(Clients, rate, numbersAfter: MostMessages / 2), tally, () => SampleAsync(town, length, samples));

        var verdict = SoakVerdict.Of(samples);
        var (missing, tooOften, changed) = tally.Close();
        string[] report =
        [
            .. verdict.Select(g => $"{g}"),
            string.Create(CultureInfo.InvariantCulture, $"rate {samples.Average(s => s.Rate):0.0}/s taken; told {string.Join(", ", Enum.GetValues<Told>().Select(t => $"{t} {tally.Told[(int)t]}"))}"),
            string.Create(CultureInfo.InvariantCulture, $"missing {missing}, too often {tooOften}, changed {changed}"),
        ];
        await TestContext.Out.WriteLineAsync(string.Join('\n', report));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((missing, tooOften, changed), Is.EqualTo((0, 0, 0)));
            Assert.That(tally.Told[(int)Told.Taken], Is.Positive);
            Assert.That(tally.Told[(int)Told.Deferred] + tally.Told[(int)Told.Lost] + tally.Told[(int)Told.InDoubt], Is.Zero, "no trouble of ours");
            Assert.That(minutes is null ? [] : verdict.Where(g => !g.IsFlat), Is.Empty);
        }
    }

    private static async Task<double> HalfOfHighestAsync(SoakTown town)
    {
        double highest = 0;
        await LoadGenerator.DuringAsync(town.Plan(Clients, rate: null, numbersAfter: 0), town.Tally, async () =>
        {
            // The first half lets code be compiled and caches fill.
            await Task.Delay(LongestPeriod, TimeProvider.System);
            town.Tally.TakeLatencies();
            long begun = TimeProvider.System.GetTimestamp();
            await Task.Delay(LongestPeriod, TimeProvider.System);
            highest = town.Tally.TakeLatencies().Taken / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        });
        town.Tally.TakeLatencies();
        return Math.Max(1, highest / 2);
    }

    /// <summary>Samples at intervals, each written to the CSV at once.</summary>
    private static async Task SampleAsync(SoakTown town, TimeSpan length, List<SoakSample> samples)
    {
        await using var csv = Environment.GetEnvironmentVariable("SOAK_CSV") is { Length: > 0 } file ? new StreamWriter(file) : null;
        await (csv?.WriteLineAsync(SoakSample.CsvHead) ?? Task.CompletedTask);
        using var timer = new PeriodicTimer(length / 20 < LongestPeriod ? length / 20 : LongestPeriod, TimeProvider.System);
        long begun = TimeProvider.System.GetTimestamp(), before = begun;
        while (TimeProvider.System.GetElapsedTime(begun) < length && await timer.WaitForNextTickAsync())
        {
            long now = TimeProvider.System.GetTimestamp();
            double period = TimeProvider.System.GetElapsedTime(before, now).TotalSeconds;
            before = now;
            var (taken, p50, p99) = town.Tally.TakeLatencies();
            var page = await town.Monitoring.MetricsAsync();
            var sample = SoakSample.Take(town.Filter.ProcessId, page, TimeProvider.System.GetElapsedTime(begun, now).TotalSeconds, period, taken, p50, p99);
            samples.Add(sample);
            if (csv is not null)
            {
                await csv.WriteLineAsync(sample.Csv);
                await csv.FlushAsync();
            }
        }
    }

    private static double? Number(string name) =>
        double.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;
}
