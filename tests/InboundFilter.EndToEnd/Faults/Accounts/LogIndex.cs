using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults.Accounts;

/// <summary>Finds in the logs of all lives what they say of a message.</summary>
internal sealed class LogIndex
{
    private readonly IReadOnlyList<DaemonLife> _lives;
    private readonly HashSet<string> _doubtfulReferences;
    private readonly HashSet<(int Life, string Session)> _leftBeforeReply;
    private readonly ILookup<(int Life, string From), LogLine> _decisions;

    public LogIndex(IReadOnlyList<DaemonLife> lives)
    {
        _lives = lives;
        var decisions = lives.SelectMany((life, i) => life.Log.Where(l => l["decision"].Length > 0).Select(l => (Life: i, Line: l))).ToList();
        _doubtfulReferences = [.. decisions.Where(d => d.Line["evidence"].Contains(DaemonLife.DuplicatePossible, StringComparison.Ordinal)).Select(d => d.Line["ref"])];
        _leftBeforeReply = [.. lives.SelectMany((life, i) => life.Log.Where(l => l["id"] == DaemonLife.LeftBeforeReply).Select(l => (i, l["session_id"])))];
        _decisions = decisions.ToLookup(d => (d.Life, d.Line["mail_from"].Trim('<', '>')), d => d.Line);
    }

    /// <summary>Whether the log, or the daemon's violent end, says that the message may have arrived though the client was not told so.</summary>
    public bool LeavesInDoubt(Attempt attempt) => attempt.Told switch
    {
        Told.Deferred => _doubtfulReferences.Contains(attempt.Reference),
        Told.InDoubt => _lives[attempt.Life].WasKilled || Decisions(attempt).Any(IsDoubtful),
        _ => false,
    };

    /// <summary>Yeses to the client that the log does not have. A daemon that was killed may owe its last lines.</summary>
    public IEnumerable<string> Misses(string id, IEnumerable<Attempt> attempts) => attempts
        .Where(a => a.Told is Told.Taken && !_lives[a.Life].WasKilled && !Decisions(a).Any(l => l["decision"] is "accept" or "mark"))
        .Select(a => $"{id} got 250 in life {a.Life} and the log does not say so");

    private IEnumerable<LogLine> Decisions(Attempt attempt) => _decisions[(attempt.Life, $"{attempt.Id}@{LoadMessage.SenderDomain}")];

    private bool IsDoubtful(LogLine decision) =>
        _doubtfulReferences.Contains(decision["ref"]) || _leftBeforeReply.Any(l => l.Session == decision["session"]);
}
