using System.Net.Sockets;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>One client of the load, with a session that it keeps for a few messages.</summary>
internal sealed class LoadClient(LoadPlan plan, Random chance) : IAsyncDisposable
{
    private SmtpClient? _session;
    private int _messagesLeft;

    /// <summary>Tries once to deliver a message.</summary>
    public async Task<Attempt> TryAsync(LoadMessage message)
    {
        int life = plan.Life();
        bool dotIsSent = false;
        long begun = TimeProvider.System.GetTimestamp();
        try
        {
            _session ??= await OpenAsync();
            begun = TimeProvider.System.GetTimestamp();
            SmtpReplyLines reply;
            if ((reply = await _session.AskAsync($"MAIL FROM:<{message.From}>")).IsPositive
                && (reply = await _session.AskAsync("RCPT TO:<user@example.test>")).IsPositive
                && (reply = await _session.AskAsync("DATA")).IsPositive)
            {
                await _session.SendAsync(DotStuffing.Of(message.Octets));
                dotIsSent = true;
                reply = await _session.AskAsync(".");
            }

            await SettleAsync(reply);
            var told = reply.Code >= 500 ? Told.Refused : reply.IsPositive ? Told.Taken : Told.Deferred;
            return new Attempt(message.Id, life, told, $"{reply}", reply.Reference, TimeProvider.System.GetElapsedTime(begun));
        }
        catch (Exception lost) when (lost is IOException or SocketException or TimeoutException)
        {
            await CloseAsync();
            return new Attempt(message.Id, life, dotIsSent ? Told.InDoubt : Told.Lost, lost.Message, string.Empty, TimeProvider.System.GetElapsedTime(begun));
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<SmtpClient> OpenAsync()
    {
        var session = await SmtpClient.ConnectAsync(plan.Port);
        try
        {
            Must(await session.ReadAsync());
            if (plan.StartsTls)
            {
                Must(await session.AskAsync("EHLO mx.sender.test"));
                Must(await session.AskAsync("STARTTLS"));
                await session.StartTlsAsync();
            }

            if (plan.Address is { } address)
            {
                Must(await session.AskAsync($"XCLIENT ADDR={address(chance)}"));
            }

            Must(await session.AskAsync("EHLO mx.sender.test"));
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        _messagesLeft = chance.Next(1, plan.MostMessagesInSession + 1);
        return session;
    }

    /// <summary>What is said before a message was begun is no answer to one.</summary>
    private static void Must(SmtpReplyLines? reply)
    {
        if (reply is not { IsPositive: true })
        {
            throw new IOException($"The session was not begun: {reply}");
        }
    }

    private async Task SettleAsync(SmtpReplyLines reply)
    {
        if (!reply.IsPositive || --_messagesLeft <= 0)
        {
            if (reply.IsPositive)
            {
                await _session!.SendAsync("QUIT\r\n");
                await _session.ReadAsync();
            }

            await CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }
}
