using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>Reads users.yaml. A user who is wrong is left out alone.</summary>
internal sealed class UsersFileReader(ProblemList problems, OptionsShapes shapes)
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>No user when the file cannot be read as a whole.</summary>
    /// <param name="path">A file that exists.</param>
    /// <param name="shown">Its name in problems.</param>
    public IReadOnlyList<PortalUser> Read(string path, string shown)
    {
        if (!YamlFile.TryRead(path, shown, problems, out var root))
        {
            return [];
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            problems.Warning(new Place(shown, 0), "the file with the users' passwords is open to others", $"chmod 600 {shown}");
        }

        return Read(root);
    }

    /// <summary>The users of a text that was read.</summary>
    public IReadOnlyList<PortalUser> Read(ConfigNode? root)
    {
        var binder = new YamlBinder(problems, shapes);
        var file = binder.Bind<UsersFile>(root);
        var users = new Dictionary<string, PortalUser>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, user) in file.Users)
        {
            var place = binder.Locate(file, "users", name);
            if (UserNames.Fault(name) is { } fault)
            {
                problems.Fault(place, $"users: {Quoted.Of(name)}: {fault}", "write one such as anna");
            }
            else if (user.Password.Length == 0 && !binder.IsPresent(file, "users", name, "password"))
            {
                // The binder has said so.
            }
            else if (!Passwords.IsHash(user.Password))
            {
                problems.Fault(binder.Locate(file, "users", name, "password"), $"users.{name}.password is not a hash that inboundfilter has made", $"inboundfilter user password {name}");
            }
            else if (!users.TryAdd(name, new PortalUser(name, user.Password)))
            {
                problems.Fault(place, $"users: {name} stands here twice; case makes no difference", "keep one of them");
            }
        }

        return [.. users.Values];
    }
}
