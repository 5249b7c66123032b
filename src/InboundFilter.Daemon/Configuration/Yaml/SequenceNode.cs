namespace InboundFilter.Daemon.Configuration.Yaml;

/// <summary>A list of nodes.</summary>
internal sealed class SequenceNode(Place place, IReadOnlyList<ConfigNode> items) : ConfigNode(place)
{
    public IReadOnlyList<ConfigNode> Items { get; } = items;

    public override string Describe() => "a list";
}
