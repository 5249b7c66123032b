using InboundFilter.Smtp;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>Makes the sessions of a test and keeps them, newest last.</summary>
internal sealed class FakeSessions : ISmtpSessionFactory
{
    public List<FakeSession> All { get; } = [];

    public FakeSession Last => All[^1];

    /// <summary>Applied to each session as it is made.</summary>
    public Action<FakeSession> Prepare { get; set; } = static _ => { };

    public ISmtpSession Create(SmtpPeer peer)
    {
        var session = new FakeSession(peer);
        Prepare(session);
        All.Add(session);
        return session;
    }
}
