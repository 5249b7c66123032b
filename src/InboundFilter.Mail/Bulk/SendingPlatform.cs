namespace InboundFilter.Mail.Bulk;

/// <summary>A service or program that sends for others, told by a field that it adds.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Name">Of the service.</param>
/// <param name="Kind">What goes through it.</param>
internal readonly record struct SendingPlatform(string Field, string Name, PlatformKind Kind)
{
    /// <summary>Fields as the services' public manuals and messages in public archives show them.</summary>
    /// <remarks>
    /// Relays (the last group) send whatever their customers give them, password mails and personal letters too: people write to public mailing lists
    /// through them, and their messages there bear these very fields. So a relay's field is worth showing and proves nothing.
    /// </remarks>
    public static IReadOnlyList<SendingPlatform> Known { get; } =
    [
        // Newsletter services.
        new("X-MC-User", "Mailchimp", PlatformKind.Newsletters),
        new("X-Roving-ID", "Constant Contact", PlatformKind.Newsletters),
        new("X-Mailin-Campaign", "Brevo campaigns", PlatformKind.Newsletters),
        new("X-SFMC-Stack", "Salesforce Marketing Cloud", PlatformKind.Newsletters),
        new("X-Kmail-Account", "Klaviyo", PlatformKind.Newsletters),
        new("X-MarketoID", "Marketo", PlatformKind.Newsletters),
        new("X-HS-Cid", "HubSpot", PlatformKind.Newsletters),
        new("X-EMarSys-Identify", "Emarsys", PlatformKind.Newsletters),
        new("X-ICPINFO", "iContact", PlatformKind.Newsletters),
        new("X-phpList-version", "phpList", PlatformKind.Newsletters),

        // Programs that run mailing lists.
        new("X-Mailman-Version", "Mailman", PlatformKind.Lists),
        new("X-BeenThere", "Mailman", PlatformKind.Lists),
        new("Mailing-List", "ezmlm", PlatformKind.Lists),
        new("X-Mailing-List", "a list program", PlatformKind.Lists),

        // Relays.
        new("X-SG-EID", "SendGrid", PlatformKind.Relay),
        new("X-Mailgun-Sid", "Mailgun", PlatformKind.Relay),
        new("X-SES-Outgoing", "Amazon SES", PlatformKind.Relay),
        new("X-PM-Message-Id", "Postmark", PlatformKind.Relay),
        new("X-Mandrill-User", "Mandrill", PlatformKind.Relay),
        new("X-MSFBL", "SparkPost", PlatformKind.Relay),
        new("X-MJ-Mid", "Mailjet", PlatformKind.Relay),
        new("X-Mailin-EID", "Brevo", PlatformKind.Relay),
        new("X-CSA-Complaints", "a sender certified by the Certified Senders Alliance", PlatformKind.Relay),
    ];

    /// <summary>Last parts of Feedback-ID by which relays mark all that they send; any other sender adds the field to his mailings only.</summary>
    public static IReadOnlyList<string> RelayFeedback { get; } =
        ["AmazonSES", "SG", "SendGrid", "mailgun", "postmark", "mandrill", "sparkpost", "mailjet", "sendinblue", "brevo"];
}
