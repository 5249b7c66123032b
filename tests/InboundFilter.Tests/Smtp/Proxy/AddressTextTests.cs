using System.Net;
using System.Text;
using InboundFilter.Smtp.Proxy;

namespace InboundFilter.Tests.Smtp.Proxy;

public sealed class AddressTextTests
{
    private const int Seed = 20_261_122;

    [TestCase("::", "::")]
    [TestCase("::1", "::1")]
    [TestCase("1::", "1::")]
    [TestCase("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [TestCase("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [TestCase("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [TestCase("1:2:3::5:6:7:8", "1:2:3:0:5:6:7:8")]
    [TestCase("2020:dead::0001", "2020:dead::1")]
    [TestCase("ABCD:eF01::", "abcd:ef01::")]
    [TestCase("::192.0.2.1", "::c000:201")]
    [TestCase("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201")]
    [TestCase("1:2:3:4:5::192.0.2.1", "1:2:3:4:5:0:c000:201")]
    [TestCase("1:2:3:4:5:6::192.0.2.1", null)]
    [TestCase("1:2:3:4:5:6:7:192.0.2.1", null)]
    [TestCase("::192.0.2.01", null)]
    [TestCase("::192.0.2", null)]
    [TestCase("192.0.2.1", null)]
    [TestCase("::192.0.2.1:1", null)]
    [TestCase("", null)]
    [TestCase(":", null)]
    [TestCase(":::", null)]
    [TestCase("1", null)]
    [TestCase("1:", null)]
    [TestCase(":1", null)]
    [TestCase("1:::2", null)]
    [TestCase("1::2::3", null)]
    [TestCase("::1::", null)]
    [TestCase("1::2:", null)]
    [TestCase(":1::2", null)]
    [TestCase("1:2:3:4:5:6:7", null)]
    [TestCase("1:2:3:4:5:6:7:8:9", null)]
    [TestCase("1:2:3:4::5:6:7:8", null)]
    [TestCase("1:2:3:4:5:6:7:8::", null)]
    [TestCase("::1:2:3:4:5:6:7:8", null)]
    [TestCase("12345::", null)]
    [TestCase("g::", null)]
    [TestCase("fe80::1%1", null)]
    [TestCase("[::1]", null)]
    [TestCase("::1/64", null)]
    [TestCase("0x1::", null)]
    public void IPv6_is_what_it_says(string text, string? address)
    {
        bool isAddress = AddressText.TryReadIPv6(Encoding.ASCII.GetBytes(text), out var read);

        Assert.That(isAddress ? read : null, Is.EqualTo(address is null ? null : IPAddress.Parse(address)));
    }

    [Test]
    public void Every_address_that_the_framework_writes_is_read_back()
    {
        var random = new Random(Seed);
        byte[] octets = new byte[16];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(octets);
            for (int group = 0; group < 8; group++)
            {
                if (random.Next(2) == 0)
                {
                    octets[2 * group] = octets[(2 * group) + 1] = 0;
                }
            }

            var six = new IPAddress(octets);
            var four = new IPAddress(octets.AsSpan(0, 4));
            Assert.That(AddressText.TryReadIPv6(Encoding.ASCII.GetBytes(six.ToString()), out var read) ? read : null, Is.EqualTo(six));
            Assert.That(AddressText.TryReadIPv4(Encoding.ASCII.GetBytes(four.ToString()), out read) ? read : null, Is.EqualTo(four));
        }
    }

    [Test]
    public void What_is_read_the_framework_reads_as_the_same()
    {
        const string Letters = "0123afAF::::..%[]/x ";
        var random = new Random(Seed);
        int taken = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)]));
            if (AddressText.TryReadIPv6(Encoding.ASCII.GetBytes(text), out var read))
            {
                taken++;
                Assert.That(IPAddress.TryParse(text, out var other) ? other : null, Is.EqualTo(read), text);
            }
        }

        Assert.That(taken, Is.GreaterThan(500));
    }
}
