using System.CommandLine;
using System.Globalization;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>dnsbl [ZONE]</c>: probes the public blocklists now and prints how each of them is.</summary>
internal sealed class DnsblCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string?> _zone = new("ZONE") { Arity = ArgumentArity.ZeroOrOne, Description = "this list of dnsbl.yaml only" };

    public DnsblCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("dnsbl", "probe the public blocklists of dnsbl.yaml now and print how each is; exit code 1 when one is not asked") { _zone, common.Json };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        IReadOnlyList<DnsblDefinition> lists = filter.GetRequiredService<PolicySnapshot>().Dnsbl.Lists;
        if (parsed.GetValue(_zone) is { } zone)
        {
            lists = [.. lists.Where(l => IsNamed(l, zone))];
        }

        if (lists.Count == 0)
        {
            await Console.Error.WriteLineAsync(parsed.GetValue(_zone) is { } unknown ? $"{unknown} is not a list of dnsbl.yaml." : "dnsbl.yaml names no list.");
            return parsed.GetValue(_zone) is null ? CommandLine.Done : CommandLine.Usage;
        }

        return await PrintAsync(filter.GetRequiredService<DnsblMonitor>(), lists, parsed.GetValue(_common.Json), Console.Out, cancellation);
    }

    /// <summary>Probes the lists side by side and prints them in their order.</summary>
    internal static async Task<int> PrintAsync(DnsblMonitor monitor, IReadOnlyList<DnsblDefinition> lists, bool json, TextWriter output, CancellationToken cancellation)
    {
        var all = await Task.WhenAll(lists.Select(list => monitor.ProbeAsync(list, cancellation)));
        int width = lists.Max(l => l.ShownZone.Length);
        foreach (var health in all)
        {
            await output.WriteLineAsync(json ? Json(health) : Row(health, width));
        }

        return all.All(health => health.IsAsked) ? CommandLine.Done : CommandLine.Problems;
    }

    private static bool IsNamed(DnsblDefinition list, string zone) =>
        zone.TrimEnd('.') is var name && (name.Equals(list.Zone.Value, StringComparison.OrdinalIgnoreCase) || name.Equals(list.ShownAs, StringComparison.OrdinalIgnoreCase));

    private static string Json(DnsblHealth health) => JsonLine.Of(line =>
    {
        line.WriteString("zone", health.List.ShownZone);
        line.WriteString("state", Words.Of(health.State));
        line.WriteIfKnown("reason", health.Reason);
        if (health.Latency is { } latency)
        {
            line.WriteNumber("ms", Math.Round(latency.TotalMilliseconds, 1));
        }
    });

    private static string Row(DnsblHealth health, int width)
    {
        string ms = health.Latency is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency.TotalMilliseconds:0.0} ms") : "-";
        return $"{health.List.ShownZone.PadRight(width)}  {Words.Of(health.State),-9}  {ms,10}  {health.Reason}".TrimEnd();
    }
}
