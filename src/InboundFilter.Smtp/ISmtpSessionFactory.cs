namespace InboundFilter.Smtp;

/// <summary>Makes the session of a connection; again after each XCLIENT, with the client it names.</summary>
public interface ISmtpSessionFactory
{
    /// <summary>Must not block and must not ask anybody; lookups start in <see cref="ISmtpSession.ConnectAsync"/>.</summary>
    ISmtpSession Create(SmtpPeer peer);
}
