namespace InboundFilter.EndToEnd.Harness;

/// <summary>Waits for what another process does, which no event of ours announces: asks again until it is so, or fails.</summary>
internal static class Eventually
{
    /// <summary>Longest wait before a test fails. Far more than anything here needs, so that a busy machine fails no test.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <param name="isSo">Asked at once, and again until it says yes.</param>
    /// <param name="what">For the message of a failure.</param>
    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => ValueTask.FromResult(isSo()), what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public static async Task UntilAsync(Func<ValueTask<bool>> isSo, string what)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                Assert.Fail($"After {Limit.TotalSeconds:0} s still not so: {what}.");
            }

            await Task.Delay(Interval, TimeProvider.System);
        }
    }
}
