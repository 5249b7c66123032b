using System.Text;
using InboundFilter.Mail.Bulk;
using InboundFilter.Mail.Message;

namespace InboundFilter.Tests.Mail.Bulk;

public sealed class BulkSignsTests
{
    [TestCase("List-Id: Shop news <news.shop.test>", "List-Id: news.shop.test")]
    [TestCase("List-Unsubscribe: <https://shop.test/u/1>", "List-Unsubscribe")]
    [TestCase("Precedence: bulk", "Precedence: bulk")]
    [TestCase("precedence: LIST", "Precedence: list")]
    [TestCase("Precedence: junk", "Precedence: junk")]
    [TestCase("Feedback-ID: 12:34:56:shopnews", "Feedback-ID of shopnews")]
    [TestCase("X-SFMC-Stack: 7", "X-SFMC-Stack of Salesforce Marketing Cloud")]
    [TestCase("Mailing-List: contact chat-help@lists.test; run by ezmlm", "Mailing-List of ezmlm")]
    [TestCase("Auto-Submitted: auto-generated\nList-Unsubscribe: <mailto:u@shop.test>", "List-Unsubscribe")]
    public void Bulk_mail_is_told_by_one_sign_that_suffices(string header, string reason)
    {
        var signs = Of(header);

        Assert.That(signs.IsBulk, Is.True);
        Assert.That(signs.Reasons, Is.EqualTo(new[] { reason }));
    }

    [TestCase("Subject: hello", "")]
    [TestCase("Precedence: first-class", "")]
    [TestCase("Feedback-ID: 1.eu-west-1.abc=:AmazonSES\nX-SES-Outgoing: 2026.11.22-192.0.2.1", "Feedback-ID of AmazonSES, a relay|X-SES-Outgoing of Amazon SES")]
    [TestCase("X-Mailgun-Sid: WyI1", "X-Mailgun-Sid of Mailgun")]
    [TestCase("X-CSA-Complaints: complaints@csa.test", "X-CSA-Complaints of a sender certified by the Certified Senders Alliance")]
    [TestCase("Precedence: bulk\nAuto-Submitted: auto-generated", "Precedence: bulk, beside signs of a machine's report")]
    [TestCase("Precedence: bulk\nContent-Type: multipart/report; report-type=delivery-status; boundary=x", "Precedence: bulk, beside signs of a machine's report")]
    [TestCase("Auto-Submitted: auto-replied (vacation)\nList-Id: <a.test>", "List-Id: a.test")]
    public void Letters_answers_and_reports_are_no_bulk_mail_whatever_carries_them(string header, string reasons)
    {
        var signs = Of(header);

        Assert.That(signs.IsBulk, Is.False);
        Assert.That(string.Join('|', signs.Reasons), Is.EqualTo(reasons));
    }

    [TestCase("Precedence: bulk\nAuto-Submitted: no", true)]
    [TestCase("Precedence: bulk\nAuto-Submitted:", true)]
    [TestCase("Precedence: bulk\nAuto-Submitted: AUTO-REPLIED", false)]
    public void Auto_Submitted_speaks_against_Precedence_unless_it_says_no(string header, bool isBulk) =>
        Assert.That(Of(header).IsBulk, Is.EqualTo(isBulk));

    [TestCase("List-Id: <chat.lists.test>\nList-Post: <mailto:chat@lists.test>", true)]
    [TestCase("List-Id: <chat.lists.test>\nList-Post: <mailto:chat@lists.test>\nX-Mailman-Version: 2.1", true)]
    [TestCase("List-Id: <chat.lists.test>\nList-Post: NO (news only)", false)]
    [TestCase("List-Id: <chat.lists.test>\nList-Post: <https://lists.test/post>", false)]
    [TestCase("List-Id: <chat.lists.test>", false)]
    [TestCase("List-Post: <mailto:chat@lists.test>", false)]
    [TestCase("List-Id: <chat.lists.test>\nList-Post: <mailto:chat@lists.test>\nX-MC-User: 1", false)]
    public void A_list_that_members_write_to_is_told_from_a_newsletter(string header, bool isDiscussion) =>
        Assert.That(Of(header).IsDiscussion, Is.EqualTo(isDiscussion));

    [Test]
    public void The_list_is_named_without_brackets() => Assert.That(Of("List-ID: News <News.Shop.test>").ListId, Is.EqualTo("News.Shop.test"));

    [Test]
    public void A_strangers_words_are_cut() =>
        Assert.That(Of($"List-Id: <{new string('x', 5000)}>\nFeedback-ID: {new string('y', 5000)}").Reasons, Is.All.Length.LessThan(120));

    private static BulkSigns Of(string header) =>
        BulkSigns.Of(new MessageFields(MessageHeader.Read(Encoding.UTF8.GetBytes(header.ReplaceLineEndings("\r\n") + "\r\n\r\n"), HeaderLimits.Default), FieldLimits.Default));
}
