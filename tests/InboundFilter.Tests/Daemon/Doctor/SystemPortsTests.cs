using System.Net;
using System.Net.Sockets;
using System.Text;
using InboundFilter.Daemon.Doctor.Senses;

namespace InboundFilter.Tests.Daemon.Doctor;

internal sealed class SystemPortsTests
{
    private static readonly SystemPorts Ports = new(null, TimeProvider.System);

    [TestCase("220 mx.test ESMTP InboundFilter\r\n", PortState.Ours)]
    [TestCase("220 mx.test ESMTP Postfix\r\n", PortState.Taken)]
    public async Task Who_has_a_port_is_known_by_its_greeting(string greeting, PortState state)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var looked = Ports.LookAsync((IPEndPoint)listener.LocalEndpoint, greets: true, CancellationToken.None);
        using (var connection = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(30)))
        {
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(greeting));
        }

        Assert.That((await looked.WaitAsync(TimeSpan.FromSeconds(30))).State, Is.EqualTo(state));
    }

    [Test]
    public async Task Holder_of_a_port_is_found_by_its_number()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var end = (IPEndPoint)listener.LocalEndpoint;

        Assert.That(PortHolder.Find(end.Port)?.Process, Is.EqualTo(Environment.ProcessId));
        Assert.That((await Ports.LookAsync(end, greets: false, CancellationToken.None)).State, Is.EqualTo(PortState.Taken));
        listener.Stop();
        Assert.That((await Ports.LookAsync(end, greets: false, CancellationToken.None)).State, Is.EqualTo(PortState.Free));
    }

    [Test]
    public async Task An_address_of_another_machine_is_told() =>
        Assert.That((await Ports.LookAsync(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 2525), greets: true, CancellationToken.None)).State, Is.EqualTo(PortState.NotHere));

    [Test]
    public void A_user_is_read_with_all_his_groups()
    {
        string folder = Directory.CreateTempSubdirectory("inboundfilter-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "passwd"), "root:x:0:0::/root:/bin/sh\nfilter:x:7:70::/nowhere:/bin/false\n");
            File.WriteAllText(Path.Combine(folder, "group"), "filter:x:70:\nssl-cert:x:71:postfix,filter\nmail:x:8:postfix\n");

            var user = ServiceUser.Read("filter", Path.Combine(folder, "passwd"), Path.Combine(folder, "group"))!;

            Assert.That((user.Id, user.Groups), Is.EqualTo((7u, new uint[] { 70, 71 })));
            Assert.That(ServiceUser.Read("nobody", Path.Combine(folder, "passwd"), Path.Combine(folder, "group")), Is.Null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
