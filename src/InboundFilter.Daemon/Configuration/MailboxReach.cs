using System.Net.Sockets;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Tries whether the mailbox servers take connections. The one part of check-config that uses the network.</summary>
internal sealed class MailboxReach(TimeProvider time)
{
    /// <summary>Longest wait for a connection; all hosts are tried side by side.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>A warning for each host that cannot be reached. No error: the filter defers mail until it can.</summary>
    public async Task<IReadOnlyList<ConfigProblem>> FindAsync(LoadedConfiguration loaded, CancellationToken cancellation)
    {
        var hosts =
            from mailbox in loaded.Options.Mailboxes
            from host in mailbox.Value.Smtp ?? []
            select (Mailbox: mailbox.Key, Host: host);
        var problems = await Task.WhenAll(hosts.Select(async asked => await TryAsync(asked.Host, cancellation) is { } fault
            ? Warning(loaded.MailboxPlaces.GetValueOrDefault(asked.Mailbox), $"mailboxes.{asked.Mailbox}: {asked.Host.Host} port {asked.Host.Port} {fault}")
            : null));
        return [.. problems.OfType<ConfigProblem>()];
    }

    private static ConfigProblem Warning(Place place, string problem) => new(
        place.File, place.Line, problem, "start the server, or correct host and port; until then its mail is deferred", ProblemSeverity.Warning);

    /// <summary>Why one host cannot be reached, as what is said of it; null when it can.</summary>
    public async Task<string?> TryAsync(System.Net.DnsEndPoint host, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host.Host, host.Port, either.Token);
            return null;
        }
        catch (SocketException fault)
        {
            return $"cannot be reached: {fault.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "nobody listens there",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the name has no address",
                _ => fault.Message,
            }}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"does not accept a connection within {Limit.TotalSeconds:0} s";
        }
    }
}
