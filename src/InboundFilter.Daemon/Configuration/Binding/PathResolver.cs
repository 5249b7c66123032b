using System.Collections;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Makes the paths in options absolute, those of defaults included: relative ones start at the folder of the file that names them.</summary>
internal static class PathResolver
{
    public static void Resolve(object options, string folder)
    {
        foreach (var property in options.GetType().GetProperties().Where(p => p.SetMethod is not null && p.GetIndexParameters().Length == 0))
        {
            object? value = property.GetValue(options);
            if (property.IsDefined(typeof(FilePathAttribute), inherit: false))
            {
                property.SetValue(options, Absolute(value, folder));
            }
            else if (value is IDictionary dictionary)
            {
                ResolveAll(dictionary.Values, folder);
            }
            else if (value is IList list)
            {
                ResolveAll(list, folder);
            }
            else if (value is not null && IsOptions(value))
            {
                Resolve(value, folder);
            }
        }
    }

    private static void ResolveAll(ICollection values, string folder)
    {
        foreach (object value in values)
        {
            if (IsOptions(value))
            {
                Resolve(value, folder);
            }
        }
    }

    private static object? Absolute(object? value, string folder) => value switch
    {
        string path => Path.GetFullPath(path, folder),
        IEnumerable<string> paths => paths.Select(path => Path.GetFullPath(path, folder)).ToArray(),
        _ => value,
    };

    private static bool IsOptions(object value) => value.GetType().Assembly == typeof(PathResolver).Assembly && !value.GetType().IsValueType;
}
