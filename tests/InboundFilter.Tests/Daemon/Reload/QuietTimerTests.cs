using InboundFilter.Daemon.Reload;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Reload;

public sealed class QuietTimerTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    [Test]
    public void Calls_once_after_the_last_touch()
    {
        var time = new ManualTimeProvider();
        int calls = 0;
        using var timer = new QuietTimer(time, Quiet, 20 * Quiet, () => calls++);

        for (int i = 0; i < 10; i++)
        {
            timer.Touch();
            time.Advance(Quiet / 2);
        }

        Assert.That(calls, Is.Zero);
        time.Advance(Quiet);
        Assert.That(calls, Is.EqualTo(1));
        time.Advance(100 * Quiet);
        Assert.That(calls, Is.EqualTo(1));
        timer.Touch();
        time.Advance(Quiet);
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public void Does_not_wait_for_ever_for_rest()
    {
        var time = new ManualTimeProvider();
        int calls = 0;
        using var timer = new QuietTimer(time, Quiet, 4 * Quiet, () => calls++);

        for (int i = 0; i < 8; i++)
        {
            timer.Touch();
            time.Advance(Quiet / 2);
        }

        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public void What_goes_on_all_the_time_neither_keeps_it_from_calling_nor_hastens_what_needs_rest()
    {
        var time = new ManualTimeProvider();
        int calls = 0;
        using var timer = new QuietTimer(time, Quiet, 20 * Quiet, () => calls++);

        for (int i = 0; i < 8; i++)
        {
            timer.Begin();
            time.Advance(Quiet / 4);
        }

        Assert.That(calls, Is.EqualTo(2));
        timer.Begin();
        time.Advance(Quiet / 2);
        timer.Touch();
        time.Advance(Quiet * 3 / 4);
        Assert.That(calls, Is.EqualTo(2), "the rest is waited for");
        time.Advance(Quiet / 2);
        Assert.That(calls, Is.EqualTo(3));
    }
}
