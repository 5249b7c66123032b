namespace InboundFilter.Daemon.Doctor;

/// <summary>How bad it is, the worst last.</summary>
internal enum DiagnosisLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Mail is filtered, but not as well as it could be, or not for long.</summary>
    Warning,

    /// <summary>Mail is lost, refused or let through because of it.</summary>
    Error,
}
