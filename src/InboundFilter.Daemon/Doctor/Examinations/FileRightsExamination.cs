using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Doctor.Senses;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Looks whether the user of the daemon may read and write what it has to, and nobody else what is secret.</summary>
/// <param name="loaded">The configuration, with its files.</param>
/// <param name="files">The disk.</param>
/// <param name="user">Of the daemon.</param>
/// <param name="spool">Folder for large messages.</param>
internal sealed class FileRightsExamination(LoadedConfiguration loaded, IFiles files, ServiceUser user, string spool) : IExamination
{
    private const UnixFileMode Strangers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    public string Area => "file rights";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var options = loaded.Options;
        List<Diagnosis?> found = [.. loaded.Sources.Select(s => Readable(s.Path))];
        var certificates = options.Listen.Select(l => l.Tls).Append(options.Portal?.Tls).OfType<TlsOptions>().Distinct().ToList();
        foreach (var tls in certificates)
        {
            found.AddRange([Readable(tls.Certificate), Readable(tls.Key), Secret(tls.Key, "holds a private key")]);
        }

        found.AddRange([.. new[] { options.Data.PublicSuffixList, options.Data.Country, options.Data.As }.OfType<string>().Select(path => Readable(path))]);
        if (options.Ledger?.Sqlite is { } ledger)
        {
            found.AddRange([Writable(Folder(ledger), "the ledger lies there"), .. new[] { ledger, $"{ledger}-wal", $"{ledger}-shm" }.Where(f => files.Find(f) is not null).Select(f => Writable(f, "it is the ledger"))]);
        }

        if (options.Portal is { } portal)
        {
            found.AddRange([files.Find(portal.Keys) is null ? Writable(Folder(portal.Keys), "the portal makes its folder of keys there") : Writable(portal.Keys, "the portal keeps its keys there")]);
            found.AddRange([Readable(portal.Users, mayLack: true), Secret(portal.Users, "holds the passwords' hashes")]);
        }

        found.AddRange([.. options.Mailboxes.Values.Select(m => m.Maildir).OfType<string>().Select(m => files.Find(m) is null ? Writable(Folder(m), "mail is kept there") : Writable(m, "mail is kept there"))]);
        found.AddRange([options.Control is { } control ? Writable(Folder(control), "the control socket lies there", mayLack: control.StartsWith("/run/", StringComparison.Ordinal)) : null, Writable(spool, "large messages wait there")]);
        IReadOnlyList<Diagnosis> wrong = [.. found.OfType<Diagnosis>().Distinct()];
        return Task.FromResult(wrong.Count > 0 ? wrong : [new Diagnosis(Area, null, DiagnosisLevel.Ok, $"the user {user.Name} may read and write what it has to")]);
    }

    private Diagnosis? Readable(string path, bool mayLack = false) =>
        Reach(path) is { } closed ? closed
        : files.Find(path) is not { } state ? mayLack ? null : Wrong(path, "does not exist", "create it, or correct the configuration")
        : state.MayRead(user) && (!state.IsFolder || state.MayEnter(user)) ? null
        : Wrong(path, $"cannot be read by the user {user.Name}", $"chgrp {user.Name} {path} && chmod g+r {path}");

    private Diagnosis? Writable(string path, string why, bool mayLack = false) =>
        Reach(path) is { } closed ? closed
        : files.Find(path) is not { } state ? mayLack ? null : Wrong(path, $"does not exist, and {why}", $"mkdir -p {path} && chown {user.Name} {path}")
        : state.MayWrite(user) && (!state.IsFolder || state.MayEnter(user)) ? null
        : Wrong(path, $"cannot be written by the user {user.Name}{(state.Owner == 0 ? ": it belongs to root" : string.Empty)}, and {why}", $"chown {(state.IsFolder ? "-R " : string.Empty)}{user.Name} {path}");

    /// <summary>A folder on the way that keeps the user out.</summary>
    private Diagnosis? Reach(string path)
    {
        for (string? folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (files.Find(folder) is { } state && !state.MayEnter(user))
            {
                return Wrong(folder, $"keeps the user {user.Name} out, who needs {path}", $"chgrp {user.Name} {folder} && chmod g+rx {folder}");
            }
        }

        return null;
    }

    private Diagnosis? Secret(string path, string why) => files.Find(path) is { } state && (state.Mode & Strangers) != 0
        ? Wrong(path, $"can be read or written by others, and {why}", $"chmod 600 {path}, or 640 where a group must read it")
        : null;

    private Diagnosis Wrong(string path, string seen, string remedy) => new(Area, path, DiagnosisLevel.Error, seen, remedy);

    private static string Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
}
