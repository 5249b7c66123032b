namespace InboundFilter.Portal.Ports;

/// <summary>Who may sign in, as of now. Thread-safe; a change counts at the next call.</summary>
public interface IPortalUsers
{
    /// <summary>True: nobody can sign in yet.</summary>
    bool IsEmpty { get; }

    /// <summary>Null when there is no such user. Case does not matter.</summary>
    PortalUser? Find(string name);
}
