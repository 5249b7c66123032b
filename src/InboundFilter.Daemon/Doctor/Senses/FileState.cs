namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>A file or folder that exists.</summary>
internal sealed record FileState(bool IsFolder, uint Owner, uint Group, UnixFileMode Mode, DateTimeOffset Written)
{
    public bool MayRead(ServiceUser user) => user.IsRoot || Has(user, UnixFileMode.UserRead, UnixFileMode.GroupRead, UnixFileMode.OtherRead);

    public bool MayWrite(ServiceUser user) => user.IsRoot || Has(user, UnixFileMode.UserWrite, UnixFileMode.GroupWrite, UnixFileMode.OtherWrite);

    /// <summary>For a folder: may reach what is in it.</summary>
    public bool MayEnter(ServiceUser user) => user.IsRoot || Has(user, UnixFileMode.UserExecute, UnixFileMode.GroupExecute, UnixFileMode.OtherExecute);

    // The class that fits first decides alone (path_resolution(7)).
    private bool Has(ServiceUser user, UnixFileMode owner, UnixFileMode group, UnixFileMode other) =>
        (Mode & (user.Id == Owner ? owner : user.Groups.Contains(Group) ? group : other)) != 0;
}
