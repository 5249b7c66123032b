using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Mail.Message.Dates;
using InboundFilter.Mail.Message.Lists;
using InboundFilter.Mail.Message.Parameters;
using InboundFilter.Mail.Message.Traces;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Tests.Mail.Message;

/// <summary>Whatever a stranger writes: no reader throws, and none looks at each character more than a few times.</summary>
public sealed class BoundedWorkTests
{
    /// <summary>Looks at one character at most. The Received reader tries up to eight marks that nothing closes.</summary>
    private const int MaxLooks = 20;

    private static readonly string[] Patterns =
    [
        "(", ")", "\"", ",", ";", ":", "<", ">", "@", "[", "]", "=", "=?", "?=", "=?x?q?", "=?x?q?a", "=?x?q?a?=", "=?x?q?a?= ", "=?utf-8?b?w6U=?=\r\n ", "\\", "\\\"", "\"\\", "(\\",
        " ", "\r\n ", "a ", "a@b,", "a:", "a:;", "<,", "<a@b", "<a@b>", "\"a\"", "[<", "[\\", "(a)", "()", "(a", "a=b;", "a*0=b;", "*", "a=", "a b=", "=a ", "from by ", "from (", "by x ;", "; ", "1 ", "Jul ", "1:", "+", "é", "\0",
    ];

    [TestCaseSource(nameof(Patterns))]
    public void Anything_repeated_is_read_in_linear_work(string pattern) => ReadsInLinearWork(pattern, 1 << 14);

    [TestCase("(")]
    [TestCase("\"")]
    [TestCase(",")]
    [TestCase("=?")]
    [TestCase("=?x?q?a")]
    public void A_megabyte_is_read_in_linear_work(string pattern) => ReadsInLinearWork(pattern, 1 << 20);

    private static void ReadsInLinearWork(string pattern, int length)
    {
        string text = string.Concat(Enumerable.Repeat(pattern, length / pattern.Length));
        foreach (string given in new[] { text, $"a/b; x=\"{text}", $"a@x.test <{text}", $"from a ({text}", $"a/b; {text}" })
        {
            foreach (var (name, read) in Readers)
            {
                var meter = new ScanMeter();
                read(given, meter);
                Assert.That(meter.Steps, Is.LessThanOrEqualTo(MaxLooks * (long)given.Length), $"{name} of {given[..20]}");
            }
        }
    }

    [Test]
    public void The_meter_counts()
    {
        foreach (var (name, read) in Readers)
        {
            var meter = new ScanMeter();
            read(string.Concat(Enumerable.Repeat("ab =?x", 100)), meter);
            Assert.That(meter.Steps, Is.GreaterThan(20), name);
        }
    }

    [Test]
    public void No_reader_throws()
    {
        var texts = Gen.Elements(Patterns).Or(Gen.Choose(0, 0xffff).Select(c => ((char)c).ToString())).ListOf().Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            foreach (var (_, read) in Readers)
            {
                read(text, new ScanMeter());
            }

            _ = KeywordList.Parse(text, FieldLimits.Default);
            _ = ListId.TryParse(text);
            _ = ContentDisposition.Parse(text, FieldLimits.Default);
            _ = TransferEncodingField.Parse(text);
            _ = AddressList.Parse(text, FieldLimits.Default).Mailboxes.Count(m => m.IsReadable);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void No_section_makes_the_fields_throw()
    {
        string[] names = ["From: ", "Sender: ", "To: ", "Date: ", "Subject: ", "Received: ", "Content-Type: ", "List-Id: ", "Message-ID: ", "MIME-Version: "];
        var sections = Gen.Elements([.. Patterns, .. names, "\r\n", "\n", "\r"]).ListOf().Select(string.Concat);
        Prop.ForAll(sections.ToArbitrary(), section =>
        {
            var fields = new MessageFields(MessageHeader.Read(Encoding.UTF8.GetBytes("From: " + section), HeaderLimits.Default), FieldLimits.Default);
            _ = (fields.Faults, fields.Received, fields.Subject, fields.ListId, fields.MessageId, fields.MimeVersion, fields.Keywords);
            return fields.Header.Fields.Count > 0;
        }).QuickCheckThrowOnFailure();
    }

    private static readonly (string Name, Action<string, ScanMeter> Read)[] Readers =
    [
        ("text", (text, meter) => UnstructuredText.Parse(text, meter)),
        ("ids", (text, meter) => MessageIds.Parse(text, FieldLimits.Default, meter)),
        ("links", (text, meter) => ListLinks.Parse(text, FieldLimits.Default, meter)),
        ("addresses", (text, meter) => AddressList.Parse(text, FieldLimits.Default, meter)),
        ("date", (text, meter) => MailDate.TryParse(text, meter)),
        ("received", (text, meter) => ReceivedReader.Read(text, meter)),
        ("type", (text, meter) => ContentType.TryParse(text, FieldLimits.Default, meter)),
    ];
}
