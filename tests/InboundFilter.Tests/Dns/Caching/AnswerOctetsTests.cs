using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Records;
using InboundFilter.Tests.Dns.Wire;

namespace InboundFilter.Tests.Dns.Caching;

public sealed class AnswerOctetsTests
{
    private const int Rounds = 300;

    private readonly Random _random = new(7);

    [Test]
    public void Addresses_come_back()
    {
        AssertComesBack(RecordFormats.A, () => new IPAddress(Octets(4)));
        AssertComesBack(RecordFormats.Aaaa, () => new IPAddress(Octets(16)));
    }

    [Test]
    public void Names_come_back_whatever_their_octets()
    {
        AssertComesBack(RecordFormats.Ptr, Name);
    }

    [Test]
    public void Exchangers_come_back_in_their_order()
    {
        AssertComesBack(RecordFormats.Mx, () => new MxRecord(_random.Next(65_536), _random.Next(5) == 0 ? default : Name()));
    }

    [Test]
    public void Texts_come_back_whatever_their_length()
    {
        AssertComesBack(RecordFormats.Txt, () => string.Concat(Octets(_random.Next(600)).Select(octet => (char)octet)));
        foreach (int length in new[] { 0, 1, 254, 255, 256, 509, 510, 511, 10_000 })
        {
            AssertComesBack(RecordFormats.Txt, [new string('x', length)]);
        }
    }

    private DomainName Name() => DomainName.FromWire(_random.Next(2) == 0 ? RandomNames.Host(_random) : RandomNames.Any(_random));

    private byte[] Octets(int count)
    {
        byte[] octets = new byte[count];
        _random.NextBytes(octets);
        return octets;
    }

    private void AssertComesBack<T>(RecordFormat<T> format, Func<T> record)
    {
        for (int i = 0; i < Rounds; i++)
        {
            AssertComesBack(format, [.. Enumerable.Range(0, _random.Next(1, 12)).Select(_ => record())]);
        }
    }

    /// <summary>With room enough it comes back; with one octet less than it takes, nothing is claimed.</summary>
    private static void AssertComesBack<T>(RecordFormat<T> format, T[] records)
    {
        var answer = DnsAnswer<T>.Found(records);
        byte[] octets = new byte[20_000];
        Assert.That(AnswerOctets.TryWrite(answer, format, octets, out int length), Is.True);
        Assert.That(AnswerOctets.Read(octets.AsSpan(0, length), format).Records, Is.EqualTo(records));
        Assert.That(AnswerOctets.TryWrite(answer, format, octets.AsSpan(0, length - 1), out _), Is.False);
    }
}
