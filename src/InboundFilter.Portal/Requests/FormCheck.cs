using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Requests;

/// <summary>Reads the contact form: either what is asked for, or all that is wrong with it.</summary>
public static class FormCheck
{
    /// <summary>What the form asks for; null when something is wrong.</summary>
    /// <param name="form">As it was sent.</param>
    /// <param name="decision">The refusal that it is about.</param>
    /// <param name="language">Of the reader.</param>
    /// <param name="faults">All that is wrong, in the order of the fields.</param>
    public static RequestOrder? Read(RequestForm form, StoredDecision decision, string language, out IReadOnlyList<FieldFault> faults)
    {
        bool hasRole = Enum.TryParse(form.Role, ignoreCase: true, out RequesterRole role) && Enum.IsDefined(role) && !int.TryParse(form.Role, out _);
        bool hasContact = ContactAddress.TryRead(form.Contact, out string? contact);
        FieldFault?[] all =
        [
            hasRole ? null : new(nameof(form.Role), "request.role.missing"),
            LengthOf(form.Name) > RequestRecord.MaxNameLength ? TooLong(nameof(form.Name), form.Name, RequestRecord.MaxNameLength) : null,
            hasContact ? null : new(nameof(form.Contact), LengthOf(form.Contact) == 0 ? "request.contact.missing" : "request.contact.wrong"),
            TextFault(nameof(form.Statement), form.Statement, "request.statement.missing"),
            TextFault(nameof(form.Proof), form.Proof, "request.proof.missing"),
        ];
        faults = [.. all.OfType<FieldFault>()];
        return faults.Count > 0 ? null
            : new RequestOrder(decision, role, LengthOf(form.Name) == 0 ? null : form.Name, contact!, form.Statement!, form.Proof!, form.WantsMail, language);
    }

    /// <summary>What is wrong with a text that must be there; null when nothing is.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="text">As it was sent.</param>
    /// <param name="missing">Key of the text for none at all.</param>
    public static FieldFault? TextFault(string field, string? text, string missing) =>
        LengthOf(text) == 0 ? new FieldFault(field, missing) : LengthOf(text) > RequestForm.MaxText ? TooLong(field, text, RequestForm.MaxText) : null;

    private static FieldFault TooLong(string field, string? text, int most) => new(field, "request.long", LengthOf(text), LengthOf(text) - most, most);

    /// <summary>Characters as the person who typed them counts: a form sends two for each line end.</summary>
    private static int LengthOf(string? text) => text?.ReplaceLineEndings("\n").Trim().Length ?? 0;
}
