namespace InboundFilter.Daemon.Output;

/// <summary>A case that cannot be judged, with what is wrong with it in words for the person who wrote it.</summary>
internal sealed class CaseException(string message) : Exception(message);
