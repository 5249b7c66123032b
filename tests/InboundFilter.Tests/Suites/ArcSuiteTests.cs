using System.Text.Json;
using InboundFilter.Mail.Signatures;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Signatures;

namespace InboundFilter.Tests.Suites;

/// <summary>Chain validation as the authors of ARC tested it: 168 cases with a verdict; three more state none and are only run.</summary>
[Category("Suites")]
public sealed class ArcSuiteTests
{
    private const int Cases = 171;
    private const int WithVerdict = 168;

    [Test]
    public async Task Every_chain_is_judged_as_stated()
    {
        string file = Path.Combine(SuiteFolder.Path("arc-valimail"), "arc-draft-validation-tests.json");
        using var suite = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        int run = 0, judged = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (var scenario in suite.RootElement.EnumerateArray())
            {
                var records = scenario.GetProperty("txt-records").EnumerateObject().Select(r => $"{r.Name} TXT {r.Value.GetString()!.ReplaceLineEndings(" ")}");
                var verifier = new SignatureVerifier(new ZoneDns(string.Join('\n', records)), new ManualTimeProvider(), new SignatureOptions());
                foreach (var test in scenario.GetProperty("tests").EnumerateObject())
                {
                    string verdict = test.Value.GetProperty("cv").GetString()!;
                    string message = test.Value.GetProperty("message").GetString()!.ReplaceLineEndings("\r\n");
                    var arc = (await Verifying.MessageAsync(verifier, message)).Arc;
                    run++;
                    if (verdict.Length > 0)
                    {
                        judged++;
                        Assert.That(arc.Result.ToString(), Is.EqualTo(verdict), $"{test.Name}: {arc.Reason}");
                    }
                }
            }
        }

        await TestContext.Out.WriteLineAsync($"{judged} of {run} chains have a verdict");
        Assert.That((run, judged), Is.EqualTo((Cases, WithVerdict)));
    }
}
