namespace InboundFilter.Smtp.Server;

/// <summary>Until when a session may wait for its client. Set by the session, looked at by <see cref="DeadlineSweep"/> from another thread.</summary>
internal sealed class SessionDeadline(TimeProvider time)
{
    private long _due = long.MaxValue;
    private long _messageStarted;
    private long _octetsBefore;

    public bool HasPassed(long timestamp) => timestamp > Volatile.Read(ref _due);

    /// <summary>The session is not waiting for its client.</summary>
    public void Clear() => Volatile.Write(ref _due, long.MaxValue);

    /// <returns>The time stamp at which the wait is over, for <see cref="Until"/>.</returns>
    public long Within(TimeSpan wait)
    {
        long due = time.GetTimestamp() + Ticks(wait.TotalSeconds);
        Until(due);
        return due;
    }

    /// <summary>Goes on with a wait that began before.</summary>
    public void Until(long due) => Volatile.Write(ref _due, due);

    /// <summary>Octets of a message are to come now: all of them, or those of one more chunk.</summary>
    public void MessageStarts(long octetsBefore)
    {
        _messageStarted = time.GetTimestamp();
        _octetsBefore = octetsBefore;
    }

    /// <summary>Waiting for more of a message: neither longer than the time-out nor until the average falls below the minimum rate.</summary>
    public void WithinMessage(SmtpLimits limits, long octetsSoFar)
    {
        long due = time.GetTimestamp() + Ticks(limits.DataTimeout.TotalSeconds);
        if (limits.MinDataRate > 0)
        {
            double tooSlowAfter = Math.Max(limits.DataRateGrace.TotalSeconds, (double)(octetsSoFar - _octetsBefore) / limits.MinDataRate);
            due = Math.Min(due, _messageStarted + Ticks(tooSlowAfter));
        }

        Volatile.Write(ref _due, due);
    }

    private long Ticks(double seconds) => (long)(seconds * time.TimestampFrequency);
}
