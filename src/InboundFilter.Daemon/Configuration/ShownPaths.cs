namespace InboundFilter.Daemon.Configuration;

/// <summary>Shows paths as the administrator would write them: below the folder of the configuration file, beginning as that was given.</summary>
internal sealed class ShownPaths
{
    private readonly string _folder;
    private readonly string _given;

    /// <param name="configurationPath">The path of inboundfilter.yaml as given.</param>
    public ShownPaths(string configurationPath)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(configurationPath)) ?? "/";
        _given = Path.GetDirectoryName(configurationPath) ?? string.Empty;
    }

    /// <summary>The folder that relative paths start from.</summary>
    public string Folder => _folder;

    public string Show(string path)
    {
        string relative = Path.GetRelativePath(_folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : Path.Combine(_given, relative);
    }
}
