using System.Globalization;

namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>The user that the daemon runs as.</summary>
/// <param name="Name">As in passwd(5).</param>
/// <param name="Id">Its number; 0 is root.</param>
/// <param name="Groups">Numbers of its groups.</param>
internal sealed record ServiceUser(string Name, uint Id, IReadOnlyCollection<uint> Groups)
{
    /// <summary>The user that packages make.</summary>
    public const string Packaged = "inboundfilter";

    public bool IsRoot => Id == 0;

    /// <summary>The user of packages where root asks and there is one; otherwise whoever asks.</summary>
    public static ServiceUser? Find(string asking) => (asking == "root" ? Read(Packaged) : null) ?? Read(asking);

    /// <summary>Reads passwd(5) and group(5); null when there is no such user.</summary>
    public static ServiceUser? Read(string name, string passwd = "/etc/passwd", string groups = "/etc/group")
    {
        const int Id = 2, Group = 3, Members = 3;
        try
        {
            string[]? user = File.ReadLines(passwd).Select(l => l.Split(':')).FirstOrDefault(w => w.Length > Group && w[0] == name);
            if (user is null || Number(user[Id]) is not { } id || Number(user[Group]) is not { } main)
            {
                return null;
            }

            var more = File.ReadLines(groups).Select(l => l.Split(':')).Where(w => w.Length > Members && w[Members].Split(',').Contains(name)).Select(w => Number(w[Id])).OfType<uint>();
            return new ServiceUser(name, id, [main, .. more]);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
}
