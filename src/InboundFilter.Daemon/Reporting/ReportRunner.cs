using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Messages;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Reports;
using InboundFilter.Ledger.View;
using InboundFilter.Mail;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Reporting;

/// <summary>Takes reports that lie in files, with the parts that the daemon uses.</summary>
/// <param name="filter">The parts.</param>
/// <param name="errors">Gets a word when the ledger cannot be asked on a dry run.</param>
internal sealed class ReportRunner(FilterComposition filter, TextWriter errors)
{
    private readonly ReportReader _reader = filter.GetRequiredService<ReportReader>();
    private readonly FilterOptions _options = filter.GetRequiredService<FilterOptions>();
    private readonly bool _hasLedger = filter.GetRequiredService<IEnumerable<ILedgerStore>>().Any();
    private bool _viewIsFresh;

    /// <exception cref="CaseException">The file cannot be read, or the ledger does not take the report.</exception>
    public async Task<ReportAnswer> RunAsync(ReportCase asked, CancellationToken cancellation)
    {
        var report = await ReadAsync(asked, cancellation);
        var kind = asked.Kind ?? ReportKind.Spam;
        return new ReportAnswer(report, kind, asked.IsDryRun ? await MatchAsync(report, cancellation) : await KeepAsync(report, kind, asked.Reporter, cancellation));
    }

    private async Task<ReceivedReport> ReadAsync(ReportCase asked, CancellationToken cancellation)
    {
        using var reading = new MessageReading(MessageLimits.Default, verifier: null, cancellation);
        var mail = await MessageFile.ReadAsync(asked.File, reading, cancellation);
        try
        {
            await using var file = File.OpenRead(asked.File);
            var octets = FileOctets.ReadAsync(file, cancellation);
            return await (asked.Kind is null ? _reader.ReadAsync(mail, octets, cancellation) : _reader.ReadMessageAsync(mail, octets, cancellation));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CaseException($"file: {fault.Message}");
        }
    }

    private async Task<IReadOnlyList<ReportedAnswer>> MatchAsync(ReceivedReport report, CancellationToken cancellation)
    {
        var answers = new List<ReportedAnswer>();
        foreach (var message in report.Messages.DefaultIfEmpty<ReportedMessage?>(null))
        {
            answers.Add(new ReportedAnswer(message, await MatchAsync(message, report.Feedback, cancellation), null));
        }

        return answers;
    }

    private async Task<ReportMatch?> MatchAsync(ReportedMessage? message, FeedbackReport? feedback, CancellationToken cancellation)
    {
        if (!_hasLedger)
        {
            return null;
        }

        try
        {
            return await filter.GetRequiredService<ReportMatcher>().MatchAsync(message, feedback, isLocal: true, cancellation);
        }
        catch (LedgerException fault)
        {
            await errors.WriteLineAsync($"ledger: {LedgerProblem.Of(fault, _options.Ledger!.Sqlite!)}");
            return null;
        }
    }

    private async Task<IReadOnlyList<ReportedAnswer>> KeepAsync(ReceivedReport report, ReportKind kind, string? reporter, CancellationToken cancellation)
    {
        string file = _options.Ledger?.Sqlite ?? throw new CaseException($"ledger: {LedgerProblem.Off}");
        if (!_hasLedger)
        {
            throw new CaseException($"ledger: {LedgerProblem.BeforeOpening(file)}");
        }

        try
        {
            if (!_viewIsFresh)
            {
                // Strikes look at what is granted.
                _viewIsFresh = await filter.GetRequiredService<LedgerView>().RefreshAsync(cancellation);
            }

            var incoming = new IncomingReport(report, kind, reporter ?? Environment.UserName, IsLocal: true);
            var outcomes = await filter.GetRequiredService<ReportDesk>().TakeAsync(incoming, cancellation);
            return [.. outcomes.Select(o => new ReportedAnswer(o.Message, o.Match, o))];
        }
        catch (LedgerException fault)
        {
            throw new CaseException($"ledger: {LedgerProblem.Of(fault, file)}");
        }
    }
}
