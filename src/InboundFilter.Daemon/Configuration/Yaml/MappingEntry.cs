namespace InboundFilter.Daemon.Configuration.Yaml;

/// <summary>One <c>key: value</c> of a mapping.</summary>
internal readonly record struct MappingEntry(string Key, Place Place, ConfigNode Value);
