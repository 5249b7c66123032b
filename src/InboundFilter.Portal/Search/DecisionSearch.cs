using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Reading;
using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Search;

/// <summary>A search for decisions as an administrator wrote it, and as it is understood: the conditions of <c>inboundfilter log</c>. Immutable.</summary>
public sealed class DecisionSearch
{
    /// <summary>The words of the choice.</summary>
    public static readonly IReadOnlyList<(string Word, Disposition Value)> Decisions =
        [("accept", Disposition.Accept), ("mark", Disposition.Mark), ("defer", Disposition.Defer), ("refuse", Disposition.Refuse)];

    private readonly Dictionary<string, string> _written;
    private readonly Dictionary<string, string> _problems = [];

    private DecisionSearch(Dictionary<string, string> written, DateTimeOffset now)
    {
        _written = written;
        Reference = Read(SearchField.Reference, ReferenceReader.Read);
        Query = new DecisionQuery
        {
            From = Read("since", text => TimeReader.ReadPast(text, now)),
            To = Read("until", text => TimeReader.ReadPast(text, now)),
            Network = Read("ip", NetworkReader.ReadNetwork),
            AsNumber = Read("as", NetworkReader.ReadAsNumber),
            IspDomain = this["isp"]?.TrimEnd('.').ToLowerInvariant(),
            Country = this["country"]?.ToUpperInvariant(),
            Helo = this["helo"],
            Sender = this["from"]?.Trim('<', '>'),
            Recipient = this["to"]?.Trim('<', '>'),
            Code = this["code"]?.ToUpperInvariant(),
            Disposition = Read(SearchField.Decision, ReadDecision),
            MessageId = this["message-id"]?.Trim('<', '>'),
        };
    }

    /// <summary>The one decision that is wanted; null for a search.</summary>
    public Reference? Reference { get; }

    /// <summary>What is wanted, but for what is wrong.</summary>
    public DecisionQuery Query { get; }

    /// <summary>Something that was written cannot be read.</summary>
    public bool IsWrong => _problems.Count > 0;

    /// <summary>Nothing was written.</summary>
    public bool IsEmpty => _written.Count == 0;

    /// <summary>What was written in a field; null for nothing.</summary>
    public string? this[string name] => _written.GetValueOrDefault(name);

    /// <param name="query">Of the page's address; what is no field of ours is left alone.</param>
    /// <param name="now">From which durations count back.</param>
    public static DecisionSearch Read(IQueryCollection query, DateTimeOffset now)
    {
        var written = new Dictionary<string, string>();
        foreach (string name in SearchField.All.Select(f => f.Name))
        {
            string text = query[name].ToString().Trim();
            if (text.Length is > 0 and <= SearchField.MaxLength)
            {
                written[name] = text;
            }
        }

        return new DecisionSearch(written, now);
    }

    /// <summary>What is wrong in a field; null when nothing is.</summary>
    public string? ProblemOf(string name) => _problems.GetValueOrDefault(name);

    /// <summary>The search as the query of a link, with its question mark.</summary>
    /// <param name="before">The page's cursor; null for the first.</param>
    public string Link(long? before = null) => QueryString.Create(
        _written.Select(w => KeyValuePair.Create<string, string?>(w.Key, w.Value))
            .Concat(before is { } cursor ? [KeyValuePair.Create<string, string?>("before", FormattableString.Invariant($"{cursor}"))] : [])).Value ?? string.Empty;

    private static ReadResult<Disposition> ReadDecision(string text)
    {
        var found = Decisions.FirstOrDefault(d => d.Word.Equals(text, StringComparison.OrdinalIgnoreCase));
        return found.Word is null ? ReadResult<Disposition>.Wrong("Choose one of accept, mark, defer and refuse.") : ReadResult<Disposition>.Of(found.Value);
    }

    private T? Read<T>(string name, Func<string, ReadResult<T>> read)
        where T : struct
    {
        if (this[name] is not { } text)
        {
            return null;
        }

        var result = read(text);
        if (result.IsWrong)
        {
            _problems[name] = result.Problem;
        }

        return result.Value;
    }
}
