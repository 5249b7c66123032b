using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Commands;

/// <summary>Options that all commands take (DESIGN §12).</summary>
internal sealed class CommonOptions
{
    public Option<string?> Config { get; } = new("--config") { Description = "the configuration: a file, by default config/inboundfilter.yaml or /etc/inboundfilter/inboundfilter.yaml", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Description = "print one JSON object a line" };

    public Option<bool> Batch { get; } = new("--batch") { Description = "read one JSON object a line from standard input, answer each with one line" };

    private Option<string[]> Set { get; } = new("--set") { Description = "a value of the configuration, such as limits:recipients=5", Recursive = true };

    private Option<IPEndPoint?> Dns { get; } = new("--dns") { Description = "ask this DNS server: HOST:PORT", Recursive = true, CustomParser = ReadEndPoint };

    private Option<TimeSpan?> DnsTimeout { get; } = new("--dns-timeout") { Description = "longest wait for one DNS answer, such as 500ms", Recursive = true, CustomParser = ReadDuration };

    private Option<int?> DnsTries { get; } = new("--dns-tries") { Description = "how often each DNS server is asked", Recursive = true, CustomParser = ReadTries };

    private Option<DateTimeOffset?> Now { get; } = new("--now") { Description = "judge as of this time: RFC 3339 or seconds since 1970", Recursive = true, CustomParser = ReadTime };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(Config);
        root.Options.Add(Set);
        root.Options.Add(Dns);
        root.Options.Add(DnsTimeout);
        root.Options.Add(DnsTries);
        root.Options.Add(Now);
    }

    public StartOptions Read(ParseResult parsed) => new()
    {
        ConfigPath = parsed.GetValue(Config),
        Set = parsed.GetValue(Set) ?? [],
        DnsServer = parsed.GetValue(Dns),
        DnsTimeout = parsed.GetValue(DnsTimeout),
        DnsTries = parsed.GetValue(DnsTries),
        Now = parsed.GetValue(Now),
    };

    private static IPEndPoint? ReadEndPoint(ArgumentResult argument)
    {
        const int DnsPort = 53;
        string text = argument.Tokens[0].Value;
        if (IPEndPoint.TryParse(text, out var end))
        {
            return end.Port == 0 ? new IPEndPoint(end.Address, DnsPort) : end;
        }

        int colon = text.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && AddressOf(text[..colon]) is { } address)
        {
            return new IPEndPoint(address, port);
        }

        argument.AddError($"--dns: \"{text}\" is not a host and port, such as 127.0.0.1:5353.");
        return null;
    }

    private static IPAddress? AddressOf(string host)
    {
        try
        {
            return System.Net.Dns.GetHostAddresses(host).FirstOrDefault();
        }
        catch (Exception fault) when (fault is System.Net.Sockets.SocketException or ArgumentException)
        {
            return null;
        }
    }

    private static TimeSpan? ReadDuration(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (DurationText.Read(text).Value is TimeSpan duration && duration > TimeSpan.Zero)
        {
            return duration;
        }

        argument.AddError($"--dns-timeout: \"{text}\" is not a duration, such as 500ms or 5s.");
        return null;
    }

    private static int? ReadTries(ArgumentResult argument)
    {
        const int Most = 10;
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int tries) && tries is >= 1 and <= Most)
        {
            return tries;
        }

        argument.AddError($"--dns-tries: \"{text}\" is not a number from 1 to {Most}.");
        return null;
    }

    private static DateTimeOffset? ReadTime(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds) && Math.Abs(seconds) < 1L << 37)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        argument.AddError($"--now: \"{text}\" is neither RFC 3339, such as 2026-11-22T12:00:00Z, nor seconds since 1970.");
        return null;
    }
}
