using InboundFilter.Dns;

namespace InboundFilter.Mail.Spf;

/// <summary>One run of check_host() with the runs that it starts by include and redirect (RFC 7208 §4 to §6).</summary>
internal sealed class SpfEvaluation
{
    private const int MinLabels = 2;

    private readonly SpfQuestions _questions;
    private readonly MacroExpander _macros;
    private readonly SpfMatcher _matcher;
    private readonly SpfBudget _budget;
    private readonly SpfLimits _limits;

    public SpfEvaluation(SpfClient client, SpfQuestions questions, SpfLimits limits)
    {
        var names = new ClientNames(questions, client, limits);
        _questions = questions;
        _limits = limits;
        _budget = new SpfBudget(limits);
        _macros = new MacroExpander(client, names);
        _matcher = new SpfMatcher(client, questions, _macros, names, _budget, limits);
    }

    /// <summary>Terms that have asked the DNS so far.</summary>
    public int Lookups => _budget.Lookups;

    /// <summary>Judges the client by the record of a domain, or of the domain to which that redirects.</summary>
    public async ValueTask<SpfOutcome> CheckHostAsync(string domain)
    {
        SpfTerm? redirect = null;
        while (true)   // each further round takes one of the lookups
        {
            var (record, failure) = await FetchAsync(domain);
            if (record is null)
            {
                // A redirect must lead to a record (§6.1).
                var result = redirect is not null && failure.Result is AuthResult.None ? AuthResult.PermError : failure.Result;
                return failure with { Result = result, Term = redirect };
            }

            foreach (var term in record.Directives)
            {
                var match = await MatchAsync(term, domain);
                if (match.Error is { } error)
                {
                    return new SpfOutcome(error, term, match.Reason);
                }

                if (match.IsMatch)
                {
                    return new SpfOutcome(term.Result, term, null) { Explanation = record.Explanation, Domain = domain };
                }
            }

            redirect = record.Redirect;
            if (redirect is null)
            {
                return new SpfOutcome(AuthResult.Neutral, null, null);
            }

            if (!_budget.TryTakeLookup())
            {
                return new SpfOutcome(AuthResult.PermError, redirect, TooManyLookups());
            }

            string? target = await _macros.ExpandNameAsync(redirect.Target!, domain);
            if (target is null)
            {
                return new SpfOutcome(AuthResult.PermError, redirect, "the local-part does not fit into a name");
            }

            domain = target;
        }
    }

    /// <summary>The words of the domain's owner for a fail (RFC 7208 §6.2); null when he gives none or they cannot be had.</summary>
    public async ValueTask<string?> ExplainAsync(SpfOutcome fail)
    {
        if (fail.Explanation is null
            || !DomainName.TryParseAnyOctets(await _macros.ExpandNameAsync(fail.Explanation, fail.Domain), out var name)
            || (await _questions.TxtAsync(name)).Records is not [var text]
            || MacroString.ParseExplanation(text) is not { } words)
        {
            return null;
        }

        string explanation = await _macros.ExpandExplanationAsync(words, fail.Domain, _limits.MaxExplanationLength);

        // A macro may have brought in what an SMTP reply cannot hold.
        return explanation.Length == 0 || explanation.AsSpan().ContainsAnyExceptInRange(' ', '~') ? null : explanation;
    }

    private async ValueTask<SpfMatch> MatchAsync(SpfTerm term, string domain)
    {
        if (term.CostsLookup && !_budget.TryTakeLookup())
        {
            return SpfMatch.PermError(TooManyLookups());
        }

        if (term.Kind is not SpfTermKind.Include)
        {
            return await _matcher.MatchAsync(term, domain);
        }

        if (await _macros.ExpandNameAsync(term.Target!, domain) is not { } target)
        {
            return SpfMatch.No;
        }

        var included = await CheckHostAsync(target);
        return included.Result switch
        {
            AuthResult.Pass => SpfMatch.Yes,
            AuthResult.TempError => new SpfMatch(IsMatch: false, AuthResult.TempError, included.Reason),
            AuthResult.PermError or AuthResult.None => SpfMatch.PermError(included.Reason ?? "the included domain has an error"),
            _ => SpfMatch.No,
        };
    }

    /// <summary>The record of a domain, read; or null and the outcome that stands in its place (RFC 7208 §4.3 to §4.6).</summary>
    private async ValueTask<(SpfRecord? Record, SpfOutcome Failure)> FetchAsync(string domain)
    {
        if (!DomainName.TryParseAnyOctets(domain, out var name) || name.LabelCount < MinLabels)
        {
            return Failure(AuthResult.None, $"not a domain name: {SpfTerm.Quote(domain)}");
        }

        var answer = await _questions.TxtAsync(name);
        if (answer.Status is DnsStatus.Unavailable)
        {
            return Failure(AuthResult.TempError, $"no answer about {name}: {answer.Reason}");
        }

        string? text = null;
        foreach (string candidate in answer.Records)
        {
            if (SpfRecordParser.IsRecord(candidate))
            {
                if (text is not null)
                {
                    return Failure(AuthResult.PermError, $"more than one SPF record at {name}");
                }

                text = candidate;
            }
        }

        if (text is null)
        {
            return Failure(AuthResult.None, $"no SPF record at {name}");
        }

        var record = SpfRecordParser.Parse(text, out string? fault);
        return record is not null ? (record, default) : Failure(AuthResult.PermError, $"record of {name}: {fault}");

        static (SpfRecord?, SpfOutcome) Failure(AuthResult result, string reason) => (null, new SpfOutcome(result, null, reason));
    }

    private string TooManyLookups() => $"more than {_limits.MaxLookups} terms that need a lookup";
}
