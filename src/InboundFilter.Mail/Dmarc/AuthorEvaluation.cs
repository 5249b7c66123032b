using InboundFilter.Dns;

namespace InboundFilter.Mail.Dmarc;

/// <summary>Judges one author domain (RFC 9989 §5.3).</summary>
internal sealed class AuthorEvaluation(DomainName author, DmarcIdentities identities, PolicyRecords records)
{
    /// <summary>How many identifiers a reason names.</summary>
    private const int MaxNamed = 4;

    /// <summary>Null until alignment or policy discovery needs it.</summary>
    private TreeWalk? _walk;

    public async ValueTask<DmarcResult> RunAsync()
    {
        var policy = await records.AtAsync(author);
        string? trouble = policy.Trouble;
        if (policy is { Record: null, Trouble: null })
        {
            _walk = await TreeWalk.FromAsync(author, records);
            (policy, trouble) = (_walk.Policy, _walk.Trouble);
        }

        if (trouble is not null)
        {
            return Result(AuthResult.TempError, trouble) with { MayBeRejected = !await HasIdentifierOfOursAsync() };
        }

        return policy?.Record switch
        {
            null => Result(AuthResult.None, "no policy record"),
            { IsUsable: false } => Result(AuthResult.PermError, "the record's policy cannot be read") with { RecordDomain = policy.Domain },
            { } record => await ApplyAsync(record, policy.Domain),
        };
    }

    private async ValueTask<DmarcResult> ApplyAsync(DmarcRecord record, DomainName recordDomain)
    {
        var alignment = await AlignAsync(record);
        bool? exists = recordDomain == author || record.ForSubdomain(true) == record.ForSubdomain(false) ? true : await records.ExistsAsync(author);
        var policy = recordDomain == author ? record.Policy : record.ForSubdomain(exists ?? true);
        var result = Result(AuthResult.Pass, alignment.Reason) with { RecordDomain = recordDomain, Policy = policy, IsTesting = record.IsTesting };
        if (alignment.IsAligned is true)
        {
            return result;
        }

        if (exists is null)
        {
            var worse = record.ForSubdomain(false) > policy ? record.ForSubdomain(false) : policy;
            return result with { Result = AuthResult.TempError, Reason = $"no answer whether {author} exists", Policy = null, MayBeRejected = IsRejection(worse, record) };
        }

        return alignment.IsAligned is null
            ? result with { Result = AuthResult.TempError, MayBeRejected = IsRejection(policy, record) }
            : result with { Result = AuthResult.Fail, Disposition = record.IsTesting ? policy.Milder() : policy };
    }

    private static bool IsRejection(DmarcPolicy policy, DmarcRecord record) => policy is DmarcPolicy.Reject && !record.IsTesting;

    /// <summary>Whether something aligns (relaxed) whatever record will be found to apply, so that it cannot come to a failure.</summary>
    private async ValueTask<bool> HasIdentifierOfOursAsync()
    {
        foreach (var identifier in Identifier.All(identities, dkimIsStrict: false, spfIsStrict: false).Where(i => i.HasPassed && HasOurLastLabel(i.Domain)).Take(DmarcEvaluator.MaxIdentifiers))
        {
            if (identifier.Domain == author || await IsOfOurOrganizationAsync(identifier.Domain) is true)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<Alignment> AlignAsync(DmarcRecord record)
    {
        var all = Identifier.All(identities, record.IsStrictForDkim, record.IsStrictForSpf);
        if (all.FirstOrDefault(i => i.HasPassed && i.Domain == author) is { } same)
        {
            return new Alignment(true, $"{same} aligned (strict)");
        }

        string? doubt = all.FirstOrDefault(i => i.Domain == author) is { } undecided ? $"{undecided} is undecided" : null;

        // Two names of one organisation have it in common, so at least their last label.
        foreach (var identifier in all.Where(i => !i.IsStrict && i.Domain != author && HasOurLastLabel(i.Domain)).Take(DmarcEvaluator.MaxIdentifiers))
        {
            bool? isAligned = await IsOfOurOrganizationAsync(identifier.Domain);
            if (isAligned is true && identifier.HasPassed)
            {
                return new Alignment(true, $"{identifier} aligned (relaxed)");
            }

            doubt ??= isAligned is true ? $"{identifier} is undecided" : isAligned is null ? $"{identifier}: {_walk?.Trouble ?? "no answer about its organisational domain"}" : null;
        }

        return doubt is not null ? new Alignment(null, doubt) : new Alignment(false, WhyNot(all));
    }

    private async ValueTask<bool?> IsOfOurOrganizationAsync(DomainName domain)
    {
        _walk ??= await TreeWalk.FromAsync(author, records);
        return _walk.OrganizationalDomain is { } organization && !domain.IsAtOrBelow(organization)
            ? false
            : TreeWalk.AreOfOneOrganization(_walk, await TreeWalk.FromAsync(domain, records));
    }

    private bool HasOurLastLabel(DomainName domain)
    {
        static ReadOnlySpan<char> LastLabel(DomainName name) => name.Value.AsSpan()[(name.Value.LastIndexOf('.') + 1)..];
        return LastLabel(author).SequenceEqual(LastLabel(domain));
    }

    private static string WhyNot(IReadOnlyList<Identifier> all)
    {
        var passed = all.Where(i => i.HasPassed).ToList();
        return passed.Count == 0
            ? "neither SPF nor DKIM passed"
            : "not aligned: " + string.Join(", ", passed.Take(MaxNamed).Select(i => $"{i} ({(i.IsStrict ? "strict" : "relaxed")})")) + (passed.Count > MaxNamed ? ", ..." : string.Empty);
    }

    private DmarcResult Result(AuthResult result, string reason) => new(result, author) { Reason = reason, OrganizationalDomain = _walk?.OrganizationalDomain };
}
