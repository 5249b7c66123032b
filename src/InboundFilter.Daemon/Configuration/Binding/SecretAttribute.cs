namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>The value may hold a key or password, so no problem quotes it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : Attribute;
