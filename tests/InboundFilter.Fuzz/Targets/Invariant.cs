using System.Runtime.CompilerServices;

namespace InboundFilter.Fuzz.Targets;

/// <summary>States what must hold.</summary>
internal static class Invariant
{
    private const int MaxShown = 300;

    /// <param name="holds">Whether it does.</param>
    /// <param name="invariant">What must hold, in words that are the same for all inputs.</param>
    /// <param name="detail">How it does not.</param>
    public static void That(bool holds, string invariant, [CallerArgumentExpression(nameof(holds))] string detail = "")
    {
        if (!holds)
        {
            throw new BrokenInvariantException(invariant, detail);
        }
    }

    /// <summary>Both texts must be the same; the detail shows from where on they are not.</summary>
    public static void Same(string expected, string actual, string invariant)
    {
        if (expected != actual)
        {
            int at = expected.AsSpan().CommonPrefixLength(actual);
            throw new BrokenInvariantException(invariant, $"from {at} on \"{Shown(expected, at)}\" became \"{Shown(actual, at)}\"");
        }
    }

    private static string Shown(string text, int at) => text.Substring(at, Math.Min(MaxShown, text.Length - at));
}
