using System.Net;
using InboundFilter.Daemon.Doctor.Senses;

namespace InboundFilter.Tests.Daemon.Doctor;

/// <summary>A machine with these addresses, on which every port is in one state.</summary>
internal sealed class FixedPorts(params string[] addresses) : IPorts
{
    public IReadOnlyList<IPAddress> Addresses { get; } = [.. addresses.Select(IPAddress.Parse)];

    public PortLook Look { get; set; } = new(PortState.Free);

    public Task<PortLook> LookAsync(IPEndPoint address, bool greets, CancellationToken cancellation) => Task.FromResult(Look);
}
