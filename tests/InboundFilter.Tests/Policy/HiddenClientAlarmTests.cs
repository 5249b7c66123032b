using System.Net;
using InboundFilter.Policy;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Tests.Policy;

public sealed class HiddenClientAlarmTests
{
    [Test]
    public void Each_address_is_told_once_an_hour()
    {
        var time = new ManualTimeProvider(Given.Now);
        var log = new CountingLog();
        var alarm = new HiddenClientAlarm(time, log);

        alarm.Raise("S1", IPAddress.Parse("10.0.0.1"));
        alarm.Raise("S2", IPAddress.Parse("10.0.0.1"));
        alarm.Raise("S3", IPAddress.Parse("10.0.0.2"));
        Assert.That(log.Count, Is.EqualTo(2));

        time.Step(TimeSpan.FromDays(-365));
        time.Advance(HiddenClientAlarm.Interval);
        alarm.Raise("S4", IPAddress.Parse("10.0.0.1"));
        Assert.That(log.Count, Is.EqualTo(3));
    }

    [TestCase("192.0.2.1", false, "", "")]
    [TestCase("10.0.0.1", false, "", "Error 2002 ")]
    [TestCase("10.0.0.1", false, "10.0.0.0/8", "Error 2007 ")]
    [TestCase("192.0.2.1", false, "192.0.2.1/32", "Error 2007 ")]
    [TestCase("192.0.2.1", true, "192.0.2.1/32", "")]
    [TestCase("10.0.0.1", true, "10.0.0.1/32", "")]
    [TestCase("127.0.0.1", false, "127.0.0.1/32", "")]
    public async Task Clients_that_hide_are_told_but_a_proxys_own_connections_are_not(string client, bool isProxyItself, string proxies, string alarm)
    {
        var lab = new FilterLab(new Given
        {
            Ip = client,
            IsProxyItself = isProxyItself,
            Clients = new ClientNetworks([IPNetwork.Parse("127.0.0.0/8")], []) { Proxies = proxies.Length == 0 ? [] : [IPNetwork.Parse(proxies)] },
        });

        await using var session = await lab.OpenAsync();

        Assert.That(lab.Alarms.Lines, alarm.Length == 0 ? Is.Empty : Has.Exactly(1).StartsWith(alarm));
    }

    [TestCase("203.0.113.1", true)]
    [TestCase("203.0.113.9", false)]
    [TestCase("10.0.0.9", true)]
    [TestCase("10.0.0.1", false)]
    [TestCase("172.16.0.1", false)]
    public void A_proxy_is_no_client_to_judge_even_in_a_network_that_counts_as_public(string address, bool isUsable)
    {
        var clients = new ClientNetworks([], [IPNetwork.Parse("10.0.0.0/8")]) { Proxies = [IPNetwork.Parse("203.0.113.9/32"), IPNetwork.Parse("10.0.0.1/32")] };

        Assert.That(clients.IsUsable(IPAddress.Parse(address)), Is.EqualTo(isUsable));
    }

    private sealed class CountingLog : ILogger<HiddenClientAlarm>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}
