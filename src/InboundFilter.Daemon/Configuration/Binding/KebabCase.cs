using System.Text;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Names of properties and enum members as keys and values are written: <c>MessageSize</c> is <c>message-size</c>.</summary>
internal static class KebabCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
