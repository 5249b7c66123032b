namespace InboundFilter.Daemon.Composition;

/// <summary>Where the configuration is looked for when the command line does not say.</summary>
internal static class ConfigurationPlaces
{
    public const string EnvironmentVariable = "INBOUNDFILTER_CONFIG";

    private static readonly string[] Usual = ["config/inboundfilter.yaml", "inboundfilter.yaml", "/etc/inboundfilter/inboundfilter.yaml"];

    /// <summary>The path given, else the environment's, else the first of the usual places that exists; null when there is none.</summary>
    public static string? Find(string? given)
    {
        string? named = given ?? Environment.GetEnvironmentVariable(EnvironmentVariable);
        return string.IsNullOrEmpty(named) ? Usual.FirstOrDefault(File.Exists) : named;
    }
}
