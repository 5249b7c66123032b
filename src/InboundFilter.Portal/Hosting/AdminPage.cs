namespace InboundFilter.Portal.Hosting;

/// <summary>Marks the end points of pages for administrators.</summary>
internal sealed class AdminPage
{
    public static AdminPage Mark { get; } = new();
}
