using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy;

/// <summary>Tells the administrator, without flooding the log, that clients come from addresses no server on the Internet has (DESIGN §2, principle 8). Thread-safe.</summary>
public sealed class HiddenClientAlarm(TimeProvider time, ILogger<HiddenClientAlarm> log)
{
    /// <summary>How long one address stays quiet after its alarm.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Most addresses remembered; beyond it all are forgotten and may be told again.</summary>
    public const int MaxAddresses = 1_000;

    private readonly ConcurrentDictionary<IPAddress, DateTimeOffset> _told = new();

    /// <summary>The addresses that were told of within the last <see cref="Interval"/>, as far as they are remembered.</summary>
    public IReadOnlyList<IPAddress> Recent
    {
        get
        {
            var now = time.GetUtcNow();
            return [.. _told.Where(t => now - t.Value < Interval).Select(t => t.Key)];
        }
    }

    public void Raise(string sessionId, IPAddress address)
    {
        var now = time.GetUtcNow();
        if (_told.TryGetValue(address, out var last) && now - last < Interval)
        {
            return;
        }

        if (_told.Count >= MaxAddresses)
        {
            _told.Clear();
        }

        _told[address] = now;
        log.ClientIsHidden(sessionId, address.ToString());
    }
}
