using System.Globalization;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Overrides;
using InboundFilter.Policy.Rules;
using Microsoft.Extensions.Configuration;

namespace InboundFilter.Tests.Daemon.Configuration;

/// <summary>Configurations for tests.</summary>
internal static class Given
{
    public static DateTimeOffset Now { get; } = DateTimeOffset.Parse("2026-11-22T12:00:00Z", CultureInfo.InvariantCulture);

    public static IReadOnlyCollection<string> KnownCodes { get; } = [.. CodeRule.Shipped.Select(rule => rule.Code)];

    public static LoadedConfiguration Load(string path, ConfigurationOverrides? overrides = null) =>
        ConfigurationLoader.Load(path, overrides ?? ConfigurationOverrides.None, KnownCodes, Now);

    public static ConfigurationOverrides Overrides(Dictionary<string, string?>? environment = null, Dictionary<string, string?>? commandLine = null) =>
        ConfigurationOverrides.From(
            new ConfigurationBuilder().AddInMemoryCollection(environment ?? []).Build(),
            new ConfigurationBuilder().AddInMemoryCollection(commandLine ?? []).Build());
}
