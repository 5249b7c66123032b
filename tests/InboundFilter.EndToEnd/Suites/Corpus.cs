using InboundFilter.EndToEnd.Harness;
using InboundFilter.Tests.Suites;

namespace InboundFilter.EndToEnd.Suites;

/// <summary>The 1,200 real messages of the suite "corpus", as SMTP carries them: without the mbox line, and with CRLF for lone LF.</summary>
internal static class Corpus
{
    /// <summary>Those that hold a CR which is not part of a line end.</summary>
    public static readonly string[] WithBareCr =
    [
        "spam-2/00083.1aead789d4b4c7022c51bc632e4f2445.txt",
        "spam-2/00164.272880ebd1f1f93cf0cd9800842a24bd.txt",
        "spam-2/00619.8b327d9ed6741fb05ac4a180a5f776c6.txt",
    ];

    /// <summary>Unpacks the suite. Skips the test when it is not there.</summary>
    public static async Task<IReadOnlyList<(string Name, byte[] Message)>> UnpackAsync(TestFolder folder)
    {
        string archive = Path.Combine(SuiteFolder.Path("corpus"), "messages.tar.xz");
        string unpacked = Directory.CreateDirectory(folder["corpus"]).FullName;
        var tar = await ChildProcess.RunAsync("tar", ["-xJf", archive, "-C", unpacked]);
        Assert.That(tar.ExitCode, Is.Zero, tar.Errors);
        return [.. Directory.GetFiles(unpacked, "*.txt", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetRelativePath(unpacked, f), File: f))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => (f.Name, AsSent(File.ReadAllBytes(f.File))))];
    }

    private static byte[] AsSent(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("From "u8))
        {
            file = file[(file.IndexOf((byte)'\n') + 1)..];
        }

        var sent = new List<byte>(file.Length + (file.Length / 20));
        for (int i = 0; i < file.Length; i++)
        {
            if (file[i] == '\n' && (i == 0 || file[i - 1] != '\r'))
            {
                sent.Add((byte)'\r');
            }

            sent.Add(file[i]);
        }

        return [.. sent];
    }
}
