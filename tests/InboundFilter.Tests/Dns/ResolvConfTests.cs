using System.Net;
using System.Net.NetworkInformation;
using InboundFilter.Dns;

namespace InboundFilter.Tests.Dns;

public sealed class ResolvConfTests
{
    [TestCase("nameserver 192.0.2.1", "192.0.2.1:53")]
    [TestCase("nameserver\t192.0.2.1   # ours", "192.0.2.1:53")]
    [TestCase("search example.org\noptions edns0\nnameserver 192.0.2.1\nnameserver 2001:db8::1", "192.0.2.1:53 [2001:db8::1]:53")]
    [TestCase("nameserver fe80::1%1", "[fe80::1%1]:53")]
    [TestCase("# nameserver 192.0.2.1\n; nameserver 192.0.2.2\n nameserver 192.0.2.3", "192.0.2.3:53")]
    [TestCase("nameserver mx.example.org\nnameserver\nnameservers 192.0.2.1\nNAMESERVER 192.0.2.1", "127.0.0.1:53")]
    [TestCase("nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4", "192.0.2.1:53 192.0.2.2:53 192.0.2.3:53")]
    [TestCase("nameserver fe80::1%no-such-interface\nnameserver 192.0.2.1", "192.0.2.1:53")]
    [TestCase("", "127.0.0.1:53")]
    public void Reads_the_servers(string text, string expected) =>
        Assert.That(string.Join(' ', ResolvConf.Parse(text.Split('\n'))), Is.EqualTo(expected));

    [Test]
    public void A_scope_may_be_the_name_of_an_interface()
    {
        var loopback = NetworkInterface.GetAllNetworkInterfaces().First(nic => nic.NetworkInterfaceType is NetworkInterfaceType.Loopback);
        int index = loopback.GetIPProperties().GetIPv4Properties().Index;

        var servers = ResolvConf.Parse([$"nameserver fe80::1%{loopback.Name}"]);

        Assert.That(servers.Select(server => server.Address.ScopeId), Is.EqualTo([(long)index]));
    }

    [Test]
    public void Without_a_file_this_host_is_asked()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-file");

        Assert.That(ResolvConf.Read(path), Is.EqualTo((IPEndPoint[])[new(IPAddress.Loopback, 53)]));
    }
}
