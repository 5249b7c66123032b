using System.Text;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>A session that says what the test wants and writes down what it was asked.</summary>
internal sealed class FakeSession(SmtpPeer peer) : ISmtpSession
{
    public SmtpPeer Peer { get; } = peer;

    /// <summary>What was asked, in order: <c>helo x</c>, <c>mail a@b</c>, <c>message ...</c>, <c>reset</c>, <c>dispose</c>.</summary>
    public List<string> Asked { get; } = [];

    public SmtpReply Greeting { get; set; } = SmtpReply.Plain(220, "mx.example.test ESMTP");

    public Func<HeloCommand, SmtpReply> OnHelo { get; set; } = static _ => SmtpReply.Plain(250, "mx.example.test");

    public Func<MailCommand, SmtpReply> OnMail { get; set; } = static _ => SmtpReply.Of(250, 1, 0, "Sender ok");

    public Func<MailPath, SmtpReply> OnRcpt { get; set; } = static _ => SmtpReply.Of(250, 1, 5, "Recipient ok");

    public Func<Task<SmtpReply>> OnMessage { get; set; } = static () => Task.FromResult(SmtpReply.Of(250, 6, 0, "Delivered"));

    public CancellationToken MessageCancellation { get; private set; }

    public ValueTask<SmtpReply> ConnectAsync(CancellationToken cancellation) => new(Greeting);

    public ValueTask<SmtpReply> HeloAsync(HeloCommand helo, CancellationToken cancellation)
    {
        Asked.Add($"{(helo.Extended ? "ehlo" : "helo")} {helo.Name}");
        return new(OnHelo(helo));
    }

    public ValueTask<SmtpReply> MailAsync(MailCommand mail, CancellationToken cancellation)
    {
        Asked.Add($"mail {mail.ReturnPath}");
        return new(OnMail(mail));
    }

    public ValueTask<SmtpReply> RcptAsync(MailPath recipient, CancellationToken cancellation)
    {
        Asked.Add($"rcpt {recipient}");
        return new(OnRcpt(recipient));
    }

    /// <summary>Who looks at messages while they come; null for nobody.</summary>
    public IOctetSink? Tap { get; set; }

    public IOctetSink? MessageStarts() => Tap;

    public async ValueTask<SmtpReply> MessageAsync(MessageSpool message, CancellationToken cancellation)
    {
        MessageCancellation = cancellation;
        var text = new StringBuilder();
        await foreach (ReadOnlyMemory<byte> piece in message.ReadAsync(cancellation))
        {
            text.Append(Encoding.Latin1.GetString(piece.Span));
        }

        Asked.Add($"message {text}");
        return await OnMessage();
    }

    public SmtpReply Fault(ProtocolFault fault) => fault switch
    {
        ProtocolFault.Timeout or ProtocolFault.TooManyErrors or ProtocolFault.TooManySessions or ProtocolFault.TooManySessionsOfClient or ProtocolFault.TooManySessionsOfNetwork
            or ProtocolFault.Stopping or ProtocolFault.Internal => SmtpReply.Of(421, 3, 0, fault.ToString()),
        ProtocolFault.MessageTooBig => SmtpReply.Of(552, 3, 4, fault.ToString()),
        _ => SmtpReply.Of(550, 5, 2, fault.ToString()),
    };

    public ValueTask ResetAsync()
    {
        Asked.Add("reset");
        return ValueTask.CompletedTask;
    }

    public void TlsStarted(string protocolAndCipher) => Asked.Add($"tls {protocolAndCipher}");

    public ValueTask DisposeAsync()
    {
        Asked.Add("dispose");
        return ValueTask.CompletedTask;
    }
}
