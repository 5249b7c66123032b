namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>Labels of measurements. Their values are our own words and the administrator's names, never a stranger's.</summary>
internal static class Tags
{
    public static KeyValuePair<string, object?> Of(string key, string value) => new(key, value);
}
