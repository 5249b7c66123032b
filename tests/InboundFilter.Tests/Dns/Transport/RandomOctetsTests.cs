using InboundFilter.Dns.Transport;

namespace InboundFilter.Tests.Dns.Transport;

public sealed class RandomOctetsTests
{
    [Test]
    public void No_octets_are_given_out_twice()
    {
        var seen = new HashSet<string>();
        byte[] octets = new byte[16];
        for (int i = 0; i < 10_000; i++)
        {
            RandomOctets.Fill(octets);
            Assert.That(seen.Add(Convert.ToHexString(octets)), Is.True);
        }
    }

    [Test]
    public void All_that_is_asked_for_is_filled()
    {
        byte[] all = new byte[2_048];
        RandomOctets.Fill(new byte[7]);
        RandomOctets.Fill(all);

        Assert.That(all.Chunk(64).Select(part => part.Any(octet => octet != 0)), Is.All.True);
    }
}
