using System.Net;
using System.Text.Json;
using InboundFilter.Smtp.Proxy;
using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Smtp.Wire;

namespace InboundFilter.Tests.Suites;

/// <summary>PROXY headers as other implementations test them.</summary>
[Category("Suites")]
public sealed class ProxySuiteTests
{
    private const int Cases = 38;

    private static readonly int MaxOctets = new SmtpLimits().MaxProxyHeaderOctets;

    [Test]
    public void Every_header_is_read_as_the_suite_says()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(SuiteFolder.Path("proxy-protocol"), "vectors.json")));
        var vectors = file.RootElement.EnumerateArray().ToList();

        using (Assert.EnterMultipleScope())
        {
            foreach (var vector in vectors)
            {
                string name = $"{vector.GetProperty("source")}: {vector.GetProperty("name")}";
                foreach (var buffer in Segmented.EveryWay(Convert.FromHexString(vector.GetProperty("hex").GetString()!)))
                {
                    var left = buffer;
                    var status = ProxyHeaderReader.TryTake(ref left, MaxOctets, out ProxyHeader header);
                    Assert.That(Shown(status, header, left.Length), Is.EqualTo(Expected(vector)), name);
                }
            }
        }

        Assert.That(vectors, Has.Count.GreaterThanOrEqualTo(Cases));
    }

    private static string Expected(JsonElement vector)
    {
        string expect = vector.GetProperty("expect").GetString()!;
        return expect.StartsWith("valid-unknown", StringComparison.Ordinal) ? "the peer's address"
            : expect != "valid" ? "invalid"
            : $"{AddressIn("src_ip")} {vector.GetProperty("src_port")} {AddressIn("dst_ip")} {vector.GetProperty("dst_port")}";

        // The suite writes addresses as they were sent.
        IPAddress AddressIn(string key) => IPAddress.Parse(vector.GetProperty(key).GetString()!);
    }

    private static string Shown(ProxyHeaderStatus status, ProxyHeader header, long left) => status switch
    {
        ProxyHeaderStatus.Complete when left > 0 => $"{left} octets left",
        ProxyHeaderStatus.Complete when header.Source is null => "the peer's address",
        ProxyHeaderStatus.Complete => $"{header.Source.Address} {header.Source.Port} {header.Destination!.Address} {header.Destination.Port}",
        ProxyHeaderStatus.Incomplete => "incomplete",
        _ => "invalid",
    };
}
