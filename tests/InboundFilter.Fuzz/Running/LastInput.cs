using System.IO.MemoryMappedFiles;

namespace InboundFilter.Fuzz.Running;

/// <summary>Holds the input that is being run in a mapped file, so that it is still there when the process dies of it, as by a stack that overflows.</summary>
internal sealed class LastInput : IDisposable
{
    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <param name="path">Made; deleted when the process comes to its end by itself.</param>
    /// <param name="maxOctets">Longest input.</param>
    public LastInput(string path, int maxOctets)
    {
        _path = path;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, sizeof(int) + maxOctets);
        _view = _file.CreateViewAccessor();
    }

    public void Set(byte[] input)
    {
        _view.Write(0, input.Length);
        _view.WriteArray(sizeof(int), input, 0, input.Length);
    }

    /// <summary>The input in such a file.</summary>
    public static byte[] Read(string path)
    {
        byte[] octets = File.ReadAllBytes(path);
        return octets[sizeof(int)..(sizeof(int) + BitConverter.ToInt32(octets))];
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }
}
