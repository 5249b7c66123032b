using System.Globalization;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>A thousand clients at once and a resolver that answers some of the questions: nobody who is listed gets in because nobody could say so.</summary>
public sealed class Overload
{
    private const int Clients = 1_000;

    private AttackedFilter _filter = null!;
    private int _asked;
    private int _answeredOneIn = 1;

    /// <summary>Everybody in 11.0.0.0/20 has a name and is listed.</summary>
    private static string Listed { get; } = string.Join('\n', Enumerable.Range(0, 2 * Clients).Select(n => string.Create(
        CultureInfo.InvariantCulture, $"{Address(n)} PTR c{n}.good.test\nc{n}.good.test A {Address(n)}\n{Address(n)}@bl.test A 127.0.0.2")));

    /// <remarks>Doubts about names are ignored, and nobody but the blocklist has anything against the clients, so that its answer alone can keep them out.</remarks>
    [OneTimeSetUp]
    public async Task Start() => _filter = await AttackedFilter.StartAsync(
        $"{{sessions-per-client: {2 * Clients}}}",
        Listed,
        setup =>
        {
            setup.Policy = "order: [{E.1: {action: enforce, undecided: ignore}}]";
            setup.Dnsbl = "lists: [{zone: bl.test, kind: ip, replies: {\"127.0.0.2-11\": 1}, timeout: 1s}]";
        },
        honest => new LyingResolver(honest, (name, _) => IsLost(name) ? LyingResolver.Lie.Silence : null));

    [OneTimeTearDown]
    public async Task Stop() => await _filter.DisposeAsync();

    [TestCase(0, 2, TestName = "Half of the answers are lost")]
    [TestCase(Clients, 10, TestName = "Nine of ten answers are lost")]
    public async Task Lists_go_on_counting_when_answers_are_lost(int firstClient, int answeredOneIn)
    {
        _answeredOneIn = answeredOneIn;
        await _filter.NormalClientIsServedAsync();

        string[] replies = await Task.WhenAll(Enumerable.Range(firstClient, Clients).Select(AskAsync));

        Assert.That(replies.GroupBy(r => r).Where(r => r.Key is not ("550 D.1" or "451 D.1")).Select(r => $"{r.Count()} times {r.Key}"), Is.Empty, "all are listed");
        Assert.That(replies.Count(r => r == "550 D.1"), Is.GreaterThan(0), "some answers came");
        Assert.That(replies.Count(r => r == "451 D.1"), Is.GreaterThan(0), "some were lost");
        await _filter.NormalClientIsServedAsync();
    }

    private static string Address(int n) => string.Create(CultureInfo.InvariantCulture, $"11.0.{n / 250}.{1 + (n % 250)}");

    private bool IsLost(string name) => name.EndsWith(".11.bl.test", StringComparison.Ordinal) && Interlocked.Increment(ref _asked) % _answeredOneIn != 0;

    private async Task<string> AskAsync(int n)
    {
        await using var client = await SmtpClient.ConnectAsync(_filter.Process.Port);
        var reply = await client.BeginMailAsync(Address(n), AttackedFilter.GoodHost, "a@good.test", "user@example.test");
        return $"{reply.Code} {reply.TroubleshootingCode}";
    }
}
