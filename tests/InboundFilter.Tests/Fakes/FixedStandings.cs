using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Ledger.View;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Fakes;

/// <summary>Blocks and grants written as <c>block A.2 address 192.0.2.7 2026-11-01</c> and <c>grant address 192.0.2.7 2026-11-01</c>, a line each.</summary>
public static class FixedStandings
{
    /// <summary>When blocks end.</summary>
    public static readonly DateTimeOffset Until = Given.Now.AddDays(60);

    public static IStandings Of(string lines)
    {
        var change = new LedgerChange();
        foreach (string[] p in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')))
        {
            var date = DateTimeOffset.Parse($"{p[^1]}T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(Subject.TryParse(Enum.Parse<SubjectKind>(p[^3], ignoreCase: true), p[^2], out var subject), Is.True);
            change = p[0] == "grant"
                ? change with { NewGrants = [.. change.NewGrants, new GrantRecord { Id = Reference.Next(), Subject = subject!, Reason = "proof shown", By = "anna", Created = date }] }
                : change with
                {
                    NewBlocks =
                    [
                        .. change.NewBlocks,
                        new BlockRecord { Id = Reference.Next(), Subject = subject!, Code = p[1], Reason = "unsolicited mail", Since = date, Until = Until, By = "strike: trap" },
                    ],
                };
        }

        var store = new MemoryLedger();
        var view = new LedgerView(store, new LedgerOptions { File = "memory" }, new ManualTimeProvider(Given.Now), NullLogger<LedgerView>.Instance);
        Assert.That(view.CommitAsync(change, CancellationToken.None).GetAwaiter().GetResult(), Is.EqualTo(CommitResult.Applied));
        return new LedgerStandings(view);
    }
}
