namespace InboundFilter.Portal.Overview;

/// <summary>Something that takes long to find out: kept for a while, then found out anew by one for all who ask; whoever is not to wait so long gets what was known before. Thread-safe.</summary>
/// <param name="find">Finds it out. Goes on when those who asked have gone.</param>
/// <param name="keptFor">How long it counts as new.</param>
/// <param name="patience">Longest wait.</param>
/// <param name="time">The clock.</param>
public sealed class KeptValue<T>(Func<Task<T>> find, TimeSpan keptFor, TimeSpan patience, TimeProvider time)
    where T : class
{
    private readonly Lock _gate = new();
    private T? _last;
    private DateTimeOffset _foundAt;
    private Task<T>? _finding;

    /// <summary>What is known; null when nothing is known yet and finding out takes longer than the patience.</summary>
    /// <remarks>Fails as finding out does, when that ends within the patience.</remarks>
    public async Task<T?> ReadAsync(CancellationToken cancellation)
    {
        Task<T> finding;
        lock (_gate)
        {
            if (_last is not null && time.GetUtcNow() - _foundAt is var age && age >= TimeSpan.Zero && age < keptFor)
            {
                return _last;
            }

            finding = _finding ??= FindAsync();
        }

        try
        {
            return await finding.WaitAsync(patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    private async Task<T> FindAsync()
    {
        // Not on the thread that holds the gate.
        await Task.Yield();
        try
        {
            var found = await find();
            lock (_gate)
            {
                (_last, _foundAt) = (found, time.GetUtcNow());
            }

            return found;
        }
        finally
        {
            lock (_gate)
            {
                _finding = null;
            }
        }
    }
}
