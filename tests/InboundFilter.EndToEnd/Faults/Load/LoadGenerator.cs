using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>Many SMTP clients that behave as MTAs do: what is deferred or lost is sent again, with the same id, until it is taken or refused for good.</summary>
internal sealed class LoadGenerator
{
    /// <summary>How long the end may take once no new message is begun. A mailbox server that was away is given a rest of 10 s.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);

    private readonly LoadPlan _plan;
    private readonly ILoadBook _book;
    private readonly Task[] _clients;
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _isGivenUp;
    private int _numbers;

    private LoadGenerator(LoadPlan plan, ILoadBook book)
    {
        (_plan, _book, _numbers) = (plan, book, plan.NumbersAfter);
        _clients = [.. Enumerable.Range(0, plan.Clients).Select(i => Task.Run(() => WorkAsync(i)))];
    }

    private static LoadGenerator Start(LoadPlan plan, ILoadBook book) => new(plan, book);

    /// <summary>Begins no new message and waits until each one has been taken or refused.</summary>
    private async Task EndAsync()
    {
        await _ending.CancelAsync();
        var all = Task.WhenAll(_clients);
        try
        {
            await all.WaitAsync(EndLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            _isGivenUp = true;
            Assert.Fail($"{EndLimit.TotalSeconds:0} s after the last fault messages are still neither taken nor refused.");
        }
    }

    /// <summary>Runs a load while something is done, and to its end.</summary>
    public static async Task DuringAsync(LoadPlan plan, ILoadBook book, Func<Task> act)
    {
        var load = Start(plan, book);
        try
        {
            await act();
            await load.EndAsync();
        }
        catch
        {
            await load.GiveUpAsync();
            throw;
        }
    }

    /// <summary>Ends at once, whatever is on its way; for a test that failed.</summary>
    private async Task GiveUpAsync()
    {
        _isGivenUp = true;
        await _ending.CancelAsync();
        await Task.WhenAll(_clients).WaitAsync(Eventually.Limit * 2, TimeProvider.System);
    }

    private Task PauseAsync(TimeSpan pause) => UntilEndAsync(Task.Delay(pause, TimeProvider.System, _ending.Token));

    private static async Task UntilEndAsync(Task wait)
    {
        try
        {
            await wait;
        }
        catch (OperationCanceledException)
        {
            // No new message is begun.
        }
    }

    private async Task WorkAsync(int number)
    {
        var chance = new Random(_plan.Seed + number);
        using var pace = _plan.Rate is { } rate ? new PeriodicTimer(TimeSpan.FromSeconds(_plan.Clients / rate), TimeProvider.System) : null;
        await using var client = new LoadClient(_plan, chance);

        // Spread over the period, so that the load is even.
        await PauseAsync(pace is null ? TimeSpan.Zero : pace.Period * number / _plan.Clients);
        while (!_ending.IsCancellationRequested)
        {
            int next = Interlocked.Increment(ref _numbers);
            var message = _plan.Message?.Invoke(next) ?? LoadMessage.Make(next, _plan.Seed, _plan.MostOctets);
            _book.Sends(message);
            while (!_isGivenUp)
            {
                var attempt = await client.TryAsync(message);
                _book.WasTold(attempt);
                if (attempt.Told is Told.Taken or Told.Refused)
                {
                    break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(20, 120)), TimeProvider.System);
            }

            await (pace is null ? Task.CompletedTask : UntilEndAsync(pace.WaitForNextTickAsync(_ending.Token).AsTask()));
        }
    }
}
