namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>The word <c>off</c> may stand in the place of the keys, and gives null.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OffMeansNullAttribute : Attribute;
