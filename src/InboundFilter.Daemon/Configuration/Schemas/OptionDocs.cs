using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Schemas;

/// <summary>The summaries of options classes and their properties, from the documentation file that the compiler writes beside the assembly.</summary>
internal sealed class OptionDocs
{
    private readonly Dictionary<string, string> _summaries;

    private OptionDocs(Dictionary<string, string> summaries) => _summaries = summaries;

    /// <summary>Where the documentation file lies.</summary>
    public static string Path { get; } = System.IO.Path.ChangeExtension(typeof(OptionDocs).Assembly.Location, ".xml");

    /// <summary>Null when the documentation file is not there or not readable.</summary>
    public static OptionDocs? TryLoad()
    {
        try
        {
            return new OptionDocs(XDocument.Load(Path).Descendants("member")
                .Where(member => member.Element("summary") is not null)
                .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!), StringComparer.Ordinal));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }

    public string? Of(Type type) => _summaries.GetValueOrDefault($"T:{type.FullName}");

    public string? Of(PropertyInfo property) => _summaries.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}");

    private static string Text(XElement summary) =>
        string.Join(' ', string.Concat(summary.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // A reference to another property is meant as its key.
    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } name => KebabCase.Of(name.Value[(name.Value.LastIndexOf('.') + 1)..]),
        XElement element => element.Value,
        _ => string.Empty,
    };
}
