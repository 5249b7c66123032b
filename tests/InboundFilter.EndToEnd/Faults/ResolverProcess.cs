using InboundFilter.EndToEnd.External;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>An unbound of our own that knows the senders of the load, and can be killed, frozen and started again.</summary>
internal sealed class ResolverProcess : IAsyncDisposable
{
    /// <summary>Clients that are what they say: 203.0.113.1 to this.</summary>
    public const int Clients = 200;

    private readonly string _config;
    private ChildProcess _process;

    private ResolverProcess(string config)
    {
        _config = config;
        _process = Run();
    }

    public static (string Package, string Program) Program { get; } = ("unbound", "/usr/sbin/unbound");

    public static int Port { get; } = FreePort.Next();

    public static string Address { get; } = $"127.0.0.1:{Port}";

    public static ResolverProcess Start(TestFolder folder)
    {
        var reverse = Enumerable.Range(1, Clients).Select(i => $"  local-data-ptr: \"203.0.113.{i} mx{i}.sender.test\"\n  local-data: \"mx{i}.sender.test. A 203.0.113.{i}\"");
        return new ResolverProcess(folder.Write("unbound.conf", $"""
            server:
              interface: 127.0.0.1
              port: {Port}
              username: ""
              chroot: ""
              directory: "{folder.Path}"
              pidfile: ""
              use-syslog: no
              module-config: "iterator"
              local-zone: "test." static
              local-zone: "113.0.203.in-addr.arpa." static
              local-data: "sender.test. MX 10 mx.sender.test."
              local-data: "mx.sender.test. A 203.0.113.1"
              local-data: 'sender.test. TXT "v=spf1 ip4:203.0.113.0/24 -all"'
            {string.Join('\n', reverse)}
            remote-control:
              control-enable: no

            """));
    }

    /// <summary>SIGKILL, and another is started.</summary>
    public async Task KillAsync()
    {
        await _process.DisposeAsync();
        _process = Run();
    }

    public void Freeze() => Signal.Freeze(ProcessTree.Of(_process.Process.Id));

    public void Thaw() => Signal.Thaw(ProcessTree.Of(_process.Process.Id));

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private ChildProcess Run() => ChildProcess.Start(Program.Program, ["-d", "-c", _config]);
}
