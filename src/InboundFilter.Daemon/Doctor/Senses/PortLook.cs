namespace InboundFilter.Daemon.Doctor.Senses;

/// <param name="State">Whether we can listen there.</param>
/// <param name="Holder">Who listens, such as <c>master (process 812)</c>, or why we cannot; null when not known.</param>
internal sealed record PortLook(PortState State, string? Holder = null);
