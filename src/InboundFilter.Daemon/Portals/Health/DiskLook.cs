using InboundFilter.Ledger;
using InboundFilter.Portal.Ports;
using InboundFilter.Smtp.Server;
using Microsoft.Extensions.Options;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Tells how much room is left where the ledger and the spool are.</summary>
internal sealed class DiskLook(IOptionsMonitor<SmtpServerOptions> server, LedgerOptions? ledger = null) : IHealthLook
{
    /// <summary>Less room than this, in octets, is worth a look.</summary>
    public const long Little = 1L << 30;

    /// <summary>With less than this, in octets, things are about to fail: two of the largest messages.</summary>
    public const long TooLittle = 100L << 20;

    public string Area => "Disk";

    public Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation)
    {
        List<(string Name, string Folder)> folders = [("spool", server.CurrentValue.Spool.Directory)];
        if (ledger is not null)
        {
            folders.Insert(0, ("ledger", Path.GetDirectoryName(Path.GetFullPath(ledger.File))!));
        }

        // A file system may be remote and hang: not on the caller's thread.
        return Task.Run<IReadOnlyList<HealthItem>>(() => [.. folders.Select(f => ItemOf(f.Name, f.Folder))], cancellation);
    }

    /// <summary>What so much free room means.</summary>
    internal static HealthState StateOf(long free) => free < TooLittle ? HealthState.Bad : free < Little ? HealthState.Warning : HealthState.Good;

    private HealthItem ItemOf(string name, string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return new HealthItem(Area, name, StateOf(drive.AvailableFreeSpace), $"{SizeText.Of(drive.AvailableFreeSpace)} of {SizeText.Of(drive.TotalSize)} free in {folder}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new HealthItem(Area, name, HealthState.Bad, $"{folder}: {fault.Message}");
        }
    }
}
