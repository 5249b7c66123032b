using System.Net;

namespace InboundFilter.Daemon.Composition;

/// <summary>What the command line says beside the configuration file.</summary>
internal sealed record StartOptions
{
    /// <summary>Null: the first that exists of the usual places.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>Values of the configuration, as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    public IPEndPoint? DnsServer { get; init; }

    public TimeSpan? DnsTimeout { get; init; }

    public int? DnsTries { get; init; }

    /// <summary>Judge as of this time; null for the present.</summary>
    public DateTimeOffset? Now { get; init; }

    public TimeProvider Time => Now is { } now ? new ShiftedTimeProvider(now) : TimeProvider.System;
}
