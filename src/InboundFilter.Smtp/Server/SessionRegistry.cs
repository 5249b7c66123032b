using System.Net;

namespace InboundFilter.Smtp.Server;

/// <summary>All open sessions: counted in all, per network and per client, watched by <see cref="DeadlineSweep"/>, ended by <see cref="SmtpServerDrain"/>.</summary>
internal sealed class SessionRegistry
{
    private readonly Lock _lock = new();
    private readonly List<SmtpConnection> _sessions = [];
    private readonly Dictionary<ClientKey, int> _perClient = [];
    private readonly Dictionary<ClientKey, int> _perNetwork = [];
    private TaskCompletionSource? _empty;
    private bool _stopping;

    /// <summary>No new sessions; those that are open end when their transaction has ended.</summary>
    public bool IsStopping => Volatile.Read(ref _stopping);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _sessions.Count;
            }
        }
    }

    /// <summary>Takes up a session, unless there is no room. What was taken up must <see cref="Leave"/>.</summary>
    public Admission Enter(SmtpConnection session, IPAddress client, SmtpLimits limits)
    {
        lock (_lock)
        {
            if (_stopping)
            {
                return Admission.Stopping;
            }

            if (_sessions.Count >= limits.MaxSessions)
            {
                return Admission.TooManySessions;
            }

            if (TryCount(ClientKey.Of(client), limits) is var admission and not Admission.Admitted)
            {
                return admission;
            }

            session.RegistryIndex = _sessions.Count;
            _sessions.Add(session);
            return Admission.Admitted;
        }
    }

    /// <summary>Counts a session for another client, named by XCLIENT. When there is no room for that client, nothing changes.</summary>
    public Admission Rename(IPAddress from, IPAddress to, SmtpLimits limits)
    {
        ClientKey before = ClientKey.Of(from);
        ClientKey after = ClientKey.Of(to);
        lock (_lock)
        {
            if (before == after)
            {
                return Admission.Admitted;
            }

            var admission = TryCount(after, limits);
            if (admission is Admission.Admitted)
            {
                Discount(before);
            }

            return admission;
        }
    }

    public void Leave(SmtpConnection session, IPAddress client)
    {
        lock (_lock)
        {
            SmtpConnection last = _sessions[^1];
            _sessions[session.RegistryIndex] = last;
            last.RegistryIndex = session.RegistryIndex;
            _sessions.RemoveAt(_sessions.Count - 1);
            Discount(ClientKey.Of(client));

            if (_sessions.Count == 0)
            {
                _empty?.TrySetResult();
            }
        }
    }

    /// <summary>Adds those that <paramref name="choose"/> picks to <paramref name="chosen"/>. Nothing else is done with them under the lock.</summary>
    public void Collect(List<SmtpConnection> chosen, Func<SmtpConnection, bool> choose)
    {
        lock (_lock)
        {
            foreach (SmtpConnection session in _sessions)
            {
                if (choose(session))
                {
                    chosen.Add(session);
                }
            }
        }
    }

    /// <summary>Takes no more sessions from now on.</summary>
    /// <returns>Completes when the last session has left.</returns>
    public Task Stop()
    {
        lock (_lock)
        {
            Volatile.Write(ref _stopping, true);
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_sessions.Count == 0)
            {
                _empty.TrySetResult();
            }

            return _empty.Task;
        }
    }

    private Admission TryCount(ClientKey client, SmtpLimits limits)
    {
        int ofClient = _perClient.GetValueOrDefault(client);
        if (ofClient >= limits.MaxSessionsPerClient)
        {
            return Admission.TooManySessionsOfClient;
        }

        int ofNetwork = _perNetwork.GetValueOrDefault(client.Network);
        if (ofNetwork >= limits.SessionsOfNetwork)
        {
            return Admission.TooManySessionsOfNetwork;
        }

        _perClient[client] = ofClient + 1;
        _perNetwork[client.Network] = ofNetwork + 1;
        return Admission.Admitted;
    }

    private void Discount(ClientKey client)
    {
        Discount(_perClient, client);
        Discount(_perNetwork, client.Network);
    }

    private static void Discount(Dictionary<ClientKey, int> counts, ClientKey key)
    {
        int count = counts[key] - 1;
        if (count == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = count;
        }
    }
}
