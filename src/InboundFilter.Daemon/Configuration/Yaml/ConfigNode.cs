namespace InboundFilter.Daemon.Configuration.Yaml;

/// <summary>A node of a configuration file with its place. Immutable; a node behind an alias is the same object.</summary>
internal abstract class ConfigNode(Place place)
{
    public Place Place { get; } = place;

    /// <summary>Words for what it is, as problems say it.</summary>
    public abstract string Describe();
}
