namespace InboundFilter.Daemon.Configuration.Yaml;

/// <summary>Keys with their values, in the order of the file.</summary>
/// <param name="place">Where it begins.</param>
/// <param name="entries">Each key once.</param>
/// <param name="isFaulty">A key was there twice or was no word; said in a problem, and left out of the entries.</param>
internal sealed class MappingNode(Place place, IReadOnlyList<MappingEntry> entries, bool isFaulty = false) : ConfigNode(place)
{
    public IReadOnlyList<MappingEntry> Entries { get; } = entries;

    public bool IsFaulty { get; } = isFaulty;

    public override string Describe() => "keys with values";

    public ConfigNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>The place of a key along a path; of the nearest one above it when the file does not have it.</summary>
    public Place Locate(params ReadOnlySpan<string> path)
    {
        TryLocate(path, out var place);
        return place;
    }

    /// <summary>Whether the file has a path; <paramref name="place"/> is that of the nearest key above it otherwise.</summary>
    public bool TryLocate(ReadOnlySpan<string> path, out Place place)
    {
        ConfigNode node = this;
        place = Place;
        foreach (string step in path)
        {
            if (node is MappingNode mapping && mapping.Entries.FirstOrDefault(e => e.Key.Equals(step, StringComparison.OrdinalIgnoreCase)) is { Key: not null } entry)
            {
                (node, place) = (entry.Value, entry.Place);
            }
            else if (node is SequenceNode sequence && int.TryParse(step, out int index) && index < sequence.Items.Count)
            {
                (node, place) = (sequence.Items[index], sequence.Items[index].Place);
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
