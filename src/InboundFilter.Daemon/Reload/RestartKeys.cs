using System.Collections;
using System.Globalization;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Reload;

/// <summary>Finds the keys of inboundfilter.yaml whose change a reload cannot put into force.</summary>
internal static class RestartKeys
{
    private static readonly HashSet<string> Reloadable = ["policy", "dnsbl", "lists", "clients.trusted", "clients.count-as-public"];

    /// <summary>The keys, such as <c>limits.recipients</c>, that differ; values are not told, since some are secret.</summary>
    /// <param name="atStart">With which the daemon runs.</param>
    /// <param name="read">What stands in the files now.</param>
    public static IReadOnlyList<string> Changed(FilterOptions atStart, FilterOptions read)
    {
        var before = Flatten(atStart);
        var after = Flatten(read);
        return [.. before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Flatten(FilterOptions options)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(values, string.Empty, options);
        return values;
    }

    private static void Add(Dictionary<string, string> values, string path, object? value)
    {
        if (Reloadable.Contains(path))
        {
            return;
        }

        switch (value)
        {
            case null:
                break;
            case IDictionary entries:
                foreach (DictionaryEntry entry in entries)
                {
                    Add(values, $"{path}.{entry.Key}", entry.Value);
                }

                break;
            case IEnumerable items when value is not string:
                int index = 0;
                foreach (object? item in items)
                {
                    Add(values, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), item);
                }

                break;
            case not null when IsOptions(value.GetType()):
                // Present even when it has no key of its own, so that `{}` differs from `off`.
                values[path] = string.Empty;
                foreach (var property in value.GetType().GetProperties().Where(property => property.SetMethod is not null))
                {
                    string key = KebabCase.Of(property.Name);
                    Add(values, path.Length == 0 ? key : $"{path}.{key}", property.GetValue(value));
                }

                break;
            default:
                values[path] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
                break;
        }
    }

    private static bool IsOptions(Type type) => type is { IsClass: true } && type.Assembly == typeof(FilterOptions).Assembly;
}
