namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>Files as they lie on the disk.</summary>
internal interface IFiles
{
    /// <summary>Null when there is none, or it cannot be seen.</summary>
    FileState? Find(string path);
}
