using System.Reflection;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>The keys of an options class, taken from its properties.</summary>
internal sealed class OptionsShape
{
    private readonly Dictionary<string, OptionsKey> _keys;

    public OptionsShape(Type type)
    {
        Type = type;
        _keys = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null)
            .Select(property => new OptionsKey(property))
            .ToDictionary(key => key.Name, StringComparer.Ordinal);
        Required = [.. _keys.Values.Where(key => key.IsRequired)];
        Shorthand = type.GetCustomAttribute<ShorthandAttribute>() is { } shorthand ? _keys[KebabCase.Of(shorthand.Property)] : null;
    }

    public Type Type { get; }

    public IReadOnlyCollection<string> KeyNames => _keys.Keys;

    public IReadOnlyList<OptionsKey> Required { get; }

    /// <summary>The key that a single value stands for; null when the class has none.</summary>
    public OptionsKey? Shorthand { get; }

    public OptionsKey? Find(string key) => _keys.GetValueOrDefault(key);

    /// <summary>Finds a key in the spellings that environment variables allow: any case, hyphens missing or written as underscores.</summary>
    public OptionsKey? FindRelaxed(string key) =>
        Find(key) ?? _keys.Values.FirstOrDefault(k => Bare(k.Name).Equals(Bare(key), StringComparison.OrdinalIgnoreCase));

    private static string Bare(string key) =>
        key.Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal);
}
