using System.Net;

namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>The ports and addresses of this machine.</summary>
internal interface IPorts
{
    /// <summary>Addresses of all interfaces, loopback too.</summary>
    IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Tries to listen, and at once no more.</summary>
    /// <param name="address">Where.</param>
    /// <param name="greets">Our daemon would greet there as an SMTP server.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<PortLook> LookAsync(IPEndPoint address, bool greets, CancellationToken cancellation);
}
