using System.Net;
using InboundFilter.Dns;
using InboundFilter.Tests.Dns.Fakes;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Dns;

/// <summary>A resolver on a clock that stands still, asking fake servers on loopback sockets; all closed after each test.</summary>
[CancelAfter(30_000)]
public abstract class DnsResolverFixture
{
    private readonly List<IAsyncDisposable> _opened = [];

    protected ManualTimeProvider Time { get; private set; } = new();

    protected static DomainName Name { get; } = DomainName.Parse("www.example.test");

    protected static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public void StartClock() => Time = new ManualTimeProvider();

    [TearDown]
    public async Task CloseAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened))
        {
            await opened.DisposeAsync();
        }

        _opened.Clear();
    }

    private protected FakeDnsServer Serving(Func<FakeQuery, byte[]> answer) => Opened(FakeDnsServer.Answering(answer));

    private protected FakeDnsServer ServingMany(Func<FakeQuery, IEnumerable<byte[]>> answers) => Opened(new FakeDnsServer(answers));

    private protected FakeDnsServer SilentServer() => Opened(FakeDnsServer.Silent());

    private protected DnsResolver Asking(params FakeDnsServer[] servers) => Asking(new DnsResolverOptions { Servers = EndPoints(servers) });

    private protected DnsResolver Asking(DnsResolverOptions options) => Opened(new DnsResolver(options, Time, NullLogger<DnsResolver>.Instance));

    private protected static IReadOnlyList<IPEndPoint> EndPoints(params FakeDnsServer[] servers) => [.. servers.Select(server => server.EndPoint)];

    private T Opened<T>(T resource) where T : IAsyncDisposable
    {
        _opened.Add(resource);
        return resource;
    }
}
