using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin;

/// <summary>Where administrators sign in. The one page below <c>/admin</c> that needs no session.</summary>
[RequestSizeLimit(MaxForm)]
internal sealed class LoginModel(SignInDesk desk, IPortalUsers users, TimeProvider time) : PageModel
{
    /// <summary>Largest form, in octets: name, password, page to return to and token.</summary>
    private const int MaxForm = 16 << 10;

    /// <summary>One for all, so that it does not tell which names exist.</summary>
    private const string Refused = "Name or password is wrong, or there were too many wrong tries: then wait before the next one.";

    private const string Busy = "Too many people try to sign in at the moment. Wait a little and try again.";

    /// <summary>Nobody can sign in before the first user is made.</summary>
    public bool IsFirst => users.IsEmpty;

    public string? Problem { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The page to go to, on this site.</summary>
    public string ReturnUrl { get; private set; } = string.Empty;

    public IActionResult OnGet(string? returnUrl)
    {
        ReturnUrl = Local(returnUrl);
        return User.Identity is { IsAuthenticated: true } ? LocalRedirect(ReturnUrl) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? name, string? password, string? returnUrl, CancellationToken cancellation)
    {
        (Name, ReturnUrl) = (name?.Trim() ?? string.Empty, Local(returnUrl));
        var (result, user) = await desk.TryAsync(Name, password ?? string.Empty, HttpContext.Connection.RemoteIpAddress, cancellation);
        if (result is SignInOutcome.Done)
        {
            await HttpContext.SignInAsync(AdminSession.Scheme, AdminSession.Principal(user!.Name, AdminSession.Scheme, user.Stamp), AdminSession.Begin(time.GetUtcNow()));
            return LocalRedirect(ReturnUrl);
        }

        Problem = result is SignInOutcome.Busy ? Busy : Refused;
        Response.StatusCode = result is SignInOutcome.Busy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Page();
    }

    /// <summary>A page for administrators of this site, or the first of them.</summary>
    private string Local(string? url)
    {
        var prefix = HttpContext.Request.PathBase + AdminGuard.Path;
        return url is not null && Url.IsLocalUrl(url) && url.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? url : prefix;
    }
}
