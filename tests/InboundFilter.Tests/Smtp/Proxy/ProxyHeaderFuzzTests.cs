using System.Buffers;
using System.Text;
using InboundFilter.Smtp.Proxy;
using InboundFilter.Tests.Smtp.Wire;

namespace InboundFilter.Tests.Smtp.Proxy;

/// <summary>Octets by chance, always the same: whatever arrives, nothing is thrown, nothing depends on the pieces, and no fault is taken back.</summary>
public sealed class ProxyHeaderFuzzTests
{
    private const int Seed = 20_261_122;
    private const int MaxOctets = 200;

    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            "PROXY TCP4 192.0.2.1 198.51.100.2 40000 25\r\nEHLO a\r\n",
            "PROXY TCP6 2001:db8::1 ::ffff:192.0.2.1 40000 25\r\nEHLO a\r\n",
            "PROXY UNKNOWN 1 2 3\r\n",
        }.Select(Encoding.ASCII.GetBytes),
        ProxyHeaderReaderTests.Binary("21 11", Convert.FromHexString("c0000201c63364029c400019040001ff")),
        ProxyHeaderReaderTests.Binary("21 21", Convert.FromHexString("20010db800000000000000000000000120010db80000000000000000000000029c40001904000003000400000000")),
        ProxyHeaderReaderTests.Binary("20 00", []),
        ProxyHeaderReaderTests.Binary("21 00", [0xE0, 0x00, 0x01, 0x63]),
    ];

    [Test]
    public void Spoilt_headers()
    {
        var random = new Random(Seed);
        var seen = new HashSet<ProxyHeaderStatus>();
        for (int i = 0; i < 4_000; i++)
        {
            byte[] octets = [.. Seeds[random.Next(Seeds.Length)]];
            for (int spoilt = random.Next(1, 4); spoilt > 0; spoilt--)
            {
                int at = random.Next(octets.Length);
                octets = random.Next(4) switch
                {
                    0 => [.. octets[..at], .. octets[(at + 1)..]],
                    1 => [.. octets[..at], octets[at], .. octets[at..]],
                    2 => [.. octets[..at], (byte)random.Next(256), .. octets[(at + 1)..]],
                    _ => [.. octets[..at], (byte)(octets[at] ^ (1 << random.Next(8))), .. octets[(at + 1)..]],
                };
            }

            seen.Add(AssertSameHoweverItArrives(octets));
        }

        Assert.That(seen, Is.SupersetOf(Enum.GetValues<ProxyHeaderStatus>().Except([ProxyHeaderStatus.LineTooLong])), "the chance is a fair one");
    }

    [Test]
    public void Garbage()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] octets = new byte[random.Next(1, 150)];
            random.NextBytes(octets);
            Assert.That(AssertSameHoweverItArrives(octets), Is.EqualTo(ProxyHeaderStatus.NoHeader).Or.EqualTo(ProxyHeaderStatus.Incomplete));
            byte[] signed = [.. BinaryHeader.Signature, 0x21, .. octets];
            AssertSameHoweverItArrives(signed);
            AssertSameHoweverItArrives([.. "PROXY TCP6 "u8, .. octets]);
        }
    }

    private static ProxyHeaderStatus AssertSameHoweverItArrives(byte[] octets)
    {
        var whole = new ReadOnlySequence<byte>(octets);
        ProxyHeaderStatus status = ProxyHeaderReader.TryTake(ref whole, MaxOctets, out ProxyHeader header);

        foreach (var buffer in Segmented.EveryWay(octets))
        {
            var left = buffer;
            Assert.That(ProxyHeaderReader.TryTake(ref left, MaxOctets, out ProxyHeader same), Is.EqualTo(status));
            Assert.That((same, left.Length), Is.EqualTo((header, whole.Length)));
        }

        for (int length = 0; length <= octets.Length; length++)
        {
            var part = new ReadOnlySequence<byte>(octets, 0, length);
            ProxyHeaderStatus sooner = ProxyHeaderReader.TryTake(ref part, MaxOctets, out _);
            if (sooner is not ProxyHeaderStatus.Incomplete)
            {
                Assert.That(sooner, Is.EqualTo(status), $"after {length} of {octets.Length} octets");
            }
        }

        return status;
    }
}
