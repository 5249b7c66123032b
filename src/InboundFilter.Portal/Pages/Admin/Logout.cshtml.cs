using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin;

/// <summary>Where administrators sign out: only by the button, so that no link of a stranger does it.</summary>
internal sealed class LogoutModel(SignInJournal journal) : PageModel
{
    public IActionResult OnGet() => LocalRedirect(HttpContext.Request.PathBase + AdminGuard.Path);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await HttpContext.SignOutAsync(AdminSession.Scheme);
        await journal.SignedOutAsync(HttpContext.Actor(), ClientKey.Of(HttpContext.Connection.RemoteIpAddress), cancellation);
        return LocalRedirect(HttpContext.Request.PathBase + SessionEvents.SignInPath);
    }
}
