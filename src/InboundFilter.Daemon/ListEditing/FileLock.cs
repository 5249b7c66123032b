namespace InboundFilter.Daemon.ListEditing;

/// <summary>Keeps other editors of a file out, in this process and in others, by a locked file beside it.</summary>
/// <remarks>The lock file stays: who removed it could have it locked while another creates and locks a new one.</remarks>
internal static class FileLock
{
    /// <summary>Longest wait for another editor.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The lock, to be disposed; null when another held it too long.</summary>
    /// <param name="path">The file to be edited.</param>
    /// <param name="time">Measures the wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static async Task<IDisposable?> TakeAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        string beside = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.lock");
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                var held = new FileStream(beside, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

                // So that root does not lock out the user whose file it is.
                _ = !File.Exists(path) || FileOwner.TryCopy(path, beside);
                return held;
            }
            catch (IOException) when (File.Exists(beside))
            {
                if (time.GetElapsedTime(start) >= Limit)
                {
                    return null;
                }

                await Task.Delay(Pause, time, cancellation);
            }
        }
    }
}
