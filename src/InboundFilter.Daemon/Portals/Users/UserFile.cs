using System.Collections.Frozen;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Files;
using InboundFilter.Daemon.Configuration.Sources;
using InboundFilter.Portal.Ports;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Portals.Users;

/// <summary>The users of users.yaml, read anew at the first question after the file has changed. Thread-safe.</summary>
/// <remarks>A file that is missing or cannot be read has no users: who was removed by a mistyped file must not stay in by it.</remarks>
internal sealed class UserFile(string path, ILogger<UserFile> log) : IPortalUsers
{
    private readonly Lock _lock = new();
    private FileStamp? _stamp;
    private FrozenDictionary<string, PortalUser> _users = FrozenDictionary<string, PortalUser>.Empty;

    public bool IsEmpty => Current.Count == 0;

    public PortalUser? Find(string name) => Current.GetValueOrDefault(name);

    private FrozenDictionary<string, PortalUser> Current
    {
        get
        {
            lock (_lock)
            {
                // Taken before the file is read, so that a change in between is seen the next time.
                var stamp = FileStamp.Of(path);
                if (stamp != _stamp)
                {
                    _users = Read(stamp.IsMissing).ToFrozenDictionary(user => user.Name, StringComparer.OrdinalIgnoreCase);
                    _stamp = stamp;
                    log.UsersRead(_users.Count, path);
                }

                return _users;
            }
        }
    }

    private IReadOnlyList<PortalUser> Read(bool isMissing)
    {
        if (isMissing)
        {
            return [];
        }

        var found = new List<ConfigProblem>();
        var users = new UsersFileReader(new ProblemList(found, ProblemSeverity.Error), new OptionsShapes()).Read(path, path);
        foreach (var problem in found)
        {
            log.WrongUsers(problem.ToString());
        }

        return users;
    }
}
