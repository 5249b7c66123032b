using System.Diagnostics.CodeAnalysis;

namespace InboundFilter.Portal.Reading;

/// <summary>What an administrator wrote, read, or what is wrong with it.</summary>
/// <param name="Value">Valid without a problem.</param>
/// <param name="Problem">For him, with what would be right; null when all is well.</param>
internal readonly record struct ReadResult<T>(T? Value, string? Problem)
    where T : struct
{
    [MemberNotNullWhen(true, nameof(Problem))]
    public bool IsWrong => Problem is not null;

    public static ReadResult<T> Of(T value) => new(value, null);

    public static ReadResult<T> Wrong(string problem) => new(null, problem);
}
