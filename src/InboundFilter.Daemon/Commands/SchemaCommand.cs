using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Schemas;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>schema [NAME] [--write FOLDER]</c>: the JSON Schemas of the configuration files, for editors.</summary>
internal sealed class SchemaCommand
{
    private readonly Argument<string?> _name = new("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "the schema to print, such as policy" };
    private readonly Option<string?> _write = new("--write") { Description = "write all schemas into this folder" };

    public SchemaCommand()
    {
        Command = new Command("schema", "print the JSON Schema of a configuration file, or write those of all files") { _name, _write };
        Command.SetAction(Execute);
    }

    public Command Command { get; }

    private int Execute(ParseResult parsed)
    {
        if (OptionDocs.TryLoad() is not { } docs)
        {
            Console.Error.WriteLine($"{OptionDocs.Path} is not there or not readable; it holds the descriptions and belongs beside the program.");
            return CommandLine.Problems;
        }

        var all = new ConfigurationSchemas(docs, FilterComposition.KnownCodes).All();
        return (parsed.GetValue(_name), parsed.GetValue(_write)) switch
        {
            (null, null) => Print(string.Join('\n', all.Select(schema => schema.Name)) + "\n"),
            (null, { } folder) => Write(all, folder),
            ({ } name, null) when all.FirstOrDefault(schema => schema.Name == Path.ChangeExtension(name, ".json")) is { Content: { } content } => Print(content),
            ({ } name, null) => Wrong($"There is no schema {name}; there are {string.Join(", ", all.Select(schema => schema.Name))}."),
            _ => Wrong("schema takes a name or --write, not both."),
        };
    }

    private static int Print(string text)
    {
        Console.Write(text);
        return CommandLine.Done;
    }

    private static int Write(IReadOnlyList<(string Name, string Content)> schemas, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, content) in schemas)
            {
                File.WriteAllText(Path.Combine(folder, name), content);
            }

            return CommandLine.Done;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message);
            return CommandLine.Problems;
        }
    }

    private static int Wrong(string problem)
    {
        Console.Error.WriteLine(problem);
        return CommandLine.Usage;
    }
}
