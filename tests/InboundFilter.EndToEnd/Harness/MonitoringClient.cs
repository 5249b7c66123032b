using System.Net;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>Asks the monitoring listener of a daemon.</summary>
internal sealed class MonitoringClient(int port) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Eventually.Limit };

    public async Task<MetricsPage> MetricsAsync() => new(await _http.GetStringAsync("/metrics"));

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
