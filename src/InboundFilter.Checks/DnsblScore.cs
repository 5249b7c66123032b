using System.Globalization;
using InboundFilter.Dns;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks;

/// <summary>What the lists that have answered add up to, and whether the others could still change what follows from it.</summary>
internal sealed class DnsblScore
{
    /// <summary>Weights of 0.7, 0.2 and 0.1 reach 1, whatever binary fractions make of them and in whichever order they are added.</summary>
    private const double Rounding = 1e-9;

    private DnsblScore(List<DnsblFact> answers, List<string> awaited, Finding? finding, bool isOverload, string evidence) =>
        (Answers, IsSilent, Finding, IsOverload, Evidence) = (answers, awaited.Count == 0 && answers.All(IsPlainNo), finding, isOverload, evidence);

    /// <summary>The answers that are here, in the order of dnsbl.yaml.</summary>
    public IReadOnlyList<DnsblFact> Answers { get; }

    /// <summary>Clear, objection or undecided; null while an answer that is not here could change it.</summary>
    public Finding? Finding { get; }

    /// <summary>Undecided, and so it would be if the doubts that overload did not make were none.</summary>
    public bool IsOverload { get; }

    /// <summary>Every list was asked and had nothing to say.</summary>
    public bool IsSilent { get; }

    public string Evidence { get; }

    /// <summary>Waits until no answer that is not here could change the finding, whatever it will be.</summary>
    public static async ValueTask<DnsblScore> SettleAsync(IReadOnlyList<DnsblInquiry> lists, double threshold)
    {
        var score = Of(lists, threshold);
        while (score.Finding is null)
        {
            await NextAnswerAsync(lists);
            score = Of(lists, threshold);
        }

        return score;
    }

    /// <summary>Completes when an answer comes that was not here; at once when all are here, as the last may come between two looks.</summary>
    internal static Task NextAnswerAsync(IReadOnlyList<DnsblInquiry> lists)
    {
        Task<DnsblFact>[] awaited = [.. lists.Select(l => l.Answer).Where(a => !a.IsCompleted)];
        return awaited.Length > 0 ? Task.WhenAny(awaited) : Task.CompletedTask;
    }

    /// <param name="lists">Answers that are not here may become a listing of any weight, no listing, or a doubt.</param>
    /// <param name="threshold">Score from which the client counts as listed.</param>
    public static DnsblScore Of(IReadOnlyList<DnsblInquiry> lists, double threshold)
    {
        var answers = new List<DnsblFact>(lists.Count);
        var awaited = new List<string>();
        double score = 0, doubt = 0, doubtOfOverload = 0, mostToCome = 0, leastToCome = 0;
        foreach (var (list, pending) in lists)
        {
            if (!pending.IsCompleted)
            {
                awaited.Add(list.ShownZone);
                mostToCome += list.HighestWeight;
                leastToCome += list.LowestWeight;
                continue;
            }

            // Throws when the session is over.
            var answer = pending.GetAwaiter().GetResult();
            answers.Add(answer);
            score += answer.Weight;
            doubtOfOverload += answer.IsOverload ? list.HighestWeight : 0;
            doubt += answer is { Status: DnsStatus.Unavailable, IsSuspended: false } ? list.HighestWeight : 0;
        }

        double goal = threshold - Rounding;
        Finding? finding = score + leastToCome >= goal ? Policy.Verdicts.Finding.Objection
            : score + doubt + mostToCome < goal ? Policy.Verdicts.Finding.Clear
            : score + mostToCome < goal && score + doubt + leastToCome >= goal ? Policy.Verdicts.Finding.Undecided
            : null;
        bool isOverload = finding is Policy.Verdicts.Finding.Undecided && score + doubtOfOverload >= goal;
        return new DnsblScore(answers, awaited, finding, isOverload, finding is null ? string.Empty : Describe(answers, awaited, score, threshold));
    }

    /// <summary>The doubt as a verdict.</summary>
    public Verdict Doubt(TroubleshootingCode code)
    {
        var doubt = Verdict.Undecided(code, Evidence);
        return IsOverload ? doubt.ByOverload() : doubt;
    }

    /// <summary>What the sender reads: the words of the list that weighs most, and where it takes removal requests.</summary>
    /// <param name="subject">What is listed, such as <c>Your server 192.0.2.1</c>.</param>
    /// <param name="ip">The client's address, for <c>{ip}</c>.</param>
    /// <param name="domain">The name that is listed, for <c>{domain}</c>; empty when it is the address.</param>
    public string Sentence(string subject, string ip, string domain)
    {
        var listing = Answers.MaxBy(l => l.Weight)!;
        string Filled(string text) => text.Replace("{ip}", ip, StringComparison.Ordinal).Replace("{domain}", domain, StringComparison.Ordinal);
        string words = listing.List.Text is { } text
            ? Filled(text).Replace("{txt}", listing.Detail ?? string.Empty, StringComparison.Ordinal)
            : $"{subject} is listed by {listing.ShownZone}.";
        return listing.List.Removal is { } removal ? $"{words} Removal: {Filled(removal)}" : words;
    }

    private static bool IsPlainNo(DnsblFact answer) => !answer.IsListed && answer.Detail is null;

    private static string Describe(List<DnsblFact> answers, List<string> awaited, double score, double threshold)
    {
        var words = answers.Where(a => !IsPlainNo(a)).Select(Describe);
        words = awaited.Count == 0 ? words : words.Append($"not waited for: {string.Join(" ", awaited)}");
        return string.Create(CultureInfo.InvariantCulture, $"score {score} of {threshold}: {string.Join(", ", words)}");
    }

    private static string Describe(DnsblFact answer) =>
        answer.IsListed ? string.Create(CultureInfo.InvariantCulture, $"{answer.ShownZone} says {answer.Reply} (weight {answer.Weight}){(answer.Detail is { } text ? $" \"{text}\"" : string.Empty)}")
        : answer.IsSuspended ? $"{answer.ShownZone} is suspended ({answer.Detail})"
        : answer.Status is DnsStatus.Unavailable ? $"{answer.ShownZone} is unavailable ({answer.Detail})"
        : $"{answer.ShownZone} {answer.Detail}";
}
