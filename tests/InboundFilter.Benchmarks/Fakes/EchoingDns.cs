using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Benchmarks.Fakes;

/// <summary>A server on a loopback socket that answers every question with one address, on a thread of its own and without allocation.</summary>
internal sealed class EchoingDns : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Thread _thread;

    public EchoingDns()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public IPEndPoint EndPoint { get; }

    public void Dispose()
    {
        _socket.Dispose();
        _thread.Join();
    }

    /// <summary>Turns a query into an answer with one address (RFC 1035 §4.1).</summary>
    /// <param name="message">The query, with room for the answer behind it.</param>
    /// <returns>Octets of the answer.</returns>
    public static int Answer(Span<byte> message)
    {
        ReadOnlySpan<byte> record = [0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1];
        int end = DnsHeader.Length;
        WireName.TrySkip(message, ref end);
        end += 4;
        message[2] |= 0x80;
        message[3] |= 0x80;
        message[7] = 1;
        message[11] = 0;
        record.CopyTo(message[end..]);
        return end + record.Length;
    }

    private void Serve()
    {
        byte[] message = new byte[1_024];
        var client = new SocketAddress(AddressFamily.InterNetwork);
        try
        {
            while (true)
            {
                _socket.ReceiveFrom(message, SocketFlags.None, client);
                _socket.SendTo(message.AsSpan(0, Answer(message)), SocketFlags.None, client);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // closed
        }
    }
}
