namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>What became of the text of a value: the value, or what is wrong and what would be right.</summary>
internal readonly record struct ScalarResult(object? Value, string? Problem, string? Fix)
{
    public static ScalarResult Of(object value) => new(value, null, null);

    /// <param name="problem">Continues a sentence that begins with the text: <c>is not a whole number</c>.</param>
    /// <param name="fix">What would be right.</param>
    public static ScalarResult Wrong(string problem, string fix) => new(null, problem, fix);
}
