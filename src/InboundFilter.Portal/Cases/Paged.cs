namespace InboundFilter.Portal.Cases;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Number">From 1.</param>
/// <param name="HasMore">There is a page behind it.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Number, bool HasMore) : IPaged
{
    /// <summary>Items on a page.</summary>
    public const int Size = 50;

    /// <summary>Pages that can be turned to; beyond them one searches.</summary>
    public const int MaxNumber = 10_000;

    public static Paged<T> Empty { get; } = new([], 1, HasMore: false);

    /// <summary>Reads one page and whether there is more.</summary>
    /// <param name="number">As the address names it; what is out of range becomes the nearest.</param>
    /// <param name="read">Reads, given how many to leave out and how many to take.</param>
    public static async Task<Paged<T>> ReadAsync(int number, Func<int, int, Task<IReadOnlyList<T>>> read)
    {
        int page = Math.Clamp(number, 1, MaxNumber);
        var found = await read((page - 1) * Size, Size + 1);
        return new Paged<T>([.. found.Take(Size)], page, found.Count > Size);
    }
}
