namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>What the kernel knows of its clock.</summary>
internal interface IClock
{
    /// <summary>A time service keeps it right; null when that cannot be known.</summary>
    bool? IsKept { get; }
}
