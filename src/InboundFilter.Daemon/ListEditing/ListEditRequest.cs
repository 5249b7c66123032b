using InboundFilter.Daemon.Configuration.Lists;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>A change that an administrator asks for.</summary>
/// <param name="Section"><c>block</c> or <c>allow</c>.</param>
/// <param name="Subject">In comparable form.</param>
/// <param name="Written">The subject as given.</param>
/// <param name="File">The file that was named; null when none was.</param>
/// <param name="Files">All files the configuration reads.</param>
internal sealed record ListEditRequest(string Section, ListSubject Subject, string Written, string? File, ListTargets Files);
