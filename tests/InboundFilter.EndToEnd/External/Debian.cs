namespace InboundFilter.EndToEnd.External;

/// <summary>Programs of Debian packages, which the tests of this folder need.</summary>
internal static class Debian
{
    /// <summary>Skips the test, saying what is missing, unless all the programs are there and the test runs as root.</summary>
    /// <param name="programs">Pairs of package and program.</param>
    public static void Require(params (string Package, string Program)[] programs)
    {
        foreach (var (package, program) in programs)
        {
            if (!File.Exists(program))
            {
                Assert.Ignore($"{program} is missing: it comes with the Debian package {package}; scripts/install-test-packages installs it.");
            }
        }

        if (Environment.UserName != "root")
        {
            Assert.Ignore("These servers give up root for users of their own, so the test must run as root.");
        }
    }
}
