using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>One key of an options class: its property with what the attributes say.</summary>
internal sealed class OptionsKey
{
    public OptionsKey(PropertyInfo property)
    {
        Property = property;
        Name = KebabCase.Of(property.Name);
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        AllowsNull = ValueType != property.PropertyType
            || (!property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).WriteState is NullabilityState.Nullable);
        Format = property.GetCustomAttribute<ScalarFormatAttribute>();
        Range = property.GetCustomAttribute<RangeAttribute>();
        IsRequired = property.IsDefined(typeof(RequiredAttribute));
        ListMeans = property.GetCustomAttribute<ListMeansAttribute>();
        IsSecret = property.IsDefined(typeof(SecretAttribute));
        IsContainer = OptionsShapes.ItemOf(ValueType) is not null || OptionsShapes.EntryOf(ValueType) is not null
            || !(ScalarReaders.IsScalar(ValueType) || Format is not null);
        OffMeansNull = property.IsDefined(typeof(OffMeansNullAttribute));
    }

    public PropertyInfo Property { get; }

    public string Name { get; }

    /// <summary>The type of the value, without <c>?</c>.</summary>
    public Type ValueType { get; }

    public bool AllowsNull { get; }

    /// <summary>The value is a list, a dictionary or options, which may be empty.</summary>
    public bool IsContainer { get; }

    public bool IsSecret { get; }

    /// <summary>There is no default.</summary>
    public bool IsRequired { get; }

    public bool OffMeansNull { get; }

    public ScalarFormatAttribute? Format { get; }

    public RangeAttribute? Range { get; }

    public ListMeansAttribute? ListMeans { get; }
}
