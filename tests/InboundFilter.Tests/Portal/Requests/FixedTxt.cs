using InboundFilter.Dns;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Tests.Portal.Requests;

/// <summary>DNS that says what a test wants.</summary>
internal sealed class FixedTxt : ITxtLookup
{
    public TxtAnswer Answer { get; set; } = new(true, []);

    public List<string> Asked { get; } = [];

    public Task<TxtAnswer> FindAsync(DomainName name, CancellationToken cancellation)
    {
        Asked.Add(name.Value);
        return Task.FromResult(Answer);
    }
}
