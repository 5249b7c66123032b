namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Keeps the shapes of options classes, and tells the three kinds of types apart that hold other values. Not thread-safe.</summary>
internal sealed class OptionsShapes
{
    private readonly Dictionary<Type, OptionsShape> _shapes = [];

    public OptionsShape Of(Type type)
    {
        if (!_shapes.TryGetValue(type, out var shape))
        {
            _shapes.Add(type, shape = new OptionsShape(type));
        }

        return shape;
    }

    /// <summary>The type of the items of a list; null for another type.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GenericTypeArguments[0] : null;

    /// <summary>The types of the keys and values of a dictionary; null for another type.</summary>
    public static (Type Key, Type Value)? EntryOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            ? (type.GenericTypeArguments[0], type.GenericTypeArguments[1])
            : null;
}
