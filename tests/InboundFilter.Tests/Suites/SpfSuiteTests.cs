using System.Net;
using System.Text.Json;
using InboundFilter.Mail;
using InboundFilter.Mail.Spf;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Suites;

/// <summary>The suite of RFC 7208. Where it allows several results it names the preferred one first, and that is ours.</summary>
[Category("Suites")]
public sealed class SpfSuiteTests
{
    private const int Cases = 203;

    /// <summary>What the suite calls the receiver's own explanation; we have none.</summary>
    private const string NoExplanation = "DEFAULT";

    [Test]
    public async Task Every_case_of_RFC_7208()
    {
        using var suite = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SuiteFolder.Path("spf-rfc7208"), "rfc7208-tests.json")));
        var failures = new List<string>();
        int cases = 0, explanations = 0;

        foreach (var scenario in suite.RootElement.EnumerateArray())
        {
            var evaluator = new SpfEvaluator(new SpfSuiteDns(scenario.GetProperty("zonedata")), new ManualTimeProvider());
            foreach (var test in scenario.GetProperty("tests").EnumerateObject())
            {
                var result = await evaluator.CheckMailFromAsync(
                    IPAddress.Parse(Text(test, "host")), Text(test, "mailfrom"), Text(test, "helo"), "receiver.test", CancellationToken.None);
                cases++;

                var expected = test.Value.GetProperty("result");
                string word = (expected.ValueKind is JsonValueKind.Array ? expected[0] : expected).GetString()!;
                bool isRight = result.Result.Word() == word;
                if (test.Value.TryGetProperty("explanation", out var explanation))
                {
                    explanations++;
                    isRight &= (result.Explanation ?? NoExplanation) == explanation.GetString();
                }

                if (!isRight)
                {
                    failures.Add($"{scenario.GetProperty("description")}/{test.Name}: {word}, not {result}");
                }
            }
        }

        await TestContext.Out.WriteLineAsync($"spf-rfc7208: {cases - failures.Count} of {cases}, {explanations} with explanation");
        Assert.That(failures, Is.Empty);
        Assert.That(cases, Is.EqualTo(Cases));
    }

    private static string Text(JsonProperty test, string name) => test.Value.GetProperty(name).GetString()!;
}
