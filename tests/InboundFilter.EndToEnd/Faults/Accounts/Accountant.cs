using System.Globalization;
using InboundFilter.EndToEnd.Faults.Load;

namespace InboundFilter.EndToEnd.Faults.Accounts;

/// <summary>Joins what was sent, what was told, what arrived and what the log says, and finds each message that is missing, changed or there too often.</summary>
/// <remarks>
/// Nothing that got 250 is missing. A message arrives at most as often as it got 250, and once more for each attempt of which the log says that a duplicate
/// is possible, or whose daemon was killed after the final dot: who is killed cannot write, so there the kill is the word.
/// </remarks>
internal static class Accountant
{
    public static Balance Close(LoadBook book, IReadOnlyCollection<Arrival> arrived, IReadOnlyList<DaemonLife> lives)
    {
        var faults = new List<string>();
        var sent = book.Sent.ToHashSet();
        var attempts = book.Attempts.ToLookup(a => a.Id);
        var acceptances = arrived.DistinctBy(a => (a.Id, a.Handle)).ToLookup(a => a.Id);
        var log = new LogIndex(lives);

        faults.AddRange(arrived.Where(a => !sent.Contains(a.Id)).Select(a => $"{a.Id} ({a.Handle}) arrived and was never sent"));
        faults.AddRange(arrived.Where(a => !a.IsWhole).Select(a => $"{a.Id} ({a.Handle}) arrived changed"));
        int taken = 0, twice = 0, doubts = 0;
        foreach (string id in sent)
        {
            int yes = attempts[id].Count(a => a.Told is Told.Taken);
            int inDoubt = attempts[id].Count(log.LeavesInDoubt);
            int there = acceptances[id].Count();
            (taken, doubts) = (taken + yes, doubts + inDoubt);
            if (there < yes)
            {
                faults.Add($"{id} got 250 and is missing: {Story(attempts[id])}");
            }
            else if (there > yes + inDoubt)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{id} arrived {there} times and nobody says why: {Story(attempts[id])}"));
            }
            else if (there > 1)
            {
                twice++;
            }

            faults.AddRange(log.Misses(id, attempts[id]));
        }

        return new Balance(sent.Count, taken, acceptances.Sum(a => a.Count()), twice, doubts, faults);
    }

    private static string Story(IEnumerable<Attempt> attempts) => string.Join(", ", attempts.Select(a => $"{a.Told} in life {a.Life} ({a.Reply})"));
}
