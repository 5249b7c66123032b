using System.Text;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Files;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Daemon.ListEditing;
using InboundFilter.Daemon.Output;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Users;

/// <summary>Writes users.yaml, one change at a time over all processes, in one step, for its owner alone to read.</summary>
/// <param name="path">The file; made when it is missing.</param>
/// <param name="keyFolder">Folder that the daemon has made: a new file is given to its owner, so that root can make users for a daemon that is not root.</param>
/// <param name="time">Measures waits.</param>
internal sealed class UserFileEditor(string path, string keyFolder, TimeProvider time)
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The users, in the order of the file.</summary>
    /// <exception cref="CaseException">The file is wrong.</exception>
    public IReadOnlyList<PortalUser> Users => UsersOf(Text());

    /// <summary>Adds a user.</summary>
    /// <exception cref="CaseException">There is one of this name, or the file cannot be changed; the message says what to do.</exception>
    public Task AddAsync(PortalUser user, CancellationToken cancellation) => ChangeAsync(
        (text, users) => Find(users, user.Name) is { } there ? throw new CaseException($"there is a user {there.Name} already → user password {there.Name} changes the password") : UserText.Put(text, user),
        users => [.. users, user],
        cancellation);

    /// <summary>Gives a user another password. Whoever is signed in with the former is out.</summary>
    /// <exception cref="CaseException">There is none of this name, or the file cannot be changed.</exception>
    public Task ChangePasswordAsync(PortalUser user, CancellationToken cancellation) => ChangeAsync(
        (text, users) => UserText.Put(text, user with { Name = Existing(users, user.Name).Name }),
        users => [.. users.Select(u => Same(u.Name, user.Name) ? u with { PasswordHash = user.PasswordHash } : u)],
        cancellation);

    /// <summary>Removes a user, who is out at once.</summary>
    /// <exception cref="CaseException">There is none of this name, or the file cannot be changed.</exception>
    public Task RemoveAsync(string name, CancellationToken cancellation) => ChangeAsync(
        (text, users) => UserText.Remove(text, Existing(users, name).Name),
        users => [.. users.Where(u => !Same(u.Name, name))],
        cancellation);

    private async Task ChangeAsync(Func<string, IReadOnlyList<PortalUser>, string> change, Func<IReadOnlyList<PortalUser>, IReadOnlyList<PortalUser>> expected, CancellationToken cancellation)
    {
        try
        {
            using var editing = await FileLock.TakeAsync(path, time, cancellation)
                ?? throw new CaseException($"somebody else has been editing {path} for {FileLock.Limit.TotalSeconds:0} s → try again");
            string text = Text();
            var users = UsersOf(text);
            string changed = change(text, users);
            if (!UsersOf(changed).Select(Whole).SequenceEqual(expected(users).Select(Whole)))
            {
                throw new CaseException($"{path} is written in a way that cannot be edited here → write each user on a line of its own: NAME: {{password: \"…\"}}");
            }

            bool isNew = !File.Exists(path);
            using var replacement = FileReplacement.Write(path, Encoding.UTF8.GetBytes(changed), OwnerAlone);
            if (isNew)
            {
                // Before its first start the daemon has made no folder, but that of the file may be its own.
                _ = FileOwner.TryCopy(Directory.Exists(keyFolder) ? keyFolder : Path.GetDirectoryName(Path.GetFullPath(path))!, replacement.Path);
            }

            replacement.Commit();
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            throw new CaseException($"{path} cannot be changed: {fault.Message} → run this as the user who owns it");
        }
    }

    private string Text()
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        }
        catch (Exception fault) when (FileFault.Explain(fault) is { } words)
        {
            throw new CaseException($"{path}: {words.Problem} → run this as the user who owns it");
        }
    }

    private IReadOnlyList<PortalUser> UsersOf(string text)
    {
        var found = new List<ConfigProblem>();
        var problems = new ProblemList(found, ProblemSeverity.Error);
        var users = YamlTreeReader.TryRead(text, path, problems, out var root) ? new UsersFileReader(problems, new OptionsShapes()).Read(root) : [];
        return found.Count == 0 ? users : throw new CaseException(found[0].ToString());
    }

    private static PortalUser Existing(IReadOnlyList<PortalUser> users, string name) =>
        Find(users, name) ?? throw new CaseException($"there is no user {Quoted.Of(name)} → user list names them");

    private static PortalUser? Find(IReadOnlyList<PortalUser> users, string name) => users.FirstOrDefault(u => Same(u.Name, name));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static (string Name, string Hash) Whole(PortalUser user) => (user.Name, user.PasswordHash);
}
