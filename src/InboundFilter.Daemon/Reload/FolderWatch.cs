using InboundFilter.Daemon.Configuration;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Reload;

/// <summary>Tells of changes in folders, as far as the system does. Not thread-safe, save for the calls to <paramref name="changed"/>.</summary>
/// <param name="changed">Called for anything that happens in the folders, with the path; null when something may have been missed.</param>
/// <param name="poll">For the log: how often somebody looks anyhow.</param>
/// <param name="log">Where a folder that cannot be watched is told, once.</param>
internal sealed class FolderWatch(Action<string?> changed, TimeSpan poll, ILogger log) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Watches these folders and no others.</summary>
    public void Follow(IReadOnlyCollection<string> folders)
    {
        foreach (string gone in _watchers.Keys.Except(folders).ToList())
        {
            _watchers.Remove(gone, out var watcher);
            watcher?.Dispose();
        }

        foreach (string folder in folders.Where(folder => !_watchers.ContainsKey(folder)))
        {
            Watch(folder);
        }
    }

    /// <summary>Begins anew: a folder may have been replaced by another of its name.</summary>
    public void Renew()
    {
        List<string> folders = [.. _watchers.Keys];
        Follow([]);
        Follow(folders);
    }

    public void Dispose() => Follow([]);

    private void Watch(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
            };
            watcher.Changed += (_, change) => changed(change.FullPath);
            watcher.Created += (_, change) => changed(change.FullPath);
            watcher.Deleted += (_, change) => changed(change.FullPath);
            watcher.Renamed += (_, change) =>
            {
                changed(change.OldFullPath);
                changed(change.FullPath);
            };
            watcher.Error += (_, _) => changed(null);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(folder, watcher);
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            watcher?.Dispose();
            if (_told.Add(folder))
            {
                log.CannotWatch(folder, poll, fault.Message);
            }
        }
    }
}
