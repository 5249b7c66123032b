using System.Net;

namespace InboundFilter.Smtp.Server;

/// <summary>One set of options with what is made of them once.</summary>
internal sealed class SmtpSettings(SmtpServerOptions options)
{
    public SmtpServerOptions Options { get; } = options;

    public SmtpLimits Limits => Options.Limits;

    public EhloExtensions Extensions { get; } = new(options.Limits.MaxMessageOctets);

    public SmtpReply Closing { get; } = SmtpReply.Of(221, 0, 0, $"{options.HostName} closes the connection").ThenClose();

    public bool TakesXclientFrom(IPAddress client) => IsIn(Options.XclientFrom, client);

    public bool TakesProxyHeaderFrom(IPAddress peer) => IsIn(Options.ProxyFrom, peer);

    private static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        foreach (IPNetwork network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
