using Microsoft.Extensions.Logging;

namespace InboundFilter.Tests.Fakes;

/// <summary>Gives everybody the same log.</summary>
internal sealed class OneLog(ILogger log) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => log;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
