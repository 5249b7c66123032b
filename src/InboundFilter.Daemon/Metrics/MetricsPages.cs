using System.Text;
using InboundFilter.Daemon.Metrics.Exposition;
using InboundFilter.Daemon.Metrics.Health;
using Microsoft.AspNetCore.Http;

namespace InboundFilter.Daemon.Metrics;

/// <summary>The pages for monitoring: <c>/metrics</c>, <c>/healthz</c> (the process is alive) and <c>/readyz</c> (new sessions are of use). For machines, in plain text.</summary>
internal sealed class MetricsPages(MetricCollector collector, Readiness readiness)
{
    private const string PlainText = "text/plain; charset=utf-8";

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await SayAsync(context, StatusCodes.Status405MethodNotAllowed, "only GET and HEAD\n");
            return;
        }

        switch (request.Path.Value)
        {
            case "/metrics":
                await SayAsync(context, StatusCodes.Status200OK, collector.Collect(PrometheusText.Write), PrometheusText.ContentType);
                break;
            case "/healthz":
                await SayAsync(context, StatusCodes.Status200OK, "ok\n");
                break;
            case "/readyz":
                var troubles = await readiness.TroublesAsync(context.RequestAborted);
                await SayAsync(
                    context,
                    troubles.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
                    troubles.Count == 0 ? "ready\n" : $"{string.Join('\n', troubles)}\n");
                break;
            default:
                await SayAsync(context, StatusCodes.Status404NotFound, "here are /metrics, /healthz and /readyz\n");
                break;
        }
    }

    private static Task SayAsync(HttpContext context, int status, string text, string type = PlainText)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = octets.Length;
        response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(octets, context.RequestAborted).AsTask();
    }
}
