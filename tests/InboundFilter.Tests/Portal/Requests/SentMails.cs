using InboundFilter.Ledger.Notices;

namespace InboundFilter.Tests.Portal.Requests;

/// <summary>A mailbox server that takes all mail, or none.</summary>
internal sealed class SentMails : INoticeSender
{
    public List<(string Receiver, string Subject, string Text)> All { get; } = [];

    public bool IsTaken { get; set; } = true;

    public Task<bool> SendAsync(string receiver, string subject, string text, CancellationToken cancellation)
    {
        All.Add((receiver, subject, text));
        return Task.FromResult(IsTaken);
    }
}
