namespace InboundFilter.Daemon.Composition;

/// <summary>A clock that starts at a given time and runs on from there (<c>--now</c>).</summary>
internal sealed class ShiftedTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_started);
}
