namespace InboundFilter.Tests.Suites;

/// <summary>Finds the conformance suites that others wrote: by INBOUNDFILTER_SUITES, or in ../shared/suites beside the checkout.</summary>
public static class SuiteFolder
{
    /// <summary>The folder of one suite. Skips the test, saying where it looked, when it is not there.</summary>
    public static string Path(string suite)
    {
        string? root = Environment.GetEnvironmentVariable("INBOUNDFILTER_SUITES");
        root = string.IsNullOrEmpty(root) ? System.IO.Path.Combine(CheckoutRoot(), "..", "shared", "suites") : root;
        string folder = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, suite));
        if (!Directory.Exists(folder))
        {
            Assert.Ignore($"The suite \"{suite}\" is not at {folder}; set INBOUNDFILTER_SUITES to the folder that holds the suites.");
        }

        return folder;
    }

    /// <summary>The folder of the checkout: the nearest one upwards from the test assembly that holds the solution.</summary>
    public static string CheckoutRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "InboundFilter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("InboundFilter.sln is in no folder above the test assembly.");
    }
}
