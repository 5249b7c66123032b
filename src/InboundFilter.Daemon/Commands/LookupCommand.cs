using System.CommandLine;
using System.Net;
using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>lookup ADDRESS|NAME [--mmdb FILE]</c>: what is known of an address or a name; or the raw record of an MMDB.</summary>
internal sealed class LookupCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string?> _subject = new("ADDRESS|NAME") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _mmdb = new("--mmdb") { Description = "print this file's record of the address, as it is; asks no DNS" };

    public LookupCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("lookup", "print what is known of an address or a name: reverse name, AS, ISP, country, organisational domain, lists") { _subject, _mmdb, common.Json, common.Batch };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool batch = parsed.GetValue(_common.Batch);
        if (!batch && parsed.GetValue(_subject) is null)
        {
            await Console.Error.WriteLineAsync("lookup needs an address or a name, or --batch.");
            return CommandLine.Usage;
        }

        Func<string?, string?, string?, Task<string>> answer;
        FilterComposition? filter = null;
        string? mmdb = parsed.GetValue(_mmdb);
        var records = new MmdbRecords();
        if (mmdb is not null && !batch)
        {
            answer = (address, name, file) => Task.FromResult(records.Find(address ?? name ?? string.Empty, file!));
        }
        else
        {
            filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
            if (filter is null)
            {
                return CommandLine.Problems;
            }

            var subjects = new SubjectLookup(filter);
            answer = async (address, name, file) => file is not null
                ? records.Find(address ?? name ?? throw new CaseException("\"address\" is missing"), file)
                : address is not null ? await subjects.OfAddressAsync(address, cancellation)
                : subjects.OfName(name ?? throw new CaseException("\"address\" or \"name\" is missing"));
        }

        await using (filter)
        {
            if (batch)
            {
                return await Batch.RunAsync(c => answer(c.Text("address"), c.Text("name"), c.Text("mmdb") ?? mmdb), cancellation);
            }

            string subject = parsed.GetValue(_subject)!;
            bool isAddress = IPAddress.TryParse(subject, out _);
            return await PrintAsync(() => answer(isAddress ? subject : null, isAddress ? null : subject, mmdb), parsed.GetValue(_common.Json));
        }
    }

    private static async Task<int> PrintAsync(Func<Task<string>> answer, bool json)
    {
        string line;
        bool bad = false;
        try
        {
            line = await answer();
        }
        catch (CaseException problem)
        {
            (line, bad) = (JsonLine.Error(problem.Message), true);
        }

        if (json)
        {
            Console.WriteLine(line);
        }
        else
        {
            using var document = JsonDocument.Parse(line);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                Console.WriteLine($"{member.Name.Replace('_', ' '),-22} {member.Value}");
            }
        }

        return bad ? CommandLine.Problems : CommandLine.Done;
    }
}
