using InboundFilter.Checks;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Overrides;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>Puts the filter together from its configuration: the same parts for the daemon and for every command.</summary>
internal sealed class FilterComposition : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private FilterComposition(ServiceProvider provider) => _provider = provider;

    /// <summary>Codes that a policy can order: those of the pages, without what no check raises.</summary>
    public static IReadOnlyCollection<string> KnownCodes { get; } =
        [.. CodePages.Load().Select(p => p.Code).Distinct().Except(ProtocolCodes.All.Select(c => c.Id))];

    /// <summary>Reads the configuration and all it names; problems are in the result. Where there is no configuration, the defaults and a warning.</summary>
    public static LoadedConfiguration Load(StartOptions start) =>
        ConfigurationPlaces.Find(start.ConfigPath) is { } path
            ? ConfigurationLoader.Load(path, ConfigurationOverrides.Read(start.Set), KnownCodes, start.Time.GetUtcNow())
            : new LoadedConfiguration { Problems = [new ConfigProblem("--config", 0, "no configuration was found, so the shipped defaults hold", "name the file with --config", ProblemSeverity.Warning)] };

    /// <summary>The main file alone; what is wrong in it has its default. Null when there is none.</summary>
    public static FilterOptions? LoadOptions(StartOptions start) =>
        ConfigurationPlaces.Find(start.ConfigPath) is { } path && File.Exists(path)
            ? ConfigurationLoader.LoadOptions(path, ConfigurationOverrides.Read(start.Set))
            : null;

    /// <summary>Null when the configuration has a fatal problem; all problems have then been written.</summary>
    public static FilterComposition? TryCreate(StartOptions start, TextWriter errors)
    {
        var loaded = Load(start);
        var problems = loaded.IsUsable ? TextWriter.Null : errors;
        var services = new ServiceCollection().AddLogging(log => log.AddProvider(new ErrorsOnlyLog(errors)));
        if (!Report(loaded, problems) || !services.TryAddFilter(loaded, start, LedgerRole.Visitor, errors))
        {
            return null;
        }

        return new FilterComposition(services.BuildServiceProvider());
    }

    /// <summary>The catalogue without a configuration.</summary>
    public static CodeCatalogue Catalogue() => Catalogue(
        new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(PublicSuffixList.Empty)
            .AddSingleton<IDnsResolver>(NoDns.Instance).AddSingleton<IStandings>(NoStandings.Instance).AddSingleton(new OurNames(default, []))
            .AddSingleton<ReverseNameClassifier>().AddChecks(typeof(CodePages).Assembly).BuildServiceProvider().GetServices<ICheck>());

    public static CodeCatalogue Catalogue(IEnumerable<ICheck> checks) =>
        new(checks.SelectMany(c => c.Info.Codes), CodePages.Load());

    /// <summary>Writes the problems. False when the filter must not start with them.</summary>
    public static bool Report(LoadedConfiguration loaded, TextWriter errors)
    {
        foreach (var problem in loaded.Problems)
        {
            errors.WriteLine($"{(problem.Severity is ProblemSeverity.Warning ? "warning" : "error")}: {problem}");
        }

        return loaded.IsUsable;
    }

    public T GetRequiredService<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public T? GetService<T>() => _provider.GetService<T>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
