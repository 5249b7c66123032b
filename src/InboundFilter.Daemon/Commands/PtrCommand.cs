using System.CommandLine;
using System.Net;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>ptr</c>: what a reverse name tells of the line behind it, and why. Without <c>--name</c>: lines <c>ip name</c> on standard input.</summary>
internal sealed class PtrCommand
{
    private readonly CommonOptions _common;
    private readonly Option<string?> _ip = new("--ip") { Description = "the address; without it the form of the name alone decides" };
    private readonly Option<string?> _name = new("--name") { Description = "the reverse name" };

    public PtrCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("ptr", "classify reverse names: named, static, dynamic, undisclosed or none") { _ip, _name, common.Json, common.Batch };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        var classifier = filter.GetRequiredService<ReverseNameClassifier>();
        if (parsed.GetValue(_common.Batch))
        {
            return await Batch.RunAsync(c => Task.FromResult(Line(Judge(classifier, c.Text("ip"), c.Text("name")), json: true)), cancellation);
        }

        bool json = parsed.GetValue(_common.Json);
        if (parsed.GetValue(_name) is not null || parsed.GetValue(_ip) is not null)
        {
            return await PrintAsync(classifier, parsed.GetValue(_ip), parsed.GetValue(_name), json);
        }

        int exit = CommandLine.Done;
        while (await Console.In.ReadLineAsync(cancellation) is { } line)
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            exit = Math.Max(exit, await PrintAsync(classifier, words.FirstOrDefault(), words.Skip(1).FirstOrDefault(), json));
        }

        return exit;
    }

    private static Task<int> PrintAsync(ReverseNameClassifier classifier, string? ip, string? name, bool json) =>
        SingleCase.RunAsync(() => Task.FromResult(Line(Judge(classifier, ip, name), json)), json);

    private static (string? Ip, string? Name, ReverseNameAssessment Assessment) Judge(ReverseNameClassifier classifier, string? ip, string? name)
    {
        // A hyphen stands for "unknown", in the lines read as in those printed.
        (ip, name) = (ip is "-" ? null : ip, name is "-" ? null : name);
        IPAddress? address = null;
        if (!string.IsNullOrEmpty(ip) && !IPAddress.TryParse(ip, out address))
        {
            throw new CaseException($"\"{ip}\" is not an address");
        }

        return (ip, name, classifier.Classify(address, name));
    }

    private static string Line((string? Ip, string? Name, ReverseNameAssessment Assessment) judged, bool json) => json
        ? JsonLine.Of(line =>
        {
            line.WriteIfKnown("address", judged.Ip);
            line.WriteIfKnown("name", judged.Name);
            line.WriteString("class", judged.Assessment.ClassName);
            line.WriteStartArray("reasons");
            foreach (string reason in judged.Assessment.Reasons)
            {
                line.WriteStringValue(reason);
            }

            line.WriteEndArray();
        })
        : $"{judged.Ip ?? "-"} {judged.Name ?? "-"} {judged.Assessment.ClassName}: {string.Join("; ", judged.Assessment.Reasons)}";
}
