using System.Buffers;
using System.Text;
using InboundFilter.Smtp.Proxy;
using InboundFilter.Tests.Smtp.Wire;

namespace InboundFilter.Tests.Smtp.Proxy;

public sealed class ProxyHeaderReaderTests
{
    private const int MaxOctets = 400;
    private const string Named = "192.0.2.1:40000>198.51.100.2:25";
    private const string Named6 = "[2001:db8::1]:40000>[2001:db8::2]:25";

    private static readonly byte[] Addresses4 = Convert.FromHexString("c0000201c63364029c400019");

    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000 25\r\n", Named)]
    [TestCase("PROXY TCP4 0.0.0.0 255.255.255.255 0 65535\r\n", "0.0.0.0:0>255.255.255.255:65535")]
    [TestCase("PROXY TCP6 2001:db8::1 2001:DB8:0:0:0:0:0:2 40000 25\r\n", Named6)]
    [TestCase("PROXY TCP6 ::ffff:192.0.2.1 ::ffff:198.51.100.2 40000 25\r\n", "[::ffff:192.0.2.1]:40000>[::ffff:198.51.100.2]:25")]
    [TestCase("PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n", "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535>[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535")]
    [TestCase("PROXY UNKNOWN\r\n", "unknown")]
    [TestCase("PROXY UNKNOWN \r\n", "unknown")]
    [TestCase("PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n", "unknown")]
    [TestCase("PROXY UNKNOWN \0\x80 PROXY TCP4\r\n", "unknown")]
    public void Line_of_version_1_is_read_however_it_arrives(string sent, string header) => AssertTaken(Encoding.Latin1.GetBytes(sent), header);

    [TestCase("EHLO mx.example\r\n", ProxyHeaderStatus.NoHeader)]
    [TestCase("proxy TCP4 192.0.2.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.NoHeader)]
    [TestCase(" PROXY UNKNOWN\r\n", ProxyHeaderStatus.NoHeader)]
    [TestCase("PROXY\r\n", ProxyHeaderStatus.NoHeader)]
    [TestCase("PROXYUNKNOWN\r\n", ProxyHeaderStatus.NoHeader)]
    [TestCase("PROXY\tUNKNOWN\r\n", ProxyHeaderStatus.NoHeader)]
    [TestCase("PROXY \r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY  UNKNOWN\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY unknown\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY UNKNOWNS\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000 \r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000 25 \r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000 25 1\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4  192.0.2.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1  198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1\t198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.01 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.256 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1. 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 0xc0.0.2.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 ::1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 ::ffff:192.0.2.1 ::ffff:198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP6 192.0.2.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 65536 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000 00\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000 025\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 +4000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 -1 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 4294967321 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY UDP4 192.0.2.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP 192.0.2.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY TCP44 192.0.2.1 198.51.100.2 40000 25\r\n", ProxyHeaderStatus.BadLine)]
    [TestCase("PROXY UNKNOWN\n", ProxyHeaderStatus.BareLineEnd)]
    [TestCase("PROXY UNKNOWN x\ny\r\n", ProxyHeaderStatus.BareLineEnd)]
    [TestCase("PROXY UNKNOWN\rx\r\n", ProxyHeaderStatus.BareLineEnd)]
    [TestCase("PROXY UNKNOWN\r\r\n", ProxyHeaderStatus.BareLineEnd)]
    [TestCase("PROXY TCP4 192.0.2.1 198.51.100.2 40000 25\n", ProxyHeaderStatus.BareLineEnd)]
    public void Anything_else_is_no_line_of_version_1(string sent, object fault) => AssertFault(Encoding.Latin1.GetBytes(sent), (ProxyHeaderStatus)fault);

    [TestCase(106, ProxyHeaderStatus.Complete)]
    [TestCase(107, ProxyHeaderStatus.Complete)]
    [TestCase(108, ProxyHeaderStatus.LineTooLong)]
    [TestCase(200, ProxyHeaderStatus.LineTooLong)]
    public void Line_of_version_1_has_at_most_107_octets(int octets, object status)
    {
        byte[] sent = Encoding.ASCII.GetBytes("PROXY UNKNOWN ".PadRight(octets - 2, 'x') + "\r\n");
        foreach (var buffer in Segmented.EveryWay(sent))
        {
            var left = buffer;
            Assert.That(ProxyHeaderReader.TryTake(ref left, MaxOctets, out _), Is.EqualTo(status));
        }
    }

    // Version and command, family and transport, the rest.
    [TestCase("21 11", "c0000201c63364029c400019", Named, TestName = "TCP over IPv4")]
    [TestCase("21 12", "c0000201c63364029c400019", Named, TestName = "UDP over IPv4: the client is named all the same")]
    [TestCase("21 21", "20010db800000000000000000000000120010db80000000000000000000000029c400019", Named6, TestName = "TCP over IPv6")]
    [TestCase("21 22", "20010db800000000000000000000000120010db80000000000000000000000029c400019", Named6, TestName = "UDP over IPv6")]
    [TestCase("21 11", "c0000201c63364029c400019 040000", Named, TestName = "an empty vector")]
    [TestCase("21 11", "c0000201c63364029c400019 040002ffff e0000100 f8000a00010203040506070809", Named, TestName = "vectors of all kinds")]
    [TestCase("21 11", "c0000201c63364029c400019 200005ffffffffff 200001ff", Named, TestName = "what is inside a vector that is skipped does not count")]
    [TestCase("21 00", "", "unknown", TestName = "UNSPEC")]
    [TestCase("21 00", "ff", "unknown", TestName = "UNSPEC with something to skip")]
    [TestCase("21 00", "040001ff", "unknown", TestName = "UNSPEC with a vector")]
    [TestCase("21 01", "c0000201c63364029c400019", "unknown", TestName = "UNSPEC family, stream")]
    [TestCase("21 02", "", "unknown", TestName = "UNSPEC family, datagram")]
    [TestCase("21 10", "c0000201c63364029c400019", "unknown", TestName = "IPv4, UNSPEC transport")]
    [TestCase("21 10", "", "unknown", TestName = "IPv4, UNSPEC transport, without an address")]
    [TestCase("21 20", "20010db8", "unknown", TestName = "IPv6, UNSPEC transport")]
    [TestCase("20 00", "", "local", TestName = "LOCAL")]
    [TestCase("20 00", "040001ff", "local", TestName = "LOCAL with a vector")]
    [TestCase("20 00", "ffffff", "local", TestName = "LOCAL with something to skip")]
    [TestCase("20 11", "c0000201c63364029c400019", "local", TestName = "LOCAL with addresses, which do not count")]
    [TestCase("20 11", "c000", "local", TestName = "LOCAL with a family, which does not count")]
    [TestCase("20 ff", "", "local", TestName = "LOCAL with no family there is")]
    public void Header_of_version_2_is_read_however_it_arrives(string start, string rest, string header) =>
        AssertTaken(Binary(start, Convert.FromHexString(rest.Replace(" ", string.Empty, StringComparison.Ordinal))), header);

    [Test]
    public void Unix_sockets_count_as_unknown([Values("21 31", "21 32", "21 30")] string start) => AssertTaken(Binary(start, new byte[216]), "unknown");

    [TestCase("11 11", "c0000201c63364029c400019", ProxyHeaderStatus.BadVersion, TestName = "version 1 in binary")]
    [TestCase("31 11", "c0000201c63364029c400019", ProxyHeaderStatus.BadVersion, TestName = "version 3")]
    [TestCase("01 00", "", ProxyHeaderStatus.BadVersion, TestName = "version 0")]
    [TestCase("22 11", "c0000201c63364029c400019", ProxyHeaderStatus.BadCommand, TestName = "command 2")]
    [TestCase("2f 00", "", ProxyHeaderStatus.BadCommand, TestName = "command 15")]
    [TestCase("21 41", "c0000201c63364029c400019", ProxyHeaderStatus.BadFamily, TestName = "family 4")]
    [TestCase("21 f0", "", ProxyHeaderStatus.BadFamily, TestName = "family 15")]
    [TestCase("21 13", "c0000201c63364029c400019", ProxyHeaderStatus.BadFamily, TestName = "transport 3")]
    [TestCase("21 0f", "", ProxyHeaderStatus.BadFamily, TestName = "transport 15")]
    [TestCase("21 11", "", ProxyHeaderStatus.TooShort, TestName = "no address")]
    [TestCase("21 11", "c0000201c63364029c4000", ProxyHeaderStatus.TooShort, TestName = "an octet of IPv4 addresses missing")]
    [TestCase("21 21", "c0000201c63364029c400019", ProxyHeaderStatus.TooShort, TestName = "IPv4 addresses for IPv6 ones")]
    [TestCase("21 31", "c0000201c63364029c400019", ProxyHeaderStatus.TooShort, TestName = "UNIX without its addresses")]
    [TestCase("21 11", "c0000201c63364029c400019 04", ProxyHeaderStatus.BadVectors, TestName = "a type without a length")]
    [TestCase("21 11", "c0000201c63364029c400019 0400", ProxyHeaderStatus.BadVectors, TestName = "half a length")]
    [TestCase("21 11", "c0000201c63364029c400019 040002ff", ProxyHeaderStatus.BadVectors, TestName = "a vector beyond the header")]
    [TestCase("21 11", "c0000201c63364029c400019 04ffff", ProxyHeaderStatus.BadVectors, TestName = "a vector far beyond the header")]
    [TestCase("21 11", "c0000201c63364029c400019 030003ffffff", ProxyHeaderStatus.BadVectors, TestName = "a checksum of three octets")]
    [TestCase("21 11", "c0000201c63364029c400019 030000", ProxyHeaderStatus.BadVectors, TestName = "an empty checksum")]
    [TestCase("21 11", "c0000201c63364029c400019 03000400000000", ProxyHeaderStatus.BadChecksum, TestName = "a checksum of zeros")]
    [TestCase("21 00", "03000400000000", ProxyHeaderStatus.BadChecksum, TestName = "UNSPEC with a wrong checksum")]
    [TestCase("20 00", "03000400000000", ProxyHeaderStatus.BadChecksum, TestName = "LOCAL with a wrong checksum")]
    public void Anything_else_is_no_header_of_version_2(string start, string rest, object fault) =>
        AssertFault(Binary(start, Convert.FromHexString(rest.Replace(" ", string.Empty, StringComparison.Ordinal))), (ProxyHeaderStatus)fault);

    [TestCase("21 11", true, Named)]
    [TestCase("21 00", false, "unknown")]
    [TestCase("20 00", false, "local")]
    public void Checksum_that_fits_is_taken_and_any_octet_that_differs_is_not(string start, bool hasAddresses, string header)
    {
        byte[] sent = Binary(start, [.. hasAddresses ? Addresses4 : [], 0x04, 0x00, 0x02, 0x61, 0x62, 0x03, 0x00, 0x04, 0, 0, 0, 0, 0xE0, 0x00, 0x01, 0x63]);
        int checksum = sent.Length - 8;
        WriteCrc(sent, checksum);
        AssertTaken(sent, header);

        // Octets of the values and the addresses; others change where the vectors are.
        int[] others = [.. hasAddresses ? [16, 27] : Array.Empty<int>(), checksum - 5, checksum - 4, checksum, checksum + 3, sent.Length - 1];
        foreach (int at in others)
        {
            byte[] spoilt = [.. sent];
            spoilt[at] ^= 0x01;
            AssertFault(spoilt, ProxyHeaderStatus.BadChecksum);
        }
    }

    [Test]
    public void Two_checksums_are_refused()
    {
        byte[] sent = Binary("21 11", [.. Addresses4, 0x03, 0x00, 0x04, 0, 0, 0, 0, 0x03, 0x00, 0x04, 0, 0, 0, 0]);
        WriteCrc(sent, sent.Length - 4);
        AssertFault(sent, ProxyHeaderStatus.BadVectors);
    }

    [TestCase(MaxOctets, ProxyHeaderStatus.Complete)]
    [TestCase(MaxOctets + 1, ProxyHeaderStatus.TooLong)]
    [TestCase(65_535, ProxyHeaderStatus.TooLong)]
    public void Header_of_version_2_has_an_upper_limit_that_is_known_from_its_start(int octets, object status)
    {
        int vector = octets - 16 - Addresses4.Length - 3;
        byte[] sent = Binary("21 11", [.. Addresses4, 0x04, (byte)(vector >> 8), (byte)vector, .. new byte[vector]]);
        var buffer = new ReadOnlySequence<byte>((ProxyHeaderStatus)status is ProxyHeaderStatus.Complete ? sent : sent[..16]);

        Assert.That(ProxyHeaderReader.TryTake(ref buffer, MaxOctets, out _), Is.EqualTo(status));
    }

    [TestCase("0d0a0d0a000d0a515549540a21", 13)]
    [TestCase("50524f585920", 6)]
    public void Wrong_start_is_told_at_its_first_wrong_octet(string hex, int octets)
    {
        byte[] start = Convert.FromHexString(hex);
        for (int i = 0; i < octets; i++)
        {
            byte[] wrong = [.. start[..i], (byte)(start[i] ^ 0x80)];
            var buffer = new ReadOnlySequence<byte>(wrong);
            Assert.That(ProxyHeaderReader.TryTake(ref buffer, MaxOctets, out _), Is.EqualTo(i == 12 ? ProxyHeaderStatus.BadVersion : ProxyHeaderStatus.NoHeader), $"octet {i}");
        }
    }

    /// <summary>Signature, the two octets given, the length of the rest, and the rest.</summary>
    internal static byte[] Binary(string start, byte[] rest) =>
    [
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
        .. Convert.FromHexString(start.Replace(" ", string.Empty, StringComparison.Ordinal)), (byte)(rest.Length >> 8), (byte)rest.Length, .. rest,
    ];

    internal static string Shown(ProxyHeader header) =>
        header.IsLocal ? "local" : header.Source is null ? "unknown" : $"{header.Source}>{header.Destination}";

    private static void AssertTaken(byte[] sent, string header)
    {
        byte[] behind = [.. sent, .. "EHLO mx.example\r\n"u8];
        foreach (var buffer in Segmented.EveryWay(behind))
        {
            var left = buffer;
            Assert.That(ProxyHeaderReader.TryTake(ref left, MaxOctets, out ProxyHeader taken), Is.EqualTo(ProxyHeaderStatus.Complete));
            Assert.That(Shown(taken), Is.EqualTo(header));
            Assert.That(Encoding.ASCII.GetString(left), Is.EqualTo("EHLO mx.example\r\n"));
        }

        for (int octets = 0; octets < sent.Length; octets++)
        {
            var part = new ReadOnlySequence<byte>(sent, 0, octets);
            Assert.That(ProxyHeaderReader.TryTake(ref part, MaxOctets, out _), Is.EqualTo(ProxyHeaderStatus.Incomplete), $"the first {octets} octets");
            Assert.That(part.Length, Is.EqualTo(octets));
        }
    }

    private static void AssertFault(byte[] sent, ProxyHeaderStatus fault)
    {
        foreach (var buffer in Segmented.EveryWay(sent))
        {
            var left = buffer;
            Assert.That(ProxyHeaderReader.TryTake(ref left, MaxOctets, out _), Is.EqualTo(fault));
            Assert.That(left.Length, Is.EqualTo(sent.Length));
        }
    }

    /// <summary>Bit by bit, as RFC 4960 appendix B defines it, to check the fast one against.</summary>
    private static void WriteCrc(byte[] header, int at)
    {
        uint crc = uint.MaxValue;
        foreach (byte octet in header)
        {
            crc ^= octet;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
            }
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(at), ~crc);
    }
}
