namespace InboundFilter.Mail.Message.Dates;

/// <summary>The English names of months and days, short or long, in any case.</summary>
internal static class MonthName
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>1 to 12; 0 for anything else. At least three letters are needed.</summary>
    public static int Number(string word) => Find(Months, word) + 1;

    public static bool IsDayOfWeek(string word) => Find(Days, word) >= 0;

    private static int Find(string[] names, string word) =>
        word.Length < 3 ? -1 : Array.FindIndex(names, name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
