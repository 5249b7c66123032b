using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger;

internal static class Waiting
{
    /// <summary>Far more than any test needs, so that one whose goal never comes fails.</summary>
    private const int MostSteps = 5_000_000;

    /// <summary>Lets the clock run, a second at a time, until something has happened.</summary>
    public static async Task AdvanceUntilAsync(this ManualTimeProvider time, Task goal)
    {
        for (int step = 0; !goal.IsCompleted; step++)
        {
            Assert.That(step, Is.LessThan(MostSteps), "what is waited for does not come");
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await goal;
    }
}
