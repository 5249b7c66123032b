namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>A dictionary that may also be written as a list of its keys, each of which then has this value.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListMeansAttribute(double value) : Attribute
{
    public double Value => value;
}
