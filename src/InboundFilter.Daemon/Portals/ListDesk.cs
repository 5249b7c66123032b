using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.ListEditing;
using InboundFilter.Daemon.Output;
using InboundFilter.Daemon.Reload;
using InboundFilter.Policy.Ports;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals;

/// <summary>The list files of the configuration in force, for the portal.</summary>
internal sealed class ListDesk(SnapshotSource source, IIpData ipData, StartOptions start) : IListDesk
{
    /// <summary>Largest file whose text is shown and edited, in octets.</summary>
    public const int MaxText = 256 * 1024;

    private readonly ShownPaths _paths = new(ConfigurationPlaces.Find(start.ConfigPath) ?? "inboundfilter.yaml");

    public IReadOnlyList<ListFileView> Files
    {
        get
        {
            var read = source.Configuration.Sources.Where(s => s.IsList).GroupBy(s => s.Path).ToDictionary(g => g.Key, g => g.First());
            var problems = source.LastReload.Problems;
            return
            [
                .. source.Configuration.Options.Lists.SelectMany(ListFiles.Find).Distinct().Select(path => new ListFileView(
                    _paths.Show(path), read.GetValueOrDefault(path)?.Entries ?? 0, File.GetLastWriteTimeUtc(path), problems.Count(p => p.File == _paths.Show(path)))),
            ];
        }
    }

    public async Task<ListTextView?> ReadAsync(string file, CancellationToken cancellation)
    {
        if (PathOf(file) is not { } path)
        {
            return null;
        }

        var editor = Editor(isTrial: true);
        if (new FileInfo(path).Length > MaxText)
        {
            return new ListTextView(file, string.Empty, string.Empty, [new ListProblem(0, true, $"the file is larger than {MaxText / 1024} KiB and cannot be edited here", "edit it by hand")]);
        }

        byte[] octets = await File.ReadAllBytesAsync(path, cancellation);
        return new ListTextView(file, System.Text.Encoding.UTF8.GetString(octets).TrimStart('\uFEFF'), TextVersion.Of(octets), Shown(editor.ProblemsOf(path)));
    }

    public Task<IReadOnlyList<ListHit>> FindAsync(string subject, CancellationToken cancellation)
    {
        var lists = source.Current.Lists;
        var now = start.Time.GetUtcNow();
        try
        {
            var consents = new ConsentFinder(lists, now);
            return Task.FromResult<IReadOnlyList<ListHit>>(
            [
                .. new ListFinder(lists, ipData, now).Find(subject).Select(s =>
                    new ListHit(s.List, $"{ListSubject.KeyOf(s.Entry.Kind)}: {s.Entry.Subject}", s.Entry.Reason, s.Entry.Location) { Wins = s.Wins }),
                .. consents.Consents(subject).Select(c => new ListHit(ListFile.Consent, $"{c.Recipient}: {c.Subject}", c.Proof, c.Location)),
                .. consents.Sealers(subject).Select(s => new ListHit(ListFile.TrustedSealers, $"domain: {s.Subject}", s.Reason, s.Location)),
            ]);
        }
        catch (CaseException)
        {
            return Task.FromResult<IReadOnlyList<ListHit>>([]);
        }
    }

    public async Task<ListChangeResult> ChangeAsync(ListChange change, bool isTrial, CancellationToken cancellation)
    {
        if (!ListFile.Sections.Contains(change.Section) || !ListSubject.Keys.Contains(change.Key))
        {
            return Refused($"{change.Section} {change.Key} is nothing that can be changed here", null);
        }

        string written = change.Subject.Trim();
        if (!ListSubject.TryRead(change.Key, written, out var subject, out var wrong))
        {
            return Refused($"{change.Key}: {Quoted.Of(written)} {wrong.Problem}", wrong.Fix);
        }

        if (change.Excuse.Count > 0 && change.Section != ListFile.Allow)
        {
            return Refused("a block entry excuses nothing", "leave it out");
        }

        var now = start.Time.GetUtcNow();
        if (change.Expires is { } last && last <= DateOnly.FromDateTime(now.UtcDateTime))
        {
            return Refused($"expires: {last:yyyy-MM-dd} is over already", "write a day to come");
        }

        var files = new ListTargets(source.Configuration.Options.Lists);
        string? file = files.Holding(change.Section, subject) ?? (change.IsRemoval ? null : files.ForNew(change.Section));
        if (file is null)
        {
            return change.IsRemoval
                ? Refused($"{change.Key} {written} is not on the {change.Section} list", "search shows what covers it")
                : Refused("the configuration names no list file", "write lists: [lists/*.yaml] in inboundfilter.yaml");
        }

        var editor = Editor(isTrial);
        var draft = new EntryDraft(subject, written, change.Reason, change.By, change.Expires?.ToString(EntryDraft.Day, System.Globalization.CultureInfo.InvariantCulture), change.Excuse);
        return Shown(change.IsRemoval
            ? await editor.RemoveAsync(file, change.Section, subject, cancellation)
            : await editor.AddAsync(file, change.Section, subject, draft.ToText(now), cancellation));
    }

    public async Task<ListChangeResult> ReplaceAsync(string file, string text, string version, bool isTrial, CancellationToken cancellation) =>
        PathOf(file) is not { } path ? Refused($"the configuration reads no list file {Quoted.Of(file)}", "see lists: in inboundfilter.yaml")
        : System.Text.Encoding.UTF8.GetByteCount(text) > MaxText ? Refused($"the text is larger than {MaxText / 1024} KiB", "edit the file by hand")
        : Shown(await Editor(isTrial).ReplaceAsync(path, text, version, cancellation));

    private ListFileEditor Editor(bool isTrial) => new(_paths, FilterComposition.KnownCodes, start.Time) { IsTrial = isTrial };

    private string? PathOf(string shown) => source.Configuration.Options.Lists.SelectMany(ListFiles.Find).FirstOrDefault(path => _paths.Show(path) == shown);

    private static ListChangeResult Refused(string problem, string? fix) => new(string.Empty, null, null, [new ListProblem(0, true, problem, fix)], IsDone: false);

    private static ListChangeResult Shown(ListEdit edit) => new(
        edit.File,
        edit.Before,
        edit.After,
        edit.Problem is { } problem && edit.Details.Count == 0 ? [new ListProblem(0, true, problem, null)] : Shown(edit.Details),
        edit.Problem is null);

    private static IReadOnlyList<ListProblem> Shown(IReadOnlyList<ConfigProblem> problems) =>
        [.. problems.OrderBy(p => p.Line).Select(p => new ListProblem(p.Line, p.Severity is not ProblemSeverity.Warning, p.Problem, p.Fix))];
}
