namespace InboundFilter.Smtp.Server;

/// <summary>Whether there is room for a session.</summary>
internal enum Admission
{
    Admitted,
    TooManySessions,
    TooManySessionsOfClient,
    TooManySessionsOfNetwork,
    Stopping,
}
