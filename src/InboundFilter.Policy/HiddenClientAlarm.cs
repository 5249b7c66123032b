using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy;

/// <summary>Tells the administrator, without flooding the log, that clients come from addresses no server on the Internet has, or from a proxy that names none (DESIGN §2, principle 8). Thread-safe.</summary>
public sealed class HiddenClientAlarm(TimeProvider time, ILogger<HiddenClientAlarm> log)
{
    /// <summary>How long one address stays quiet after its alarm.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Most addresses remembered; beyond it all are forgotten and may be told again.</summary>
    public const int MaxAddresses = 1_000;

    private readonly ConcurrentDictionary<IPAddress, long> _told = new();

    /// <summary>The addresses that were told of within the last <see cref="Interval"/>, as far as they are remembered.</summary>
    public IReadOnlyList<IPAddress> Recent => [.. _told.Where(t => time.GetElapsedTime(t.Value) < Interval).Select(t => t.Key)];

    /// <param name="sessionId">The session that found out.</param>
    /// <param name="address">What it sees as the client.</param>
    /// <param name="isProxy">The address is that of a proxy of ours, which did not say for whom it speaks.</param>
    public void Raise(string sessionId, IPAddress address, bool isProxy = false)
    {
        if (_told.TryGetValue(address, out long last) && time.GetElapsedTime(last) < Interval)
        {
            return;
        }

        if (_told.Count >= MaxAddresses)
        {
            _told.Clear();
        }

        _told[address] = time.GetTimestamp();
        if (isProxy)
        {
            log.ProxyNamesNobody(sessionId, address.ToString());
        }
        else
        {
            log.ClientIsHidden(sessionId, address.ToString());
        }
    }
}
