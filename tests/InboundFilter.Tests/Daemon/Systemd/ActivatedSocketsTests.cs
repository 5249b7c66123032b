using System.Globalization;
using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Systemd;

namespace InboundFilter.Tests.Daemon.Systemd;

public sealed class ActivatedSocketsTests
{
    [Test]
    public void Gives_a_socket_to_the_listener_of_its_address_once()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var sockets = ActivatedSockets.Read(null, null);
        int descriptor = (int)socket.SafeHandle.DangerousGetHandle();

        sockets.Add(descriptor);

        var address = (IPEndPoint)socket.LocalEndPoint!;
        Assert.That(sockets.Left, Is.EqualTo(new[] { address }));
        Assert.That(sockets.TryTake(new IPEndPoint(IPAddress.Loopback, 1), out _), Is.False);
        Assert.That(sockets.TryTake(new IPEndPoint(IPAddress.Loopback, address.Port), out ulong taken), Is.True);
        Assert.That(taken, Is.EqualTo((ulong)descriptor));
        Assert.That(sockets.TryTake(address, out _), Is.False);
    }

    [TestCase("1", "1", TestName = "of another process")]
    [TestCase("many", null)]
    [TestCase(null, null)]
    public void Takes_nothing_that_is_not_meant_for_it(string? count, string? process) =>
        Assert.That(ActivatedSockets.Read(count, process ?? Environment.ProcessId.ToString(CultureInfo.InvariantCulture)).Left, Is.Empty);
}
