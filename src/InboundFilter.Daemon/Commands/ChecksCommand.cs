using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>checks</c>: every check by stage, with its codes, their places in the order and what they do now.</summary>
internal sealed class ChecksCommand
{
    private readonly CommonOptions _common;

    public ChecksCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("checks", "print stage, order, check, codes and enforcement in force") { common.Json };
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

        var rules = filter.GetRequiredService<PolicySnapshot>().Rules;
        bool json = parsed.GetValue(_common.Json);
        var rows =
            from row in filter.GetRequiredService<CheckSet>().All
            from code in row.Check.Codes.DefaultIfEmpty()
            let place = code is null ? 0 : rules.For(code).Place + 1
            orderby row.Stage, place
            select (Stage: Words.Of(row.Stage), Place: place, row.Check.Name, Code: code?.Id, Action: code is null ? "voucher" : Words.Of(rules.EnforcementOf(code)));
        foreach (var (stage, place, name, code, action) in rows)
        {
            Console.WriteLine(!json ? $"{stage,-9} {(place == 0 ? "-" : place.ToString(System.Globalization.CultureInfo.InvariantCulture)),5}  {name,-26} {code ?? "-",-5} {action}" : JsonLine.Of(line =>
            {
                line.WriteString("stage", stage);
                if (code is not null)
                {
                    line.WriteNumber("order", place);
                }

                line.WriteString("check", name);
                line.WriteIfKnown("code", code);
                line.WriteString("enforcement", action);
            }));
        }

        return CommandLine.Done;
    }
}
