using System.Net;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Checks.ReverseNames;

/// <summary>Bars over whole tables. mail-servers.tsv and consumer-lines.tsv follow known naming schemes with made-up numbers.</summary>
public sealed class ReverseNameSetTests
{
    [Test]
    public void At_most_one_mail_server_in_two_hundred_is_taken_for_an_access_line()
    {
        var names = ReverseNameSets.Own("mail-servers.tsv");
        var wrong = ReverseNameSets.Judged(names, accessLine: true);

        Assert.Multiple(() =>
        {
            Assert.That(names, Has.Count.GreaterThan(700));
            Assert.That(wrong, Has.Count.LessThanOrEqualTo(names.Count / 200), string.Join('\n', wrong));
        });
    }

    [Test]
    public void At_least_97_of_a_hundred_consumer_lines_are_recognised()
    {
        var names = ReverseNameSets.Own("consumer-lines.tsv");
        var wrong = ReverseNameSets.Judged(names, accessLine: false);

        Assert.Multiple(() =>
        {
            Assert.That(names, Has.Count.GreaterThan(500));
            Assert.That(wrong, Has.Count.LessThanOrEqualTo(names.Count * 3 / 100), string.Join('\n', wrong));
        });
    }

    [Test]
    [Category("Suites")]
    public void At_most_three_labelled_examples_are_wrong()
    {
        var rows = ReverseNameSets.Rows(Path.Combine(SuiteFolder.Path("reverse-names"), "labelled-examples.tsv")).ToList();
        var wrong = rows
            .Where(row => ReverseNameSets.Classifier.Classify(Address(row[1]), row[0]).IsAccessLine != (row[2] == "dynamic"))
            .Select(row => row[0])
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Count.EqualTo(74));
            Assert.That(wrong, Has.Count.LessThanOrEqualTo(3), string.Join('\n', wrong));
        });
    }

    [Test]
    [Category("Suites")]
    public void Schemes_of_access_networks_are_recognised_by_form_alone()
    {
        var rows = ReverseNameSets.Rows(Path.Combine(SuiteFolder.Path("reverse-names"), "isp-schemes.tsv")).ToList();
        var lines = rows.Where(row => row[1] is "dynamic" or "generic").ToList();
        var statics = rows.Where(row => row[1] is "static-generic").ToList();
        var missed = lines.Where(row => !ReverseNameSets.Classifier.Classify(null, row[0]).IsAccessLine).Select(row => row[0]).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Count.EqualTo(1_024));
            Assert.That(missed, Has.Count.LessThanOrEqualTo(lines.Count / 20), string.Join('\n', missed));
            Assert.That(
                statics.Count(row => ReverseNameSets.Classifier.Classify(null, row[0]).Class is ReverseNameClass.Static),
                Is.GreaterThan(statics.Count * 9 / 10));
        });
    }

    [Test]
    [Category("Suites")]
    public void Of_the_senders_of_wanted_mail_only_those_without_a_name_of_their_own_are_flagged()
    {
        var names = ReverseNameSets.Rows(Path.Combine(SuiteFolder.Path("corpus"), "index.tsv"))
            .Where(row => row[1] == "ham" && row[4].Length > 0)
            .Select(row => (row[4], Address(row[3])))
            .Distinct()
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(names, Has.Count.GreaterThan(70));
            Assert.That(
                ReverseNameSets.Judged(names, accessLine: true).Select(text => text[..text.IndexOf(' ', StringComparison.Ordinal)]),
                Is.SubsetOf((string[])
                [
                    "168-215-122-205.gen.twtelecom.net",
                    "adsl-216-103-211-240.dsl.snfc21.pacbell.net",
                    "adsl-216-103-52-40.dsl.lsan03.pacbell.net",
                    "h-66-166-21-186.snvacaid.covad.net",
                    "route-64-131-126-36.telocity.com",
                ]));
        });
    }

    private static IPAddress? Address(string text) => IPAddress.TryParse(text, out var address) ? address : null;
}
