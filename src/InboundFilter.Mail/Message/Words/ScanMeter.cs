namespace InboundFilter.Mail.Message.Words;

/// <summary>Counts the characters that readers look at, so that a test can show that their work grows with the text and not faster.</summary>
internal sealed class ScanMeter
{
    public long Steps { get; private set; }

    public void Add(int characters) => Steps += characters;
}
