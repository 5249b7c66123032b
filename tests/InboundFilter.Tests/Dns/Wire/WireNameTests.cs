using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Dns;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns.Wire;

public sealed class WireNameTests
{
    private const int At = DnsHeader.Length;
    private static readonly string Label63 = new('a', 63);
    private static readonly string Longest = $"{Label63}.{Label63}.{Label63}.{new string('b', 61)}";

    [TestCase("", "")]
    [TestCase("mx.example.org", "mx.example.org")]
    [TestCase("a\\046b.example", "a\\046b.example")]
    [TestCase("\\000\\255\\092.x", "\\000\\255\\092.x")]
    [TestCase("\\065.x", "a.x", Description = "letters come back in lower case")]
    public void Names_come_back_as_they_were_written(string name, string expected) =>
        Assert.That(RoundTrip(name), Is.EqualTo(expected));

    [Test]
    public void The_longest_name_fits_and_one_more_octet_does_not()
    {
        Span<byte> octets = stackalloc byte[WireName.MaxLength];

        Assert.That(RoundTrip(Longest), Is.EqualTo(Longest));
        Assert.That(WireName.TryEncode(DomainName.FromWire(Longest + "b"), octets, out _), Is.False);
        Assert.That(WireName.TryEncode(DomainName.FromWire(Label63 + "a.test"), octets, out _), Is.False);
    }

    [TestCase("a..b")]
    [TestCase(".a")]
    [TestCase("a.")]
    [TestCase("a\\")]
    [TestCase("a\\04")]
    [TestCase("a\\256")]
    [TestCase("a\u0142b")]
    public void Text_that_is_no_name_is_not_written(string text)
    {
        Span<byte> octets = stackalloc byte[WireName.MaxLength];
        Assert.That(WireName.TryEncode(DomainName.FromWire(text), octets, out _), Is.False);
    }

    [Test]
    public void Any_name_of_any_octets_survives()
    {
        Prop.ForAll<int>(seed =>
        {
            string name = RandomNames.Any(new Random(seed));
            return RoundTrip(name) == name;
        }).QuickCheckThrowOnFailure();
    }

    // Offsets count from the header: the first octet of a row is at 12.
    [TestCase("03777777026d7800", 0, "www.mx", 8)]
    [TestCase("026d7800C00C", 4, "mx", 6)]
    [TestCase("026d7800026162C00C", 4, "ab.mx", 9)]
    [TestCase("026d7800016AC00C0162C010", 8, "b.j.mx", 12, Description = "pointer to a pointer")]
    public void Pointers_lead_back(string hex, int offset, string expected, int end) =>
        Assert.That(Expand(hex, offset), Is.EqualTo(((string?)expected, At + end)));

    [TestCase("", 0, Description = "nothing")]
    [TestCase("03777777", 0, Description = "no end")]
    [TestCase("0377", 0, Description = "label runs out")]
    [TestCase("C0", 0, Description = "half a pointer")]
    [TestCase("C00C", 0, Description = "pointer to itself")]
    [TestCase("0161C00C", 0, Description = "loop through its own label")]
    [TestCase("C00EC00C", 2, Description = "two pointers in a circle")]
    [TestCase("C00E026d7800", 0, Description = "forward pointer")]
    [TestCase("C0FF", 0, Description = "pointer out of the message")]
    [TestCase("C000", 0, Description = "pointer into the header")]
    [TestCase("4161626300", 0, Description = "reserved label type 01")]
    [TestCase("8161626300", 0, Description = "reserved label type 10")]
    public void Bad_names_are_refused(string hex, int offset) =>
        Assert.That(Expand(hex, offset), Is.EqualTo(((string?)null, At + offset)));

    [Test]
    public void A_name_grown_too_long_by_pointers_is_refused()
    {
        // Each name is a label of 62 and a pointer to the one before: the fifth would be 4 × 63 + 1 + 63.
        var message = new List<byte>(new byte[At]);
        int previous = -1;
        var offsets = new List<int>();
        for (int i = 0; i < 5; i++)
        {
            offsets.Add(message.Count);
            message.Add(62);
            message.AddRange(Enumerable.Repeat((byte)'x', 62));
            message.AddRange(previous < 0 ? [0] : (byte[])[(byte)(0xC0 | (previous >> 8)), (byte)previous]);
            previous = offsets[^1];
        }

        Span<byte> name = stackalloc byte[WireName.MaxLength];
        int fourth = offsets[3], fifth = offsets[4];
        Assert.That(WireName.TryExpand(message.ToArray(), ref fourth, name, out int length), Is.True);
        Assert.That(length, Is.EqualTo(253));
        Assert.That(WireName.TryExpand(message.ToArray(), ref fifth, name, out _), Is.False);
    }

    private static string RoundTrip(string name)
    {
        byte[] message = new byte[At + WireName.MaxLength];
        var domain = name.Length == 0 ? default : DomainName.FromWire(name);
        Assert.That(WireName.TryEncode(domain, message.AsSpan(At), out int length), Is.True);
        int expandEnd = At, skipEnd = At;
        Span<byte> expanded = stackalloc byte[WireName.MaxLength];
        Assert.That(WireName.TryExpand(message, ref expandEnd, expanded, out int expandedLength), Is.True);
        Assert.That(WireName.TrySkip(message, ref skipEnd), Is.True);
        Assert.That((expandEnd, skipEnd, expandedLength), Is.EqualTo((At + length, At + length, length)));
        return WireName.ToDomainName(expanded[..expandedLength]).Value;
    }

    private static (string? Name, int Offset) Expand(string hex, int offset)
    {
        byte[] message = [.. new byte[At], .. Convert.FromHexString(hex)];
        int at = At + offset;
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        return WireName.TryExpand(message, ref at, name, out int length)
            ? (WireName.ToDomainName(name[..length]).Value, at)
            : (null, at);
    }
}
