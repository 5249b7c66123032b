using System.Globalization;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;

namespace InboundFilter.Daemon.Configuration.Overrides;

/// <summary>Lays overrides over the node tree of a file before it is bound, so that one binder and one set of rules judge both.</summary>
/// <remarks>Keys may be spelled as the environment allows (any case, no hyphens), so the options classes show the way through the tree.</remarks>
internal sealed class OverrideOverlay(ProblemList problems, OptionsShapes shapes)
{
    /// <summary>Most items that a list can be given from outside the file.</summary>
    private const int MaxItems = 1_000;

    /// <summary>A tree with the overrides in it; the given one stays as it is.</summary>
    public ConfigNode? Apply(ConfigNode? root, Type options, ConfigurationOverrides overrides)
    {
        foreach (var change in overrides.All)
        {
            root = With(root, options, change, depth: 0) ?? root;
        }

        return root;
    }

    /// <returns>The changed node, or null after a problem.</returns>
    private ConfigNode? With(ConfigNode? node, Type type, ConfigurationOverride change, int depth)
    {
        if (depth == change.Path.Count)
        {
            return Value(change);
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        string step = change.Path[depth];
        if (OptionsShapes.ItemOf(type) is { } item)
        {
            return WithItem(node as SequenceNode, item, change, depth);
        }

        if (OptionsShapes.EntryOf(type) is { } entry)
        {
            return WithEntry(node as MappingNode, step, entry.Value, change, depth);
        }

        if (ScalarReaders.IsScalar(type))
        {
            problems.Fault(Place(change), $"{Shown(change, depth)} is a single value", $"set {Shown(change, depth)} itself");
            return null;
        }

        var shape = shapes.Of(type);
        if (shape.FindRelaxed(step) is { } key)
        {
            return WithEntry(node as MappingNode, key.Name, key.Property.PropertyType, change, depth);
        }

        string problem = $"{Quoted.Of(Shown(change, depth + 1))} is not a known key";
        string fix = NearestKey.Suggest(step, shape.KeyNames);
        if (change.IsFromEnvironment && depth == 0)
        {
            problems.Warning(Place(change), problem, fix);
        }
        else
        {
            problems.Fault(Place(change), problem, fix);
        }

        return null;
    }

    private MappingNode? WithEntry(MappingNode? mapping, string key, Type type, ConfigurationOverride change, int depth)
    {
        MappingEntry[] entries = [.. mapping?.Entries ?? []];
        int at = Array.FindIndex(entries, entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        if (With(at < 0 ? null : entries[at].Value, type, change, depth + 1) is not { } value)
        {
            return null;
        }

        var changed = new MappingEntry(at < 0 ? key : entries[at].Key, Place(change), value);
        MappingEntry[] all = at < 0 ? [.. entries, changed] : [.. entries[..at], changed, .. entries[(at + 1)..]];
        return new MappingNode(mapping?.Place ?? Place(change), all, mapping?.IsFaulty ?? false);
    }

    private SequenceNode? WithItem(SequenceNode? sequence, Type type, ConfigurationOverride change, int depth)
    {
        List<ConfigNode> items = [.. sequence?.Items ?? []];
        string step = change.Path[depth];
        if (!int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > items.Count || index >= MaxItems)
        {
            problems.Fault(Place(change), $"{Quoted.Of(step)} is not the number of an item", $"write a number from 0 to {items.Count}");
            return null;
        }

        if (With(index < items.Count ? items[index] : null, type, change, depth + 1) is not { } value)
        {
            return null;
        }

        if (index == items.Count)
        {
            items.Add(value);
        }
        else
        {
            items[index] = value;
        }

        return new SequenceNode(sequence?.Place ?? Place(change), items);
    }

    private static ConfigNode Value(ConfigurationOverride change)
    {
        if (!change.Value.StartsWith('[') && !change.Value.StartsWith('{'))
        {
            return new ScalarNode(Place(change), change.Value, isPlain: true);
        }

        // "[::1]:2525" begins like a list and is none.
        var parsing = new List<ConfigProblem>();
        bool isRead = YamlTreeReader.TryRead(change.Value, change.Origin, new ProblemList(parsing, ProblemSeverity.Fatal), out var root);
        return isRead && root is not null ? root : new ScalarNode(Place(change), change.Value, isPlain: true);
    }

    private static Place Place(ConfigurationOverride change) => new(change.Origin, 0);

    private static string Shown(ConfigurationOverride change, int depth) => string.Join('.', change.Path.Take(depth));
}
