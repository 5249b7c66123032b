namespace InboundFilter.Dns;

/// <summary>Labels that look like the key of a paid service, which blocklists put into their zones. Such a key is never shown.</summary>
public static class KeyLabel
{
    /// <summary>From this length on a label of letters and digits alone is taken for a key.</summary>
    public const int MinLength = 20;

    private const string Hidden = "***";

    public static bool IsKey(ReadOnlySpan<char> label)
    {
        foreach (char c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return label.Length >= MinLength;
    }

    /// <summary>The name with <c>***</c> in the place of each key.</summary>
    public static string Hide(DomainName name)
    {
        string text = name.ToString();
        return text.Length < MinLength ? text : string.Join('.', text.Split('.').Select(label => IsKey(label) ? Hidden : label));
    }
}
