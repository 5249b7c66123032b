using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>A whole HAProxy in front of the filter, with a configuration of its own.</summary>
/// <param name="services">The sections after global and defaults.</param>
internal sealed class HaproxyInstance(string services) : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private ChildProcess? _haproxy;

    public static (string Package, string Program)[] Programs { get; } = [("haproxy", "/usr/sbin/haproxy")];

    /// <summary>What it has logged.</summary>
    public string Log => _haproxy?.AllPrinted ?? string.Empty;

    public void Start()
    {
        string config = _folder.Write("haproxy.cfg", $"""
            global
                log stdout format raw local0
            defaults
                mode tcp
                log global
                option log-health-checks
                timeout connect 5s
                timeout client 30s
                timeout server 30s
                timeout check 5s
            {services}

            """);
        _haproxy = ChildProcess.Start("/usr/sbin/haproxy", ["-db", "-f", config]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_haproxy is not null)
        {
            await _haproxy.DisposeAsync();
        }

        _folder.Dispose();
    }
}
