using System.Runtime.Versioning;

// Signals, file modes and Debian's mail servers.
[assembly: SupportedOSPlatform("linux")]
