using System.Net;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Checks that the listeners with proxy-protocol, proxy-from and the other client networks fit together.</summary>
internal sealed class ProxyOptionsValidator(ProblemList problems, YamlBinder binder, FilterOptions options)
{
    private readonly ClientOptions _clients = options.Clients;

    public void Validate()
    {
        if (_clients.ProxyFrom.Count == 0)
        {
            foreach (var listener in options.Listen.Where(l => l.ProxyProtocol))
            {
                problems.Fault(
                    binder.Locate(listener, "proxy-protocol"),
                    $"listen: {listener.Address} asks for PROXY headers, but clients: proxy-from names nobody who may send them, so every connection would be closed",
                    "write the addresses of the proxies there, such as proxy-from: [10.0.0.5], or proxy-protocol: false here");
            }

            return;
        }

        if (!options.Listen.Any(l => l.ProxyProtocol))
        {
            Warn("clients: proxy-from names proxies, but no listener takes PROXY headers", "write proxy-protocol: true beside the address to which they connect");
        }

        if (_clients.ProxyFrom.Any(n => n.PrefixLength == 0))
        {
            Warn("clients: proxy-from names the whole Internet, so anybody can pass for any client", "write the addresses of the proxies alone");
        }

        CheckOverlap("trusted", _clients.Trusted, "is vouched for");
        CheckOverlap("xclient-from", _clients.XclientFrom, "may say XCLIENT");
    }

    /// <summary>A connection whose header names nobody has the rights of the proxy's own address.</summary>
    private void CheckOverlap(string key, IReadOnlyList<IPNetwork> networks, string right)
    {
        foreach (var proxy in _clients.ProxyFrom.Where(n => n.PrefixLength > 0))
        {
            if (networks.Any(n => n.Contains(proxy.BaseAddress) || proxy.Contains(n.BaseAddress)))
            {
                Warn($"clients: {proxy} stands in proxy-from and in {key}, so whoever a proxy there does not name {right}", $"leave it out of {key}");
            }
        }
    }

    private void Warn(string problem, string fix) => problems.Warning(binder.Locate(_clients, "proxy-from"), problem, fix);
}
