namespace InboundFilter.EndToEnd.Attacks;

/// <summary>The daemon that most attacks share. Its limits are as low as lets a test see them, so that nobody waits for minutes.</summary>
[SetUpFixture]
internal sealed class Room
{
    public const int Errors = 6;
    public const int EmptyCommands = 20;
    public const int SessionsPerClient = 20;
    public const int SessionsPerNetwork = 30;
    public const int Sessions = 100;

    public static AttackedFilter Filter { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start() => Filter = await AttackedFilter.StartAsync(
        $"{{errors: {Errors}, error-delay: 20ms, empty-commands: {EmptyCommands}, sessions: {Sessions}, sessions-per-client: {SessionsPerClient}, sessions-per-network: {SessionsPerNetwork},"
        + " command-timeout: 2s, data-timeout: 2s, data-rate: 240, data-rate-grace: 2s, message-size: 8MiB}");

    [OneTimeTearDown]
    public async Task Stop() => await Filter.DisposeAsync();
}
