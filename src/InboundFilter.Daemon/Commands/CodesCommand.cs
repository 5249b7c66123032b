using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy.Codes;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>codes [CODE] [--lang da]</c>: the catalogue of troubleshooting codes, or one page.</summary>
internal sealed class CodesCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string?> _code = new("CODE") { Arity = ArgumentArity.ZeroOrOne, Description = "such as E.2" };
    private readonly Option<string> _language = new("--lang") { Description = "language of the page", DefaultValueFactory = _ => CodeCatalogue.DefaultLanguage };

    public CodesCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("codes", "print the troubleshooting codes, or the page of one") { _code, _language, common.Json };
        Command.SetAction(Execute);
    }

    public Command Command { get; }

    private int Execute(ParseResult parsed)
    {
        var catalogue = FilterComposition.Catalogue();
        string language = parsed.GetValue(_language)!;
        bool json = parsed.GetValue(_common.Json);
        if (parsed.GetValue(_code) is { } id)
        {
            if (catalogue.PageOf(id, language) is not { } page)
            {
                Console.Error.WriteLine($"There is no code {id}; `codes` lists them.");
                return CommandLine.Usage;
            }

            Console.WriteLine(json ? Line(catalogue.Find(id)!, page) : page.Body);
            return CommandLine.Done;
        }

        foreach (var code in catalogue.All)
        {
            var page = catalogue.PageOf(code.Id, language)!;
            Console.WriteLine(json ? Line(code, page) : $"{code.Id,-5} {code.PublishedStatus,-12} {page.Title}");
        }

        return CommandLine.Done;
    }

    private static string Line(TroubleshootingCode code, CodePage page) => JsonLine.Of(json =>
    {
        json.WriteString("code", code.Id);
        json.WriteString("reply", code.PublishedStatus);
        json.WriteIfKnown("undecided", code.Undecided?.ToString());
        json.WriteString("title", page.Title);
        json.WriteString("language", page.Language);
        json.WriteString("page", page.Body);
    });
}
