using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>The ports of the system that we run on.</summary>
/// <param name="control">The daemon's control socket, on which a connection shows that it runs; null for none.</param>
/// <param name="time">The clock.</param>
internal sealed class SystemPorts(string? control, TimeProvider time) : IPorts
{
    /// <summary>Longest wait for a greeting. A filter that greets later is still known by its process, or its control socket.</summary>
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(3);

    private const int MaxGreeting = 512;

    public IReadOnlyList<IPAddress> Addresses { get; } =
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(u => new IPAddress(u.Address.GetAddressBytes())).Distinct()];

    public async Task<PortLook> LookAsync(IPEndPoint address, bool greets, CancellationToken cancellation)
    {
        try
        {
            using var attempt = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            attempt.Bind(address);
            attempt.Listen();
            return new PortLook(PortState.Free);
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return new PortLook(PortState.NotHere, fault.Message);
        }
        catch (SocketException fault)
        {
            // Who may not listen there is told so first, whether somebody listens or not.
            bool mayNot = fault.SocketErrorCode is SocketError.AccessDenied;
            var holder = PortHolder.Find(address.Port);
            bool ours = holder is { IsFilter: true } or { IsSystemd: true }
                || (greets ? await GreetsAsUsAsync(address, cancellation) : holder is null && !mayNot && await RunsAsync(cancellation));
            return ours ? new PortLook(PortState.Ours, holder?.ToString()) : new PortLook(mayNot && holder is null ? PortState.NotPermitted : PortState.Taken, holder?.ToString());
        }
    }

    private async Task<bool> GreetsAsUsAsync(IPEndPoint address, CancellationToken cancellation)
    {
        byte[] greeting = new byte[MaxGreeting];
        int length = await TryAsync(Reachable(address), async (socket, token) => await socket.ReceiveAsync(greeting, token), cancellation);
        return Encoding.ASCII.GetString(greeting, 0, Math.Max(length, 0)).Contains(" ESMTP InboundFilter", StringComparison.Ordinal);
    }

    private async Task<bool> RunsAsync(CancellationToken cancellation) =>
        control is not null && File.Exists(control) && await TryAsync(new UnixDomainSocketEndPoint(control), static (_, _) => ValueTask.FromResult(1), cancellation) > 0;

    /// <summary>Negative when nobody could be reached, or in time.</summary>
    private async Task<int> TryAsync(EndPoint end, Func<Socket, CancellationToken, ValueTask<int>> ask, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(GreetingLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(end, either.Token);
            return await ask(socket, either.Token);
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return -1;
        }
    }

    private static IPEndPoint Reachable(IPEndPoint address) =>
        address.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, address.Port)
        : address.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, address.Port)
        : address;
}
