using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>The form in which sender addresses are compared: the domain in its ASCII form, all without case.</summary>
internal static class SenderAddress
{
    /// <summary>The comparable form. Text that is no address stays as it is, and so equals only itself.</summary>
    public static string Normalise(string address)
    {
        int at = address.LastIndexOf('@');
        return !System.Text.Ascii.IsValid(address) && at > 0 && DomainName.TryParse(address.AsSpan(at + 1), out var domain)
            ? $"{address.AsSpan(0, at + 1)}{domain.Value}"
            : address;
    }
}
