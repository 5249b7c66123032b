using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger;

internal static class Waiting
{
    /// <summary>Lets the clock run, a second at a time, until something has happened.</summary>
    public static async Task AdvanceUntilAsync(this ManualTimeProvider time, Task goal)
    {
        while (!goal.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await goal;
    }
}
