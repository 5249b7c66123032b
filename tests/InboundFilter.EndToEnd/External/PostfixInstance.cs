using System.Net.Sockets;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>A whole Postfix with queue and configuration of its own.</summary>
internal sealed class PostfixInstance : IAsyncDisposable
{
    private const string Services = """
        127.0.0.1:{0} inet n - n - - smtpd
        pickup unix n - n 1 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 1 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        smtp unix - - n - - smtp
        virtual unix - n n - - virtual
        proxymap unix - - n - - proxymap
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        showq unix n - n - - showq
        postlog unix-dgram n - n - 1 postlogd

        """;

    private readonly TestFolder _folder = new();
    private readonly string _settings;
    private ChildProcess? _master;

    /// <param name="settings">Further lines of main.cf; <c>{folder}</c> stands for the folder of the instance.</param>
    public PostfixInstance(string settings) => _settings = settings.Replace("{folder}", _folder.Path, StringComparison.Ordinal);

    public static (string Package, string Program)[] Programs { get; } = [("postfix", "/usr/lib/postfix/sbin/master"), ("postfix", "/usr/sbin/smtp-source")];

    public int Port { get; } = FreePort.Next();

    public TestFolder Folder => _folder;

    public string ConfigFolder => _folder["etc"];

    public string Log => File.Exists(_folder["log/maillog"]) ? File.ReadAllText(_folder["log/maillog"]) : string.Empty;

    /// <summary>All processes of the instance.</summary>
    public IReadOnlyList<int> Processes => ProcessTree.Of(_master!.Process.Id);

    /// <summary>Starts it, or starts it again, and waits until it greets.</summary>
    public async Task StartAsync()
    {
        foreach (string name in new[] { "queue", "data", "log", "mail" })
        {
            Directory.CreateDirectory(_folder[name]);
        }

        await ChildProcess.RunAsync("chown", ["postfix", _folder["data"]]);
        await ChildProcess.RunAsync("chown", ["nobody", _folder["mail"]]);
        _folder.Write("etc/main.cf", $"""
            compatibility_level = 3.6
            queue_directory = {_folder["queue"]}
            data_directory = {_folder["data"]}
            daemon_directory = /usr/lib/postfix/sbin
            command_directory = /usr/sbin
            maillog_file = {_folder["log/maillog"]}
            maillog_file_prefixes = {_folder.Path}
            myhostname = mailbox.test
            mydestination =
            local_recipient_maps =
            alias_maps =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            disable_dns_lookups = yes
            smtpd_tls_security_level = none
            smtp_tls_security_level = none
            {_settings}
            """);
        _folder.Write("etc/master.cf", Services.Replace("{0}", $"{Port}", StringComparison.Ordinal));
        await ChildProcess.RunAsync("/usr/sbin/postfix", ["-c", ConfigFolder, "check"]);
        _master = ChildProcess.Start("/usr/lib/postfix/sbin/master", ["-c", ConfigFolder, "-d"]);
        await Eventually.UntilAsync(GreetsAsync, $"Postfix greets on port {Port}; {Log}");
    }

    /// <summary>Kills all its processes.</summary>
    public async Task KillAsync()
    {
        if (_master is not null)
        {
            Signal.KillAll(Processes);
            await _master.DisposeAsync();
            _master = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private async ValueTask<bool> GreetsAsync()
    {
        try
        {
            await using var client = await SmtpClient.ConnectAsync(Port);
            return await client.ReadAsync() is { Code: 220 };
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
