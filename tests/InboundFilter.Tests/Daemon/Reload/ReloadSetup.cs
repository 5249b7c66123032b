using InboundFilter.Checks.MailFrom;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Reload;
using InboundFilter.Policy.Rules;
using InboundFilter.Tests.Daemon.Configuration;
using InboundFilter.Tests.Fakes;
using ConfigurationGiven = InboundFilter.Tests.Daemon.Configuration.Given;

namespace InboundFilter.Tests.Daemon.Reload;

/// <summary>A folder with a configuration that has been read, and what reloads it by a clock of the test.</summary>
internal sealed class ReloadSetup : IDisposable
{
    public const string Blocked = "block:\n  - ip: 192.0.2.66\n    reason: test\n";

    private readonly TemporaryFolder _folder = new();

    public ReloadSetup(string main = "{}", string block = Blocked)
    {
        Write("inboundfilter.yaml", main + "\n");
        Write("policy.yaml", "mode: enforce\n");
        Write("dnsbl.yaml", "lists: []\n");
        Write("lists/block.yaml", block);
        Source = new SnapshotSource(Load(), Time.GetUtcNow());
        Reloader = new SnapshotReloader(Source, Load, Times, Time, Log);
    }

    public ManualTimeProvider Time { get; } = new(ConfigurationGiven.Now);

    public ReloadTimes Times { get; } = new();

    public MemoryLog<SnapshotReloader> Log { get; } = new();

    public SnapshotSource Source { get; }

    public SnapshotReloader Reloader { get; }

    public bool ObservesOnly =>
        Source.Current.Rules.EnforcementOf(SenderDomainTakesMailCheck.DomainNotFound) is Enforcement.Observe;

    public int Loads { get; private set; }

    /// <summary>Happens after the files were read, before anything is made of them.</summary>
    public Action? AfterRead { get; set; }

    public string this[string name] => Path.Combine(_folder.Path, name);

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>As the command does, so that nothing is waited for.</summary>
    public async Task<ReloadReport> ReloadAsync(ReloadTrigger trigger = ReloadTrigger.Command) => await Reloader.ReloadAsync(trigger, default);

    public void Dispose()
    {
        Reloader.Dispose();
        _folder.Dispose();
    }

    private LoadedConfiguration Load()
    {
        Loads++;
        var loaded = ConfigurationGiven.Load(this["inboundfilter.yaml"]);
        AfterRead?.Invoke();
        return loaded;
    }
}
