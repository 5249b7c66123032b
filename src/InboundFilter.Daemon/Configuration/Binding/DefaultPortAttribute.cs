namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>The port of an end point that is written without one.</summary>
internal sealed class DefaultPortAttribute(int port) : ScalarFormatAttribute
{
    public int Port => port;

    public override ScalarResult Read(string text, Type type) => EndPointText.Read(text, type, port);
}
