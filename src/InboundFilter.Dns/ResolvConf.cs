using System.Net;

namespace InboundFilter.Dns;

/// <summary>Reads the servers that the system asks (resolv.conf(5)). Its other settings are for host names that people type and are not used.</summary>
public static class ResolvConf
{
    public const string DefaultPath = "/etc/resolv.conf";

    private const int DnsPort = 53;
    private const int MaxLines = 1_000;

    /// <summary>Who is asked when no file and no configuration names a server.</summary>
    public static IPEndPoint Fallback { get; } = new(IPAddress.Loopback, DnsPort);

    /// <summary>The servers of a file; <see cref="Fallback"/> when it names none or cannot be read, as the C library does.</summary>
    public static IReadOnlyList<IPEndPoint> Read(string path = DefaultPath)
    {
        try
        {
            return Parse(File.ReadLines(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [Fallback];
        }
    }

    /// <summary>The servers that lines name, in order, at most <see cref="DnsResolverOptions.MaxServers"/>. Lines that cannot be understood are skipped.</summary>
    public static IReadOnlyList<IPEndPoint> Parse(IEnumerable<string> lines)
    {
        var servers = new List<IPEndPoint>();
        foreach (string line in lines.Take(MaxLines))
        {
            if (TryReadServer(line, out var address) && servers.Count < DnsResolverOptions.MaxServers)
            {
                servers.Add(new IPEndPoint(address, DnsPort));
            }
        }

        return servers.Count > 0 ? servers : [Fallback];
    }

    private static bool TryReadServer(string line, out IPAddress address)
    {
        address = IPAddress.None;
        int comment = line.AsSpan().IndexOfAny('#', ';');
        string[] words = (comment < 0 ? line : line[..comment])
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        if (words.Length < 2 || words[0] != "nameserver" || !IPAddress.TryParse(words[1], out var parsed))
        {
            return false;
        }

        // A scope that names no interface of ours is read as none, and without one the address leads nowhere.
        address = parsed;
        return !words[1].Contains('%', StringComparison.Ordinal) || parsed.ScopeId != 0;
    }
}
