using System.Net;
using InboundFilter.Checks.ReverseNames;

namespace InboundFilter.Tests.Checks.ReverseNames;

/// <summary>Host parts (without the organisational domain) and how much of the address is found in them.</summary>
public sealed class AddressFormTests
{
    [TestCase("c-66-176-16-108.se", "66.176.16.108", nameof(AddressShare.Full), "decimal")]
    [TestCase("dhcp024-210-034-053", "24.210.34.53", nameof(AddressShare.Full), "zero padded")]
    [TestCase("219173000034", "219.173.0.34", nameof(AddressShare.Full), "zero padded")]
    [TestCase("4.3.2.10.dsl", "10.2.3.4", nameof(AddressShare.Full), "reversed")]
    [TestCase("118.red-80-35-201", "80.35.201.118", nameof(AddressShare.Full), "octets in another order")]
    [TestCase("modemcable090.28-201-24.mc", "24.201.28.90", nameof(AddressShare.Full), "reversed")]
    [TestCase("11x23x7x58.ap02", "11.23.7.58", nameof(AddressShare.Full), "decimal")]
    [TestCase("ip248207.76-192", "76.192.248.207", nameof(AddressShare.Full), "octets in another order")]
    [TestCase("catv-506237d8", "80.98.55.216", nameof(AddressShare.Full), "hexadecimal")]
    [TestCase("d8376250.pool", "80.98.55.216", nameof(AddressShare.Full), "hexadecimal, reversed")]
    [TestCase("x1-6-50-62-37-d8-00", "80.98.55.216", nameof(AddressShare.Full), "hexadecimal groups")]
    [TestCase("dsl-54fb12-9", "84.251.18.52", nameof(AddressShare.Full), "three octets in hexadecimal")]
    [TestCase("toroon12-1177868522", "70.52.216.234", nameof(AddressShare.Full), "as one number")]
    [TestCase("cs2427121-96.houston", "24.27.121.96", nameof(AddressShare.Full), "run together")]
    [TestCase("fia160-115-100.dsl", "80.100.115.160", nameof(AddressShare.Full), "three octets")]
    [TestCase("mta-88-224", "192.174.88.224", nameof(AddressShare.Pair), "last two octets")]
    [TestCase("g225174.upc", "10.9.225.174", nameof(AddressShare.Pair), "last two octets")]
    [TestCase("a96134.upc", "10.9.96.134", nameof(AddressShare.Pair), "last two octets run together")]
    [TestCase("ol157-148", "24.232.148.157", nameof(AddressShare.ReversedPair), "last two octets, reversed")]
    [TestCase("node-c-3c83", "62.194.60.131", nameof(AddressShare.Pair), "last two octets in hexadecimal")]
    [TestCase("web-77", "10.9.8.77", nameof(AddressShare.Octet), "last octet")]
    [TestCase("mx12", "203.0.1.2", nameof(AddressShare.None), null)]
    [TestCase("mail25.dc100", "198.51.100.25", nameof(AddressShare.Octet), "last octet")]
    [TestCase("web1-2", "10.9.1.2", nameof(AddressShare.Octet), "last octet")]
    [TestCase("1766-176-16-1081", "66.176.16.108", nameof(AddressShare.None), null)]
    [TestCase("zeus", "10.9.8.77", nameof(AddressShare.None), null)]
    public void IPv4_is_found_on_number_boundaries(string host, string address, string share, string? form)
    {
        var match = Ipv4Forms.Find(HostPart.Read(host, new NameToken[HostPart.MaxTokens]), IPAddress.Parse(address).GetAddressBytes());

        Assert.That((match.Share.ToString(), match.Form), Is.EqualTo((share, form)));
    }

    [TestCase("2001-b400-e38a-6880-f424-8486-7476-9f9d.ip6", "2001:b400:e38a:6880:f424:8486:7476:9f9d", true)]
    [TestCase("2001-db8-12ab-1--5", "2001:db8:12ab:1::5", true)]
    [TestCase("2a01cb058d23d6009996916de7ed7c62.ipv6.abo", "2a01:cb05:8d23:d600:9996:916d:e7ed:7c62", true)]
    [TestCase("2.6.c.7.d.e.7.e.d.6.1.9.6.9.9.9.0.0.6.d.3.2.d.8.5.0.b.c.1.0.a.2", "2a01:cb05:8d23:d600:9996:916d:e7ed:7c62", true)]
    [TestCase("mail-wr1-x42d", "2a00:1450:4864:20::42d", false)]
    [TestCase("ns1", "2001:db8::1", false)]
    [TestCase("0000-0000-0000", "2001:db8::1", false)]
    public void IPv6_is_found_in_groups_and_nibbles(string host, string address, bool found)
    {
        var match = Ipv6Forms.Find(HostPart.Read(host, new NameToken[HostPart.MaxTokens]), IPAddress.Parse(address).GetAddressBytes());

        Assert.That(match.Share is AddressShare.Full, Is.EqualTo(found));
    }

    [Test]
    public void Every_address_is_found_in_each_way_of_writing_it()
    {
        var random = new Random(10);
        for (int i = 0; i < 2_000; i++)
        {
            int a = random.Next(1, 224), b = random.Next(256), c = random.Next(256), d = random.Next(256);
            byte[] octets = [(byte)a, (byte)b, (byte)c, (byte)d];
            foreach (string host in (string[])
            [
                $"x{a}-{b}-{c}-{d}", $"{d}.{c}.{b}.{a}.zone", $"p{a:D3}{b:D3}{c:D3}{d:D3}", $"q{a:D3}-{b:D3}-{c:D3}-{d:D3}",
                $"h{a:x2}{b:x2}{c:x2}{d:x2}", $"h{d:x2}{c:x2}{b:x2}{a:x2}", $"host{d}.{a}-{b}-{c}", $"n{((uint)a << 24) + (b << 16) + (c << 8) + d}",
            ])
            {
                var match = Ipv4Forms.Find(HostPart.Read(host, new NameToken[HostPart.MaxTokens]), octets);
                Assert.That(match.Share.ToString(), Is.EqualTo(nameof(AddressShare.Full)), $"{host} {a}.{b}.{c}.{d}");
            }
        }
    }
}
