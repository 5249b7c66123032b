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

        time.Advance(HiddenClientAlarm.Interval);
        alarm.Raise("S4", IPAddress.Parse("10.0.0.1"));
        Assert.That(log.Count, Is.EqualTo(3));
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
