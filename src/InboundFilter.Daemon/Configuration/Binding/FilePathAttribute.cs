namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>A path, or a list of paths; made absolute by <see cref="PathResolver"/>, relative to the file that names it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilePathAttribute : Attribute;
