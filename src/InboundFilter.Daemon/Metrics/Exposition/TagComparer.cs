namespace InboundFilter.Daemon.Metrics.Exposition;

/// <summary>Finds the series of a set of tags without making an array of them.</summary>
internal sealed class TagComparer :
    IEqualityComparer<KeyValuePair<string, object?>[]>,
    IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
{
    public static TagComparer Instance { get; } = new();

    public bool Equals(KeyValuePair<string, object?>[]? x, KeyValuePair<string, object?>[]? y) => Equals(x.AsSpan(), y!);

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, KeyValuePair<string, object?>[] other)
    {
        if (alternate.Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < other.Length; i++)
        {
            // Nearly always the same objects, since tags are made once.
            if ((!ReferenceEquals(alternate[i].Value, other[i].Value) && !Equals(alternate[i].Value, other[i].Value)) || alternate[i].Key != other[i].Key)
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(KeyValuePair<string, object?>[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        uint hash = 0;
        foreach (var tag in alternate)
        {
            // Values are ours, so nobody can choose them to collide, and three of their characters tell most apart.
            uint of = tag.Value is string { Length: > 0 } text
                ? (uint)text.Length | ((uint)text[0] << 8) | ((uint)text[text.Length / 2] << 16) | ((uint)text[^1] << 24)
                : (uint)(tag.Value?.GetHashCode() ?? 0);
            hash = (hash * 31) + of;
        }

        return (int)hash;
    }

    public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => alternate.ToArray();
}
