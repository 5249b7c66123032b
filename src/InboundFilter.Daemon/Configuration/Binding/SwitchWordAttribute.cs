namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>A switch that may also be written as a word of its own, and as <c>off</c>: <c>bulk: require-consent</c>.</summary>
internal sealed class SwitchWordAttribute(string word) : ScalarFormatAttribute
{
    /// <summary>Means true.</summary>
    public string Word => word;

    public override ScalarResult Read(string text, Type type) =>
        text == word ? ScalarResult.Of(true)
        : text == "off" ? ScalarResult.Of(false)
        : ScalarReaders.Read(text, typeof(bool)) is { Value: not null } read ? read
        : ScalarResult.Wrong($"is neither {word} nor off", NearestKey.To(text, [word, "off"]) is { } nearest ? $"did you mean {nearest}?" : "write one of these");
}
