namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>The innermost keys of a dictionary are troubleshooting codes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeKeysAttribute : Attribute;
