namespace InboundFilter.Ledger.Notices;

/// <summary>Mails notices to people at other servers. Thread-safe.</summary>
public interface INoticeSender
{
    /// <summary>Mails one notice.</summary>
    /// <param name="receiver">A mail address in ASCII.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">What is to be said.</param>
    /// <param name="cancellation">Shutting down.</param>
    /// <returns>Whether a server has taken the mail. Trouble is logged, never thrown.</returns>
    Task<bool> SendAsync(string receiver, string subject, string text, CancellationToken cancellation);
}
