namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Gives a property, or the items of a list, a notation that its type alone does not tell.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ScalarFormatAttribute : Attribute
{
    public abstract ScalarResult Read(string text, Type type);

    /// <summary>A value as it would be written, for ranges in problems.</summary>
    public virtual string Write(object value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
