namespace InboundFilter.Policy.Rules;

/// <summary>What an undecided verdict of an enforced code does. It never refuses for good.</summary>
public enum UndecidedAction
{
    /// <summary>The mail is deferred with the code's 4xx status.</summary>
    Defer,

    /// <summary>The mail goes on as if the check had found nothing; the doubt is recorded. Not so a doubt of overload, which defers.</summary>
    Ignore,
}
