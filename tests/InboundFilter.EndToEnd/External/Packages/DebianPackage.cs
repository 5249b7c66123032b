using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External.Packages;

/// <summary>Packages as <c>scripts/package</c> makes them.</summary>
internal static class DebianPackage
{
    // The same files under a higher version, two conffiles of which have other defaults.
    private const string Repack = """
        set -e
        dpkg-deb --raw-extract "$1" "$2/tree"
        sed -i 's/^Version: .*/Version: 9.0/' "$2/tree/DEBIAN/control"
        echo '# a new default' >> "$2/tree/etc/inboundfilter/policy.yaml"
        echo '# a new default' >> "$2/tree/etc/inboundfilter/dnsbl.yaml"
        dpkg-deb --root-owner-group -Zgzip -z1 --build "$2/tree" "$2/next.deb"
        rm -r "$2/tree"
        """;

    /// <summary>The repository, in which this assembly was built.</summary>
    private static string Repository
    {
        get
        {
            string? folder = AppContext.BaseDirectory;
            while (folder is not null && !File.Exists(Path.Combine(folder, "scripts", "package")))
            {
                folder = Path.GetDirectoryName(folder);
            }

            if (folder is null)
            {
                Assert.Ignore("The repository is not around the test assembly, so no package can be made.");
            }

            return folder!;
        }
    }

    /// <summary>Makes one of the program as it was built for this test.</summary>
    /// <returns>The .deb.</returns>
    public static async Task<string> MakeAsync(TestFolder folder)
    {
        string configuration = AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release";
        await MustAsync(Path.Combine(Repository, "scripts", "package"), $"--quick={configuration}", folder.Path);
        return Directory.GetFiles(folder.Path, "*.deb").Single();
    }

    /// <summary>Makes one of a higher version.</summary>
    public static async Task<string> MakeNextAsync(string package, TestFolder folder)
    {
        await MustAsync("/bin/bash", "-c", Repack, "bash", package, folder.Path);
        return folder["next.deb"];
    }

    private static async Task MustAsync(string program, params string[] arguments)
    {
        var run = await ChildProcess.RunAsync(program, arguments);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
    }
}
