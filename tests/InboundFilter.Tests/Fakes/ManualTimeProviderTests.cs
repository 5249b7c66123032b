namespace InboundFilter.Tests.Fakes;

public sealed class ManualTimeProviderTests
{
    [Test]
    public void Timers_fire_in_order_and_see_their_own_instant()
    {
        var time = new ManualTimeProvider();
        var seen = new List<string>();
        using var late = time.CreateTimer(_ => seen.Add($"late {time.GetTimestamp()}"), null, TimeSpan.FromTicks(7), Timeout.InfiniteTimeSpan);
        using var periodic = time.CreateTimer(_ => seen.Add($"tick {time.GetTimestamp()}"), null, TimeSpan.FromTicks(3), TimeSpan.FromTicks(3));

        time.Advance(TimeSpan.FromTicks(8));

        Assert.That(seen, Is.EqualTo(["tick 3", "tick 6", "late 7"]));
        Assert.That(time.GetUtcNow(), Is.EqualTo(ManualTimeProvider.Start + TimeSpan.FromTicks(8)));
    }

    [Test]
    public void A_disposed_timer_is_silent()
    {
        var time = new ManualTimeProvider();
        bool fired = false;
        var timer = time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(fired, Is.False);
        Assert.That(time.ArmedTimers, Is.Zero);
    }

    [Test]
    public async Task Delays_and_time_limits_follow_it()
    {
        var time = new ManualTimeProvider();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
        var delay = Task.Delay(TimeSpan.FromSeconds(3), time);

        time.Advance(TimeSpan.FromSeconds(3));
        await delay;
        bool early = limit.IsCancellationRequested;
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((early, limit.IsCancellationRequested), Is.EqualTo((false, true)));
    }
}
