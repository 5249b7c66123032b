using Microsoft.Extensions.Options;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>Options that stay as the test set them.</summary>
internal sealed class FixedOptions<T>(T value) : IOptionsMonitor<T>
{
    public T CurrentValue { get; } = value;

    public T Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<T, string?> listener) => null;
}
