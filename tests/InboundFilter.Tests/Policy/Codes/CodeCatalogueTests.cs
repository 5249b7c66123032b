using InboundFilter.Policy.Codes;

namespace InboundFilter.Tests.Policy.Codes;

public sealed class CodeCatalogueTests
{
    private static readonly TroubleshootingCode Z9 = new("Z.9", ReplyStatus.Refuse(550, 7, 1), null, "No.");

    private static readonly CodePage[] Pages =
    [
        .. ProtocolCodes.All.Append(Z9).Select(c => new CodePage(c.Id, "en", c.PublishedStatus, "t", "# t")),
        new CodePage("Z.9", "da", "550 5.7.1", "d", "# d"),
    ];

    [Test]
    public void Gives_the_page_in_the_language_asked_for_or_in_English()
    {
        var catalogue = new CodeCatalogue([Z9, Z9], Pages);

        Assert.That(catalogue.PageOf("z.9", "da")?.Title, Is.EqualTo("d"));
        Assert.That(catalogue.PageOf("Z.9", "fr")?.Title, Is.EqualTo("t"));
        Assert.That(catalogue.PageOf("Y.1", "en"), Is.Null);
    }

    [Test]
    public void Objects_to_a_code_without_a_page() =>
        Assert.That(() => new CodeCatalogue([Z9], Pages.Where(p => p.Code != "Z.9")), Throws.InvalidOperationException);

    [Test]
    public void Objects_to_a_page_without_a_code() =>
        Assert.That(() => new CodeCatalogue([], Pages), Throws.InvalidOperationException);

    [Test]
    public void Objects_to_a_page_that_states_another_reply() =>
        Assert.That(() => new CodeCatalogue([Z9 with { Status = ReplyStatus.Refuse(554, 7, 1) }], Pages), Throws.InvalidOperationException);

    [Test]
    public void Objects_to_one_id_with_two_meanings() =>
        Assert.That(() => new CodeCatalogue([Z9, Z9 with { Summary = "Yes." }], Pages), Throws.InvalidOperationException);

    [Test]
    public void Reads_front_matter_and_heading()
    {
        var page = CodePage.Parse("en", "---\ncode: E.2\nreply: 550 5.1.8\nsince: 0.1\n---\n# Not found\n\n## What happened\nIt: is.\n");

        Assert.That((page.Code, page.Reply, page.Title), Is.EqualTo(("E.2", "550 5.1.8", "Not found")));
        Assert.That(() => CodePage.Parse("en", "# Not found"), Throws.TypeOf<FormatException>());
        Assert.That(() => CodePage.Parse("en", "---\ncode: E.2\n---\n# x"), Throws.TypeOf<FormatException>());
    }
}
