using System.Text;
using System.Text.RegularExpressions;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Dialogues;

/// <summary>Plays the conversations of the <c>*.smtp</c> files beside this one.</summary>
public sealed class WrittenDialogues
{
    // Dialogues with the same settings share a daemon; each has recipients of its own.
    private readonly Dictionary<string, (FilterSetup Setup, FilterProcess Filter)> _daemons = [];

    private static IEnumerable<Dialogue> All() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Dialogues"), "*.smtp").Order(StringComparer.Ordinal).Select(Dialogue.Read);

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (var (setup, filter) in _daemons.Values)
        {
            await filter.DisposeAsync();
            setup.Dispose();
        }
    }

    [TestCaseSource(nameof(All))]
    public async Task Dialogue_goes_as_written(Dialogue dialogue)
    {
        var (setup, filter) = await DaemonForAsync(dialogue);
        await using var client = await filter.ConnectAsync();
        var toSend = new StringBuilder();
        foreach (var step in dialogue.Steps)
        {
            if (step.Kind is DialogueStepKind.Send)
            {
                toSend.Append(step.Text);
                continue;
            }

            if (toSend.Length > 0)
            {
                await client.SendAsync(toSend.ToString());
                toSend.Clear();
            }

            await PlayAsync(step, client, setup);
        }
    }

    private static async Task PlayAsync(DialogueStep step, SmtpClient client, FilterSetup setup)
    {
        switch (step.Kind)
        {
            case DialogueStepKind.Tls:
                await client.StartTlsAsync();
                break;

            case DialogueStepKind.Closed:
                Assert.That(await client.ReadLineAsync(), Is.Null, "the end of the connection");
                break;

            case DialogueStepKind.Delivered:
                string[] words = step.Text.Split(' ');
                Assert.That($"{setup.Mail.Of(words[0]).Length}", Is.EqualTo(words[1]), $"messages for {words[0]}");
                break;

            default:
                await ExpectAsync(step.Text, client);
                break;
        }
    }

    private static async Task ExpectAsync(string pattern, SmtpClient client)
    {
        var form = new Regex($"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$");
        string? line = await client.ReadLineAsync();
        while (line is [_, _, _, '-', ..] && !form.IsMatch(line))
        {
            line = await client.ReadLineAsync();
        }

        Assert.That(line, Does.Match(form));
    }

    private async Task<(FilterSetup Setup, FilterProcess Filter)> DaemonForAsync(Dialogue dialogue)
    {
        string key = $"{dialogue.Tls} {string.Join(' ', dialogue.Settings)}";
        if (!_daemons.TryGetValue(key, out var daemon))
        {
            var setup = dialogue.Tls ? new FilterSetup().WithTls() : new FilterSetup();
            var filter = await setup.StartAsync(["--dns", $"127.0.0.1:{FreePort.Next()}", .. dialogue.Settings.SelectMany(s => new[] { "--set", s })]);
            daemon = _daemons[key] = (setup, filter);
        }

        return daemon;
    }
}
