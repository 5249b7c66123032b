using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>An entry that somebody wrote in YAML, with its subject in comparable form.</summary>
internal readonly record struct WrittenEntry(ListEntry Entry, bool IsAllow, ListSubject Subject);
