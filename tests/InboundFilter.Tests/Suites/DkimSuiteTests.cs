using System.Text;
using InboundFilter.Mail;
using InboundFilter.Mail.Signatures;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Signatures;

namespace InboundFilter.Tests.Suites;

/// <summary>Signed messages that others collected, the example of RFC 8463 among them. A file has DNS lines, a blank line and the message.</summary>
[Category("Suites")]
public sealed class DkimSuiteTests
{
    private const int Messages = 6;

    /// <summary>Before the first of the signatures expires (2022-10-29).</summary>
    private static readonly DateTimeOffset Then = new(2022, 10, 28, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Every_signature_passes()
    {
        string[] files = Directory.GetFiles(Path.Combine(SuiteFolder.Path("dkim-mail-auth"), "dkim"), "*.txt");
        Assert.That(files, Has.Length.EqualTo(Messages));
        using (Assert.EnterMultipleScope())
        {
            foreach (string file in files)
            {
                string[] parts = (await File.ReadAllTextAsync(file, Encoding.Latin1)).ReplaceLineEndings("\n").Split("\n\n", 2);
                var records = parts[0].Split('\n').Select(l => l.Split(' ', 2)).Select(p => $"{p[0]} TXT {p[1]}");
                var verifier = new SignatureVerifier(new ZoneDns(string.Join('\n', records)), new ManualTimeProvider(Then), new SignatureOptions());

                var results = await Verifying.MessageAsync(verifier, parts[1].ReplaceLineEndings("\r\n"));

                Assert.That(results.Dkim, Is.Not.Empty, file);
                Assert.That(results.Dkim.Select(r => r.Result), Is.All.EqualTo(AuthResult.Pass), $"{file}: {string.Join("; ", results.Dkim.Select(r => r.Reason))}");
            }
        }
    }
}
