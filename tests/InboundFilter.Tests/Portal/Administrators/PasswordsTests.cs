using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Tests.Portal.Administrators;

public sealed class PasswordsTests
{
    private const string Right = "correct horse battery";

    private readonly Passwords _passwords = new();

    [Test]
    public void The_users_own_password_is_right_and_no_other()
    {
        var user = new PortalUser("anna", _passwords.Hash(Right));
        Assert.That(
            (_passwords.Verify(user, Right), _passwords.Verify(user, Right + "!"), _passwords.Verify(user, string.Empty), _passwords.Verify(null, Right)),
            Is.EqualTo((true, false, false, false)));
        Assert.That(_passwords.Hash(Right), Is.Not.EqualTo(user.PasswordHash), "each hash has a salt of its own");
        Assert.That(Passwords.IsHash(user.PasswordHash), Is.True);
    }

    [Test]
    public void No_password_is_right_that_is_too_long_even_if_it_is_the_users()
    {
        string endless = new('x', Passwords.MaxLength + 1);
        Assert.That(_passwords.Verify(new PortalUser("anna", _passwords.Hash(endless)), endless), Is.False);
    }

    [TestCase(Passwords.MinLength - 1, "the password is shorter than 12 characters")]
    [TestCase(Passwords.MinLength, null)]
    [TestCase(Passwords.MaxLength, null)]
    [TestCase(Passwords.MaxLength + 1, "the password is longer than 256 characters")]
    public void A_new_password_has_a_length(int length, string? fault) => Assert.That(Passwords.Fault(new string('x', length)), Is.EqualTo(fault));

    [TestCase("")]
    [TestCase("secret")]
    [TestCase("AQAAAA==")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_we_did_not_make_is_no_hash(string text) => Assert.That(Passwords.IsHash(text), Is.False);

    [Test]
    public void A_stamp_changes_with_name_and_password_and_a_user_is_shown_without_his_hash()
    {
        var user = new PortalUser("anna", "hash");
        Assert.That(new[] { user.Stamp, (user with { Name = "bert" }).Stamp, new PortalUser("anna", "other").Stamp, new PortalUser("bert", "hash").Stamp }.Distinct().Count(), Is.EqualTo(3));
        Assert.That(user.ToString(), Is.EqualTo("anna"));
    }

    [TestCase("anna", true)]
    [TestCase("Anna.Berg+mail@example.test", true)]
    [TestCase("", false)]
    [TestCase("-anna", false)]
    [TestCase("anna berg", false)]
    [TestCase("anna\n", false)]
    [TestCase("<script>", false)]
    [TestCase("bjørn", false)]
    public void Names_are_plain(string name, bool isRight) => Assert.That(UserNames.Fault(name) is null, Is.EqualTo(isRight));

    [Test]
    public void Names_are_bounded() =>
        Assert.That((UserNames.Fault(new string('a', UserNames.MaxLength)), UserNames.Fault(new string('a', UserNames.MaxLength + 1))), Is.EqualTo(((string?)null, "the name is longer than 64 characters")));
}
