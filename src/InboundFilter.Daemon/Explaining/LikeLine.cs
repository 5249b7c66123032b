using InboundFilter.Daemon.Decisions;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Finds the log line whose session is to be played again (<c>explain --like</c>).</summary>
internal static class LikeLine
{
    /// <summary>The first decision in a file.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="isClientNeeded">The line must name the client's address.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CaseException">There is none, or it lacks the client's address.</exception>
    public static async Task<PastDecision> ReadAsync(string path, bool isClientNeeded, CancellationToken cancellation)
    {
        try
        {
            using var log = path == "-" ? Console.In : new StreamReader(path);
            return await ReadAsync(log, path == "-" ? "standard input" : path, isClientNeeded, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CaseException($"like: {fault.Message}");
        }
    }

    /// <param name="log">The lines.</param>
    /// <param name="name">What they are called in problems.</param>
    /// <param name="isClientNeeded">The line must name the client's address.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CaseException">As above.</exception>
    public static async Task<PastDecision> ReadAsync(TextReader log, string name, bool isClientNeeded, CancellationToken cancellation)
    {
        await foreach (var decision in new LogDecisions(log).ReadAsync(cancellation))
        {
            return decision.Client is not null || !isClientNeeded ? decision
                : throw new CaseException($"like: the line in {name} lacks the client's address; it stands behind client, or give --ip");
        }

        throw new CaseException($"like: {name} holds no log line of a decision; one begins with decision=, or is a JSON object with the keys decision and client");
    }
}
