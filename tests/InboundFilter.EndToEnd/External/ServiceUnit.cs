using System.Diagnostics;
using System.Globalization;

namespace InboundFilter.EndToEnd.External;

/// <summary>The unit files as systemd reads them. Needs the Debian package systemd.</summary>
[Category("External")]
public sealed class ServiceUnit
{
    private const string Analyze = "/usr/bin/systemd-analyze";

    /// <summary>Highest exposure that systemd-analyze may see, of 10.</summary>
    private const double MaxExposure = 2.0;

    private static string Unit(string name) => Path.Combine(AppContext.BaseDirectory, "config", "systemd", name);

    [SetUp]
    public void Requires() => Debian.Require(("systemd", Analyze));

    [TestCase("inboundfilter.service")]
    [TestCase("inboundfilter.socket")]
    public async Task Holds_nothing_that_systemd_does_not_understand(string name)
    {
        string said = await RunAsync("verify", "--man=no", Unit(name));

        // The program and its manual page are not installed where a test runs, and systemd before 253 keeps to Type=notify.
        string[] problems = [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.Contains("inboundfilter", StringComparison.Ordinal)
            && !l.Contains("is not executable", StringComparison.Ordinal) && !l.Contains("notify-reload", StringComparison.Ordinal) && !l.Contains("ReloadSignal", StringComparison.Ordinal))];
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task Leaves_the_service_few_rights()
    {
        string said = await RunAsync("security", "--offline=true", Unit("inboundfilter.service"));

        string last = said.Split('\n').Single(l => l.Contains("Overall exposure level", StringComparison.Ordinal));
        Assert.That(double.Parse(last.Split(':')[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture), Is.LessThan(MaxExposure), said);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Analyze, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }
}
