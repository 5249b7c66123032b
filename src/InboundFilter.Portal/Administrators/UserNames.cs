using System.Buffers;

namespace InboundFilter.Portal.Administrators;

/// <summary>Which names users may have: those of the system, and mail addresses, as proxies give them.</summary>
public static class UserNames
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@+");

    /// <summary>What is wrong with a name, in words for who chose it; null when nothing is.</summary>
    public static string? Fault(string name) =>
        name.Length == 0 ? "the name is empty"
        : name.Length > MaxLength ? $"the name is longer than {MaxLength} characters"
        : name.AsSpan().ContainsAnyExcept(Allowed) || !char.IsAsciiLetterOrDigit(name[0]) ? "the name has other characters than letters, digits and . - _ @ +, or does not begin with a letter or digit"
        : null;
}
