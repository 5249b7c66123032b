using System.Diagnostics;
using System.Formats.Tar;

namespace InboundFilter.Tests.Suites;

/// <summary>The 1,200 real messages of the suite "corpus", as their files hold them.</summary>
internal static class CorpusMessages
{
    /// <summary>By name. Skips the test when the suite is not there.</summary>
    public static async Task<IReadOnlyList<(string Name, byte[] File)>> ReadAsync()
    {
        string archive = Path.Combine(SuiteFolder.Path("corpus"), "messages.tar.xz");
        using var xz = Process.Start(new ProcessStartInfo("xz", ["-dc", archive]) { RedirectStandardOutput = true })!;
        using var tar = new TarReader(xz.StandardOutput.BaseStream);
        var messages = new List<(string Name, byte[] File)>();
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name.EndsWith(".txt", StringComparison.Ordinal) && entry.DataStream is not null)
            {
                using var file = new MemoryStream();
                await entry.DataStream.CopyToAsync(file);
                messages.Add((entry.Name, file.ToArray()));
            }
        }

        await xz.WaitForExitAsync();
        Assert.That(xz.ExitCode, Is.Zero);
        return [.. messages.OrderBy(m => m.Name, StringComparer.Ordinal)];
    }
}
