using Microsoft.Extensions.Configuration;

namespace InboundFilter.Daemon.Configuration.Overrides;

/// <summary>What environment variables and the command line say against inboundfilter.yaml, the command line last so that it wins.</summary>
internal sealed class ConfigurationOverrides
{
    /// <summary>Begins every environment variable of ours; <c>__</c> in the rest separates keys.</summary>
    public const string EnvironmentPrefix = "INBOUNDFILTER_";

    private ConfigurationOverrides(IReadOnlyList<ConfigurationOverride> all) => All = all;

    /// <summary>Variables with our prefix that are no values of the configuration: where it lies, the log level, and where the tests find their suites.</summary>
    private static readonly HashSet<string> OwnVariables = new(StringComparer.OrdinalIgnoreCase) { "CONFIG", "LOG", "SUITES" };

    public static ConfigurationOverrides None { get; } = new([]);

    public IReadOnlyList<ConfigurationOverride> All { get; }

    /// <summary>Reads the environment and the settings of the command line.</summary>
    /// <param name="settings">Each <c>limits.recipients=5</c> or <c>limits:recipients=5</c>; with a colon in the key, dots are part of the words.</param>
    public static ConfigurationOverrides Read(IReadOnlyList<string> settings) => From(
        new ConfigurationBuilder().AddEnvironmentVariables(EnvironmentPrefix).Build(),
        new ConfigurationBuilder().AddCommandLine([.. settings.Select(ToArgument)]).Build());

    /// <summary>From the values of configuration providers.</summary>
    public static ConfigurationOverrides From(IConfiguration environment, IConfiguration commandLine) => new(
    [
        .. Values(environment).Where(pair => !OwnVariables.Contains(pair.Key)).Select(pair => Override(pair, $"environment variable {EnvironmentPrefix}{pair.Key.Replace(":", "__", StringComparison.Ordinal)}", true)),
        .. Values(commandLine).Select(pair => Override(pair, $"command line {pair.Key}", false)),
    ]);

    private static IEnumerable<KeyValuePair<string, string?>> Values(IConfiguration configuration) =>
        configuration.AsEnumerable()
            .Where(pair => pair.Value is not null && pair.Key.Length > 0)
            .OrderBy(pair => pair.Key, ConfigurationKeyComparer.Instance);

    private static ConfigurationOverride Override(KeyValuePair<string, string?> pair, string origin, bool isFromEnvironment) =>
        new(pair.Key.Split(':'), pair.Value ?? string.Empty, origin, isFromEnvironment);

    private static string ToArgument(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? setting : setting[..equals];
        string value = equals < 0 ? string.Empty : setting[(equals + 1)..];
        return $"--{(key.Contains(':', StringComparison.Ordinal) ? key : key.Replace('.', ':'))}={value}";
    }
}
