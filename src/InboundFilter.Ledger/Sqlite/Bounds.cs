using System.Runtime.CompilerServices;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>Checks how much is asked for.</summary>
internal static class Bounds
{
    /// <exception cref="ArgumentOutOfRangeException">Not from 1 to the largest page.</exception>
    public static int Page(int limit, int largest, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, largest, name);
        return limit;
    }
}
