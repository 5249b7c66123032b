namespace InboundFilter.Policy.Lists;

/// <summary>Walks over the entries of an index that cover a subject, most specific first, without allocating.</summary>
internal interface IListCursor
{
    ListHit Current { get; }

    bool MoveNext();

    /// <summary>The subject of the current entry in its canonical form, for the lines of plain files.</summary>
    string SubjectText();
}
