using System.Threading.Channels;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Lists;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Reload;

/// <summary>Reloads when a file of the configuration has changed and come to rest.</summary>
/// <remarks>
/// Folders are watched, not files, so that a file which is replaced is seen as well as one which is rewritten. Where the file
/// system does not tell of changes, comparing lengths and times now and then does.
/// </remarks>
internal sealed class ConfigurationWatcher : BackgroundService
{
    private readonly SnapshotReloader _reloader;
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly QuietTimer _quiet;
    private readonly FolderWatch _folders;
    private readonly ITimer _poll;
    private readonly TimeProvider _time;

    // Set by whoever saw a file change, with the clock's timestamp; taken by the loop before it reads.
    private long _changedAt;
    private int _isDirty;

    public ConfigurationWatcher(SnapshotReloader reloader, ReloadTimes times, TimeProvider time, ILogger<ConfigurationWatcher> log)
    {
        _reloader = reloader;
        _time = time;
        _quiet = new QuietTimer(time, times.Quiet, times.LongestUnrest, Wake);
        _folders = new FolderWatch(Changed, times.Poll, log);
        _poll = time.CreateTimer(_ => Wake(), null, times.Poll, times.Poll);
    }

    /// <summary>Something happened to a path; null when it is not known to which.</summary>
    internal void Changed(string? path)
    {
        if (path is null || IsOurs(path, _reloader.LastRead))
        {
            MarkDirty();
            _quiet.Touch();
        }
        else
        {
            // It may be a link on the way to a file of ours, or a file that is written all the time, such as the ledger: worth a comparison, and no wait for its rest.
            _quiet.Begin();
        }
    }

    /// <summary>Reloads if files have changed since they were read.</summary>
    internal async Task CheckAsync(CancellationToken cancellation)
    {
        // What was seen before somebody else had all files read has been read with them.
        bool isDirty = Interlocked.Exchange(ref _isDirty, 0) != 0 && Volatile.Read(ref _changedAt) >= _reloader.LastReadAt;
        if (!isDirty && SourceComparison.FirstChanged(_reloader.LastRead) is null)
        {
            return;
        }

        if (!isDirty)
        {
            // Nobody told of the change.
            _folders.Renew();
        }

        var report = await _reloader.ReloadAsync(ReloadTrigger.Change, cancellation);
        if (report.Outcome is ReloadOutcome.Unsettled)
        {
            MarkDirty();
            _quiet.Touch();
        }
    }

    public override void Dispose()
    {
        _poll.Dispose();
        _folders.Dispose();
        _quiet.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _folders.Follow(FoldersOf(_reloader.LastRead));
        Wake();
        await foreach (bool _ in _wakes.Reader.ReadAllAsync(stoppingToken))
        {
            await CheckAsync(stoppingToken);
            _folders.Follow(FoldersOf(_reloader.LastRead));
        }
    }

    private void MarkDirty()
    {
        Volatile.Write(ref _changedAt, _time.GetTimestamp());
        Volatile.Write(ref _isDirty, 1);
    }

    private void Wake() => _wakes.Writer.TryWrite(true);

    private static bool IsOurs(string path, LoadedConfiguration read) =>
        read.Sources.Any(source => source.Path == path) || read.Options.Lists.Any(pattern => ListFiles.Matches(pattern, path));

    private static HashSet<string> FoldersOf(LoadedConfiguration read) =>
        read.Sources.Select(source => source.Path).Concat(read.Options.Lists)
            .Select(path => Path.GetDirectoryName(path)).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
