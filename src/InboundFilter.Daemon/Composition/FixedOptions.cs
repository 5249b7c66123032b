using Microsoft.Extensions.Options;

namespace InboundFilter.Daemon.Composition;

/// <summary>Options that stay as they were at start.</summary>
internal sealed class FixedOptions<T>(T value) : IOptionsMonitor<T>
{
    public T CurrentValue => value;

    public T Get(string? name) => value;

    public IDisposable? OnChange(Action<T, string?> listener) => null;
}
