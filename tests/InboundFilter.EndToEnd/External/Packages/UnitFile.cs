namespace InboundFilter.EndToEnd.External.Packages;

/// <summary>What a service unit says.</summary>
internal sealed class UnitFile(string text)
{
    /// <summary>The last value of a key.</summary>
    public string this[string key] => text.Split('\n').Last(l => l.StartsWith($"{key}=", StringComparison.Ordinal))[(key.Length + 1)..];
}
