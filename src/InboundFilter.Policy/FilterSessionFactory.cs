using InboundFilter.Smtp;

namespace InboundFilter.Policy;

/// <summary>Gives each connection a session with the policy that is in force when it begins.</summary>
/// <param name="services">What all sessions share.</param>
/// <param name="current">The snapshot in force; asked once per session.</param>
public sealed class FilterSessionFactory(FilterServices services, Func<PolicySnapshot> current) : ISmtpSessionFactory
{
    public ISmtpSession Create(SmtpPeer peer) => new FilterSession(services, current(), peer);
}
