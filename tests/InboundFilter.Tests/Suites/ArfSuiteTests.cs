using System.Globalization;
using System.Text.Json;
using InboundFilter.Mail.Reports;
using InboundFilter.Tests.Mail.Reports;

namespace InboundFilter.Tests.Suites;

/// <summary>The suite "arf-mail-parser": reports in ARF with what another program reads in them, and nothing else of what they say.</summary>
[Category("Suites")]
public sealed class ArfSuiteTests
{
    private const int Reports = 5;

    [Test]
    public async Task Reports_are_read_as_expected()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(SuiteFolder.Path("arf-mail-parser"), "arf"), "*.eml").Order(StringComparer.Ordinal)];
        Assert.That(files, Has.Length.EqualTo(Reports));
        int same = 0;
        foreach (string file in files)
        {
            using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".json")));
            var report = await Reading.Report(await File.ReadAllTextAsync(file));
            string[] differences = [.. Differences(report, expected.RootElement)];
            same += differences.Length == 0 ? 1 : 0;
            Assert.That(differences, Is.Empty, file);
        }

        await TestContext.Out.WriteLineAsync($"{files.Length} reports: {same} as expected");
    }

    private static IEnumerable<string> Differences(ReceivedReport report, JsonElement expected)
    {
        var feedback = report.Feedback!;
        foreach (var member in expected.EnumerateObject())
        {
            string? read = member.Name switch
            {
                // Words of the other program's enumerations.
                "feedback_type" or "auth_failure" or "delivery_result" or "identity_alignment" => Word(member.Name == "feedback_type" ? feedback.FeedbackType : Extension(feedback, member.Name)),
                "arrival_date" => feedback.ArrivalDate?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                "authentication_results" => Joined(feedback.AuthenticationResults),
                "incidents" => feedback.Incidents.ToString(CultureInfo.InvariantCulture),
                "original_envelope_id" => feedback.OriginalEnvelopeId,
                "original_mail_from" => feedback.OriginalMailFrom,
                "original_rcpt_to" => feedback.OriginalRcptTo.Count > 0 ? feedback.OriginalRcptTo[0] : null,
                "reported_domain" => Joined(feedback.ReportedDomains),
                "reported_uri" => Joined(feedback.ReportedUris),
                "reporting_mta" => feedback.ReportingMta,
                "source_ip" => feedback.SourceAddress?.ToString(),
                "user_agent" => feedback.UserAgent,
                "version" => feedback.Version,
                "source_port" => (feedback.SourcePort ?? 0).ToString(CultureInfo.InvariantCulture),

                // There only for reports that give the header section alone.
                "message" => null,
                "headers" => member.Value.ValueKind is JsonValueKind.Null ? null : System.Text.Encoding.UTF8.GetString(report.Messages[0].HeaderOctets.Span),
                _ => Extension(feedback, member.Name),
            };
            string? wanted = member.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Array => Joined(member.Value.EnumerateArray().Select(e => e.GetString()!)),
                _ when member.Name is "feedback_type" or "auth_failure" or "delivery_result" or "identity_alignment" => Word(member.Value.ToString()),
                _ => member.Value.ToString(),
            };
            if (Unfolded(read) != Unfolded(wanted))
            {
                yield return $"{member.Name}: {read} instead of {wanted}";
            }
        }
    }

    private static string? Extension(FeedbackReport feedback, string name) => feedback.Extensions
        .Where(f => f.Name.Replace('-', '_').Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value).FirstOrDefault();

    private static string Joined(IEnumerable<string> values) => string.Join('|', values);

    private static string Word(string? word) => (word ?? "Unspecified").Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The other program keeps the folding.</summary>
    private static string? Unfolded(string? text) => text is null ? null : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
