namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>A switch written <c>on</c> or <c>off</c>.</summary>
internal enum OnOff
{
    On,
    Off,
}
