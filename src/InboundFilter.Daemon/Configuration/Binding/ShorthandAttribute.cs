namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>A single value in the place of the keys of this class is the value of the named property: <c>A.1: enforce</c> for <c>A.1: {action: enforce}</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShorthandAttribute(string property) : Attribute
{
    public string Property => property;
}
