using System.Net;
using System.Text.Json;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Daemon.Output;

/// <summary>Raw records of MMDB files, each file opened once.</summary>
internal sealed class MmdbRecords
{
    private readonly Dictionary<string, (MmdbReader? Reader, string? Error)> _files = new(StringComparer.Ordinal);

    /// <summary>One line: <c>address</c> and <c>record</c>, which is absent when the file has none.</summary>
    /// <exception cref="CaseException">Not an address, a bad file, or a record that is broken.</exception>
    public string Find(string address, string file)
    {
        if (!IPAddress.TryParse(address, out var ip))
        {
            throw new CaseException($"\"{address}\" is not an address");
        }

        var reader = Open(file);
        var finding = reader.Find(ip, out var value, out _);
        if (finding is not (MmdbFinding.Found or MmdbFinding.Absent))
        {
            throw new CaseException($"{file}: its search tree is damaged at this address");
        }

        string? problem = null;
        string line = JsonLine.Of(json =>
        {
            json.WriteString("address", address);
            if (finding is MmdbFinding.Found)
            {
                json.WritePropertyName("record");
                WriteRecord(json, value, out problem);
            }
        });
        return problem is null ? line : throw new CaseException($"{file}: {problem}");
    }

    private static void WriteRecord(Utf8JsonWriter json, MmdbValue value, out string? problem)
    {
        if (!value.TryWriteJson(json, out problem))
        {
            json.WriteNullValue();
        }
    }

    private MmdbReader Open(string file)
    {
        if (!_files.TryGetValue(file, out var opened))
        {
            opened = MmdbReader.TryOpen(file, out var reader, out string? error) ? (reader, null) : (null, error);
            _files.Add(file, opened);
        }

        return opened.Reader ?? throw new CaseException(opened.Error!);
    }
}
