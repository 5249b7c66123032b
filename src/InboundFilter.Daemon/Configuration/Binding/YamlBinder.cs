using System.Collections;
using System.Globalization;
using InboundFilter.Daemon.Configuration.Yaml;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Fills options classes from a node tree and collects all problems on the way; what is wrong keeps its default. Not thread-safe.</summary>
/// <remarks>
/// Keys are the property names in kebab-case and unknown ones are faults. <c>[Required]</c> and <c>[Range]</c> hold. A key without
/// a value is taken as empty where a list or keys belong, so that a section may be commented out line by line.
/// </remarks>
internal sealed class YamlBinder(ProblemList problems, OptionsShapes shapes, string rootName = "the file")
{
    private readonly Dictionary<object, MappingNode> _nodes = new(ReferenceEqualityComparer.Instance);

    /// <summary>Options from the root of a file; all defaults when it is empty.</summary>
    public T Bind<T>(ConfigNode? root)
        where T : class => (T?)BindOptions(root, typeof(T), string.Empty) ?? (T)Create(typeof(T));

    /// <summary>The place of a key of options that were bound here; of the nearest one above it when it was not written.</summary>
    public Place Locate(object options, params ReadOnlySpan<string> path) =>
        _nodes.TryGetValue(options, out var node) ? node.Locate(path) : default;

    /// <summary>Whether a key of options that were bound here was written, with a value.</summary>
    public bool IsWritten(object options, string key) => _nodes.TryGetValue(options, out var node) && node.Find(key) is not (null or ScalarNode { IsNull: true });

    /// <summary>Whether a path below options that were bound here was written, even if its value was wrong.</summary>
    public bool IsPresent(object options, params ReadOnlySpan<string> path) =>
        _nodes.TryGetValue(options, out var node) && node.TryLocate(path, out _);

    private static object Create(Type type) => Activator.CreateInstance(type)!;

    /// <returns>The value; null when there is none, after a problem unless null is allowed.</returns>
    private object? BindValue(ConfigNode node, Type type, OptionsKey key, string path)
    {
        if (node is ScalarNode { IsNull: false } scalar && key.OffMeansNull && type == key.ValueType)
        {
            if (!scalar.Text.Equals("off", StringComparison.OrdinalIgnoreCase))
            {
                WrongKind(node, path, "neither off nor keys with values", $"write {key.Name}: off, or as keys: {string.Join(", ", shapes.Of(type).KeyNames)}");
            }

            return null;
        }

        return OptionsShapes.ItemOf(type) is { } item ? BindList(node, item, key, path)
            : OptionsShapes.EntryOf(type) is { } entry ? BindDictionary(node, entry.Key, entry.Value, key, path)
            : ScalarReaders.IsScalar(type) || key.Format is not null ? BindScalar(node, type, key, path)
            : BindOptions(node, type, path);
    }

    private object? BindOptions(ConfigNode? node, Type type, string path)
    {
        var shape = shapes.Of(type);
        if (node is null or ScalarNode { IsNull: true })
        {
            node = new MappingNode(node?.Place ?? default, []);
        }

        if (node is ScalarNode && shape.Shorthand is { } only)
        {
            object options = Create(type);
            Set(options, only, node, path);
            return options;
        }

        if (node is not MappingNode mapping)
        {
            WrongKind(node, path, "not a set of keys with values", $"keys here: {string.Join(", ", shape.KeyNames)}");
            return null;
        }

        return BindMapping(mapping, shape, path);
    }

    private object BindMapping(MappingNode mapping, OptionsShape shape, string path)
    {
        object options = Create(shape.Type);
        _nodes.Add(options, mapping);
        foreach (var (name, place, value) in mapping.Entries)
        {
            string keyPath = path.Length == 0 ? name : $"{path}.{name}";
            if (shape.Find(name) is { } key)
            {
                Set(options, key, value, keyPath);
            }
            else
            {
                problems.Fault(place, $"{Quoted.Of(keyPath)} is not a known key", NearestKey.Suggest(name, shape.KeyNames));
            }
        }

        foreach (var key in shape.Required)
        {
            if (mapping.Find(key.Name) is var value && (value is null || (key.IsContainer && value is ScalarNode { IsNull: true })))
            {
                string owner = path.Length == 0 ? rootName : path;
                problems.Fault(mapping.Place, $"{owner} lacks the key {key.Name}", $"add {key.Name}: and a value");
            }
        }

        return options;
    }

    private void Set(object options, OptionsKey key, ConfigNode node, string path)
    {
        if (node is ScalarNode { IsNull: true } && (key.AllowsNull || !key.IsContainer))
        {
            if (key.AllowsNull)
            {
                key.Property.SetValue(options, null);
            }
            else
            {
                bool hasDefault = !key.IsRequired;
                problems.Fault(node.Place, $"{path} has no value", hasDefault ? "write one behind the colon, or remove the line to have the default" : "write one behind the colon");
            }

            return;
        }

        int before = problems.Count;
        object? value = BindValue(node, key.ValueType, key, path);
        if (value is not null || problems.Count == before)
        {
            key.Property.SetValue(options, value);
        }
    }

    private object? BindScalar(ConfigNode node, Type type, OptionsKey key, string path)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            WrongKind(node, path, "not a single value", "write one value behind the colon");
            return null;
        }

        var result = key.Format?.Read(scalar.Text, type) ?? ScalarReaders.Read(scalar.Text, type);
        if (result.Value is null)
        {
            problems.Fault(node.Place, $"{path}: {(key.IsSecret ? "the value" : scalar.Describe())} {result.Problem}", result.Fix);
            return null;
        }

        if (key.Range is { } range && !range.IsValid(result.Value))
        {
            problems.Fault(
                node.Place,
                $"{path}: {scalar.Describe()} is out of range",
                $"write a value from {Written(range.Minimum, result.Value, key)} to {Written(range.Maximum, result.Value, key)}");
            return null;
        }

        return result.Value;
    }

    private object? BindList(ConfigNode node, Type itemType, OptionsKey key, string path)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        if (node is SequenceNode sequence)
        {
            for (int i = 0; i < sequence.Items.Count; i++)
            {
                if (BindValue(sequence.Items[i], itemType, key, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")) is { } item)
                {
                    list.Add(item);
                }
            }
        }
        else if (node is not ScalarNode { IsNull: true })
        {
            string fix = node is ScalarNode scalar && !key.IsSecret ? $"write [{scalar.Text}]" : "write each item on a line of its own that begins with a hyphen";
            WrongKind(node, path, "not a list", fix);
            return null;
        }

        return list;
    }

    private object? BindDictionary(ConfigNode node, Type keyType, Type valueType, OptionsKey key, string path)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(keyType, valueType))!;
        IEnumerable<(string Text, Place Place, ConfigNode? Value)>? entries = node switch
        {
            MappingNode mapping => mapping.Entries.Select(entry => (entry.Key, entry.Place, (ConfigNode?)entry.Value)),
            SequenceNode list when key.ListMeans is not null => list.Items.Select(item => ((item as ScalarNode)?.Text ?? string.Empty, item.Place, (ConfigNode?)null)),
            ScalarNode { IsNull: true } => [],
            _ => null,
        };

        if (entries is null)
        {
            WrongKind(node, path, "not a set of keys with values", "write each as KEY: VALUE, below it and indented");
            return null;
        }

        foreach (var (text, place, value) in entries)
        {
            var name = ScalarReaders.Read(text, keyType);
            string shown = key.IsSecret ? "a key" : Quoted.Of(text);
            if (name.Value is null)
            {
                problems.Fault(place, $"{path}: {shown} {name.Problem}", name.Fix);
            }
            else if (dictionary.Contains(name.Value))
            {
                problems.Fault(place, $"{path}: {shown} stands here twice", "keep one of them");
            }
            else if ((value is null ? key.ListMeans!.Value : BindValue(value, valueType, key, $"{path}.{text}")) is { } bound)
            {
                dictionary.Add(name.Value, bound);
            }
        }

        return dictionary;
    }

    private void WrongKind(ConfigNode node, string path, string what, string? fix)
    {
        string subject = path.Length == 0 ? rootName : path;
        problems.Fault(node.Place, $"{subject} is {what}", fix);
    }

    private static string Written(object bound, object value, OptionsKey key) =>
        key.Format is { } format ? format.Write(bound)
        : value is TimeSpan ? DurationText.Write(bound as TimeSpan? ?? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture))
        : Convert.ToString(bound, CultureInfo.InvariantCulture) ?? string.Empty;
}
