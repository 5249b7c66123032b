using System.Globalization;
using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Reads single values into the types that options have.</summary>
internal static class ScalarReaders
{
    private static readonly Dictionary<Type, Func<string, ScalarResult>> ByType = new()
    {
        [typeof(string)] = ReadString,
        [typeof(bool)] = ReadBool,
        [typeof(int)] = text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? ScalarResult.Of(number) : ScalarResult.Wrong("is not a whole number", "write digits only, such as 100"),
        [typeof(double)] = text => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? ScalarResult.Of(number) : ScalarResult.Wrong("is not a number", "write one such as 1 or 0.5"),
        [typeof(TimeSpan)] = DurationText.Read,
        [typeof(DateTimeOffset)] = ReadDate,
        [typeof(IPAddress)] = NetworkText.ReadAddress,
        [typeof(IPNetwork)] = text => NetworkText.ReadNetwork(text),
        [typeof(IPEndPoint)] = text => EndPointText.Read(text, typeof(IPEndPoint), null),
        [typeof(DnsEndPoint)] = text => EndPointText.Read(text, typeof(DnsEndPoint), null),
        [typeof(DomainName)] = text => DomainName.TryParse(text, out var name)
            ? ScalarResult.Of(name) : ScalarResult.Wrong("is not a domain name", "write one such as mx.example.test"),
        [typeof(Uri)] = text => Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? ScalarResult.Of(uri) : ScalarResult.Wrong("is not an absolute URL", "write one such as https://mx.example.test"),
    };

    public static bool IsScalar(Type type) => type.IsEnum || ByType.ContainsKey(type);

    public static ScalarResult Read(string text, Type type) => type.IsEnum ? ReadEnum(text, type) : ByType[type](text);

    private static ScalarResult ReadString(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? ScalarResult.Wrong("holds a NUL", "remove it") : ScalarResult.Of(text);

    private static ScalarResult ReadBool(string text) => text switch
    {
        "true" or "True" => ScalarResult.Of(true),
        "false" or "False" => ScalarResult.Of(false),
        _ => ScalarResult.Wrong("is neither true nor false", "write true or false"),
    };

    private static ScalarResult ReadDate(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date)
            ? ScalarResult.Of(date)
            : ScalarResult.Wrong("is not a date", "write it as 2027-05-01 or 2027-05-01T12:00:00Z");

    private static ScalarResult ReadEnum(string text, Type type)
    {
        string[] names = [.. Enum.GetNames(type).Select(KebabCase.Of)];
        int at = Array.IndexOf(names, text);
        return at >= 0
            ? ScalarResult.Of(Enum.GetValues(type).GetValue(at)!)
            : ScalarResult.Wrong($"is none of {string.Join(", ", names)}", NearestKey.To(text, names) is { } nearest ? $"did you mean {nearest}?" : "write one of these");
    }
}
