using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace InboundFilter.Portal.Tail;

/// <summary>Sends what a listener gets as server-sent events (WHATWG HTML, "Server-sent events"), with a comment now and then, so that nobody on the way takes the silence for death.</summary>
internal static class TailStream
{
    /// <summary>Longest silence.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Sends until the client goes or the daemon stops.</summary>
    public static async Task SendAsync(HttpContext context, TailListener listener, TimeProvider time)
    {
        var response = context.Response;
        var gone = context.RequestAborted;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await WriteAsync(response, ": here\n\n", gone);
            var readable = listener.Decisions.WaitToReadAsync(gone).AsTask();
            while (true)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(gone);
                bool isSilent = await Task.WhenAny(readable, Task.Delay(Heartbeat, time, beat.Token)) != readable;
                await beat.CancelAsync();
                if (isSilent)
                {
                    gone.ThrowIfCancellationRequested();
                    await WriteAsync(response, ": still here\n\n", gone);
                    continue;
                }

                if (!await readable)
                {
                    return;
                }

                await WriteAsync(response, Events(listener), gone);
                readable = listener.Decisions.WaitToReadAsync(gone).AsTask();
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
        }
    }

    private static string Events(TailListener listener)
    {
        var text = new StringBuilder();
        while (listener.Decisions.TryRead(out var decision))
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {decision.Id}\nevent: decision\ndata: {TailEvent.Of(decision)}\n\n");
        }

        return text.ToString();
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken gone)
    {
        await response.WriteAsync(text, Encoding.UTF8, gone);
        await response.Body.FlushAsync(gone);
    }
}
