using InboundFilter.Portal.Overview;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Portal.Overview;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeptValueTests
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly List<TaskCompletionSource<string>> _asked = [];

    [Test]
    public async Task It_is_found_out_once_for_all_who_ask_and_kept()
    {
        var kept = Kept();
        var first = kept.ReadAsync(CancellationToken.None);
        var second = kept.ReadAsync(CancellationToken.None);
        await AskedAsync(1);
        _asked[0].SetResult("a");

        Assert.That(new[] { await first, await second, await kept.ReadAsync(CancellationToken.None) }, Is.All.EqualTo("a"));
        Assert.That(_asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_old_is_found_out_anew_and_shown_when_that_takes_too_long()
    {
        var kept = Kept();
        var first = kept.ReadAsync(CancellationToken.None);
        await AskedAsync(1);
        _asked[0].SetResult("a");
        await first;
        _time.Advance(KeptFor);

        var second = kept.ReadAsync(CancellationToken.None);
        await AskedAsync(2);
        _time.Advance(Patience);

        Assert.That(await second, Is.EqualTo("a"));
        var third = kept.ReadAsync(CancellationToken.None);
        _asked[1].SetResult("b");
        Assert.That((await third, _asked.Count), Is.EqualTo(("b", 2)), "the same search goes on meanwhile");
    }

    [Test]
    public async Task Before_anything_is_known_nobody_waits_longer_than_his_patience()
    {
        var kept = Kept();
        var first = kept.ReadAsync(CancellationToken.None);
        await AskedAsync(1);
        _time.Advance(Patience);

        Assert.That(await first, Is.Null);
    }

    [Test]
    public async Task A_failure_is_told_and_tried_again()
    {
        var kept = Kept();
        var first = kept.ReadAsync(CancellationToken.None);
        await AskedAsync(1);
        _asked[0].SetException(new InvalidOperationException("away"));
        Assert.That(() => first, Throws.InvalidOperationException);

        var second = kept.ReadAsync(CancellationToken.None);
        await AskedAsync(2);
        _asked[1].SetResult("b");

        Assert.That(await second, Is.EqualTo("b"));
    }

    [Test]
    public async Task Who_goes_away_does_not_end_it_for_others()
    {
        var kept = Kept();
        using var gone = new CancellationTokenSource();
        var first = kept.ReadAsync(gone.Token);
        var second = kept.ReadAsync(CancellationToken.None);
        await gone.CancelAsync();
        Assert.That(() => first, Throws.InstanceOf<OperationCanceledException>());
        await AskedAsync(1);
        _asked[0].SetResult("a");

        Assert.That(await second, Is.EqualTo("a"));
    }

    private KeptValue<string> Kept() => new(Ask, KeptFor, Patience, _time);

    private Task<string> Ask()
    {
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked)
        {
            _asked.Add(asked);
        }

        return asked.Task;
    }

    /// <summary>Asking begins on another thread.</summary>
    private async Task AskedAsync(int times)
    {
        while (true)
        {
            lock (_asked)
            {
                if (_asked.Count >= times)
                {
                    return;
                }
            }

            await Task.Yield();
        }
    }
}
