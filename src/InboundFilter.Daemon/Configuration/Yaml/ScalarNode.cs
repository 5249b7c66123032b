namespace InboundFilter.Daemon.Configuration.Yaml;

/// <summary>A single value.</summary>
/// <param name="place">Where it stands.</param>
/// <param name="text">As written, without quotes.</param>
/// <param name="isPlain">Written without quotes, so that <c>null</c>, <c>~</c> or nothing mean no value (YAML 1.2 §10.3.2).</param>
internal sealed class ScalarNode(Place place, string text, bool isPlain) : ConfigNode(place)
{
    public string Text { get; } = text;

    public bool IsNull => isPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public override string Describe() => IsNull ? "nothing" : Quoted.Of(Text);
}
