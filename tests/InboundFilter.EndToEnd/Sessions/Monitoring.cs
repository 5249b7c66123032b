using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>What monitoring sees: metrics that count right, health, readiness, a collector, and what becomes of it all when the port cannot be had.</summary>
public sealed partial class Monitoring
{
    private FakeMailboxServer _server = null!;
    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private int _port;

    [SetUp]
    public void Make()
    {
        _server = new FakeMailboxServer("PIPELINING", "8BITMIME");
        _dns = FakeDnsServer.Start(JudgingLab.Zone);
        _port = FreePort.Next();
        _setup = new FilterSetup
        {
            ["mailboxes"] = $"{{local: {{smtp: [\"{_server.Address}\"]}}}}",
            ["metrics"] = $"{{listen: \"127.0.0.1:{_port}\"}}",
            ["scanners"] = $"{{clamd: {{address: \"127.0.0.1:{FreePort.Next()}\", when-away: pass}}}}",
            ["reports"] = "{spam: spam@example.test}",
        };
        _setup.Dnsbl = "lists: [{zone: bl.test, kind: ip, replies: {\"127.0.0.2\": 1}, probe: off}]";
        _setup.JudgingEverybody();
    }

    [TearDown]
    public async Task Remove()
    {
        await _server.DisposeAsync();
        await _dns.DisposeAsync();
        _setup.Dispose();
    }

    [Test]
    public async Task Metrics_count_what_happened()
    {
        await using var filter = await StartAsync();
        using var monitoring = new MonitoringClient(_port);
        double before = (await monitoring.MetricsAsync())["inboundfilter_smtp_sessions_total"] ?? -1;
        Assert.That(before, Is.GreaterThanOrEqualTo(1), "the harness has looked whether it greets");

        for (int i = 0; i < 3; i++)
        {
            await using var client = await filter.ConnectAsync();
            await client.BeginMailAsync(JudgingLab.GoodAddress, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test");
            Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250));
        }

        await using (var listed = await filter.ConnectAsync())
        {
            var reply = await listed.BeginMailAsync("203.0.113.8", "listed.good.test", JudgingLab.GoodSender, "user@example.test");
            Assert.That(reply.TroubleshootingCode, Is.EqualTo("D.1"), $"{reply}");
        }

        await using var open = await filter.ConnectAsync();
        await open.ReadAsync();
        MetricsPage page = null!;
        await Eventually.UntilAsync(
            async () => (page = await monitoring.MetricsAsync())["inboundfilter_ledger_decisions_written_total"] is 4 && page["inboundfilter_smtp_sessions_open"] is 1,
            "four decisions are written and one session is left");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page["inboundfilter_smtp_sessions_total"] - before, Is.EqualTo(5));
            Assert.That(page["inboundfilter_smtp_messages_total"], Is.EqualTo(3));
            Assert.That(page["inboundfilter_smtp_messages_size_bytes_total"], Is.EqualTo(3 * TestMessage.Simple.Length));
            Assert.That(page["inboundfilter_policy_decisions_total{disposition=\"accept\",code=\"none\"}"], Is.EqualTo(3));
            Assert.That(page["inboundfilter_policy_decisions_total{disposition=\"refuse\",code=\"D.1\"}"], Is.EqualTo(1));
            Assert.That(page["inboundfilter_policy_decision_duration_seconds_count{stage=\"data\",disposition=\"accept\"}"], Is.EqualTo(3));
            Assert.That(page["inboundfilter_policy_stage_duration_seconds_count{stage=\"connect\"}"], Is.EqualTo(4));
            Assert.That(page["inboundfilter_policy_check_duration_seconds_count{check=\"dnsbl\"}"], Is.EqualTo(before + 5 + 4), "of each session, and again after XCLIENT");
            Assert.That(page["inboundfilter_dnsbl_answers_total{zone=\"bl.test\",answer=\"listed\"}"], Is.EqualTo(1));
            Assert.That(page["inboundfilter_dnsbl_answers_total{zone=\"bl.test\",answer=\"not-listed\"}"], Is.EqualTo(3));
            Assert.That(page["inboundfilter_dnsbl_state{zone=\"bl.test\",state=\"unprobed\"}"], Is.EqualTo(1));
            Assert.That(page["inboundfilter_relay_answer_duration_seconds_count{mailbox=\"local\",of=\"message\",answer=\"accept\"}"], Is.EqualTo(3));
            Assert.That(page["inboundfilter_relay_dials_total{mailbox=\"local\",outcome=\"ok\"}"], Is.EqualTo(1));
            Assert.That(page["inboundfilter_relay_connections_reused_total{mailbox=\"local\",outcome=\"ok\"}"], Is.EqualTo(2));
            Assert.That(page["inboundfilter_dns_cache_hits_total"], Is.GreaterThan(0));
            Assert.That(page["inboundfilter_dns_question_duration_seconds_count{outcome=\"found\",type=\"ptr\"}"], Is.EqualTo(2));
            Assert.That(page["inboundfilter_scanner_scan_duration_seconds_count{scanner=\"clamd\",result=\"unavailable\"}"], Is.EqualTo(3));
            Assert.That(page["inboundfilter_lists_snapshot"], Is.EqualTo(1));
            Assert.That(page["inboundfilter_ledger_healthy"], Is.EqualTo(1));
            Assert.That(page["process_resident_memory_bytes"], Is.GreaterThan(1e6));
        }
    }

    [Test]
    public async Task What_clients_say_makes_no_labels()
    {
        await using var filter = await StartAsync();
        await using (var client = await filter.ConnectAsync())
        {
            await client.BeginMailAsync("203.0.113.9", "evil-\"helo\"", "evil@evil.test", "evil@example.test");
            await client.AskAsync("EVIL");
        }

        using var monitoring = new MonitoringClient(_port);
        Assert.That((await monitoring.MetricsAsync()).Text, Does.Not.Contain("evil").IgnoreCase);
    }

    [Test]
    public async Task Readiness_follows_the_mailbox_server_and_health_does_not()
    {
        int port = int.Parse(_server.Address.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        await using var filter = await StartAsync();
        using var monitoring = new MonitoringClient(_port);
        Assert.That(await monitoring.GetAsync("/readyz"), Is.EqualTo((HttpStatusCode.OK, "ready\n")), "nothing is known of the mailbox server yet");

        await _server.DisposeAsync();
        await using (var client = await filter.ConnectAsync())
        {
            var reply = await client.BeginMailAsync(JudgingLab.GoodAddress, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test");
            Assert.That(reply.Code, Is.EqualTo(451), $"{reply}");
        }

        (HttpStatusCode Status, string Text) away = default;
        await Eventually.UntilAsync(async () => (away = await monitoring.GetAsync("/readyz")).Status is HttpStatusCode.ServiceUnavailable, "we are not ready");
        Assert.That(away.Text, Does.StartWith($"mailbox local: 127.0.0.1:{port} "));
        Assert.That(await monitoring.GetAsync("/healthz"), Is.EqualTo((HttpStatusCode.OK, "ok\n")));

        _server = new FakeMailboxServer(port);
        await Eventually.UntilAsync(async () => (await monitoring.GetAsync("/readyz")).Status is HttpStatusCode.OK, "we are ready again, without mail");
    }

    [Test]
    public async Task Readiness_needs_DNS_and_a_ledger_that_can_be_written()
    {
        _setup["ledger"] = "{sqlite: /proc/inboundfilter/ledger.db}";
        await using var filter = await _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}", "--dns-timeout", "200ms");
        using var monitoring = new MonitoringClient(_port);

        var (status, text) = await monitoring.GetAsync("/readyz");

        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(text.TrimEnd('\n').Split('\n').Select(l => l.Split(':')[0]), Is.EqualTo(new[] { "dns", "ledger" }), text);
    }

    [TestCase("GET", "/metrics/", HttpStatusCode.NotFound)]
    [TestCase("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    [TestCase("HEAD", "/metrics", HttpStatusCode.OK)]
    public async Task Other_requests_get_what_HTTP_has_for_them(string method, string path, HttpStatusCode status)
    {
        await using var filter = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://127.0.0.1:{_port}{path}");
        using var response = await http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_port_that_is_taken_costs_the_metrics_and_no_mail()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();

        await using var filter = await StartAsync();

        Assert.That(filter.Log.Where(l => l["id"] == "6602").Select(l => l["message"]), Has.One.Contains($"cannot listen on 127.0.0.1:{_port} for metrics").And.One.Contains("metrics.listen"));
    }

    [TestCase(true, 2)]
    [TestCase(false, 1)]
    public async Task Nothing_listens_when_metrics_are_off(bool isOn, int listeners)
    {
        if (!isOn)
        {
            _setup["metrics"] = "off";
        }

        await using var filter = await StartAsync();

        int[] possible = [_setup.Port, _port];
        Assert.That(ListeningPorts().Intersect(possible).Count(), Is.EqualTo(listeners));
    }

    [Test]
    public async Task A_collector_gets_the_measurements_by_OTLP()
    {
        await using var collector = new FakeCollector();
        _setup["metrics"] = $"{{listen: \"127.0.0.1:{_port}\", otlp: \"{collector.Url}\", otlp-interval: 1s}}";
        await using var filter = await StartAsync();
        await using (var client = await filter.ConnectAsync())
        {
            await client.BeginMailAsync(JudgingLab.GoodAddress, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test");
            await client.DataAsync(TestMessage.Simple);
        }

        string[] names = ["inboundfilter.smtp.sessions", "inboundfilter.policy.decisions", "inboundfilter.policy.check.duration", "service.name", "mx.example.test"];
        await Eventually.UntilAsync(() => collector.Requests.Any(r => names.All(n => r.Body.Contains(n, StringComparison.Ordinal))), "an export has all names");
        Assert.That(collector.Requests.First().Head, Does.StartWith("POST /v1/metrics HTTP/1.1\r\n").And.Contain("application/x-protobuf"));
    }

    [Test]
    public async Task The_dashboard_asks_for_metrics_that_there_are()
    {
        await using var filter = await StartAsync();
        using var monitoring = new MonitoringClient(_port);
        var page = await monitoring.MetricsAsync();
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "config", "grafana", "inboundfilter.json")));

        string[] queries = [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(p => p.TryGetProperty("targets", out _))
            .SelectMany(p => p.GetProperty("targets").EnumerateArray())
            .Select(t => t.GetProperty("expr").GetString()!)];
        string[] asked = [.. queries.SelectMany(q => Names().Matches(q).Select(m => HistogramSuffix().Replace(m.Value, string.Empty))).Distinct()];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked, Has.Length.GreaterThan(40));
            Assert.That(asked, Is.SubsetOf(page.Names), "the dashboard asks for nothing else");
            Assert.That(page.Names.Where(n => n.StartsWith("inboundfilter_", StringComparison.Ordinal)), Is.SubsetOf(asked), "and shows all that is ours");
        }
    }

    private static int[] ListeningPorts() =>
        [.. System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(l => l.Port)];

    [GeneratedRegex(@"\b(inboundfilter|process|dotnet)_[a-z0-9_]+")]
    private static partial Regex Names();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramSuffix();

    private Task<FilterProcess> StartAsync() => _setup.StartAsync("--dns", $"{_dns.Address}");
}
