namespace InboundFilter.Daemon.Configuration.Overrides;

/// <summary>One value of inboundfilter.yaml that is set from outside the file.</summary>
/// <param name="Path">Keys from the root, as <c>limits:recipients</c> splits; items of lists by number from 0.</param>
/// <param name="Value">As it would be written in the file; may begin with <c>[</c> or <c>{</c>.</param>
/// <param name="Origin">Shown as the file in problems: <c>environment variable …</c> or <c>command line …</c>.</param>
/// <param name="IsFromEnvironment">An unknown key is then a warning: others may use variables with our prefix.</param>
internal sealed record ConfigurationOverride(IReadOnlyList<string> Path, string Value, string Origin, bool IsFromEnvironment);
