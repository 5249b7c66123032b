using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>Somebody before a browser window, who notes whatever the browser complains of.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _site;
    private readonly ConcurrentQueue<string> _complaints = new();
    private int _status;

    public Visitor(IBrowserContext context, IPage page, Uri site)
    {
        (_context, Page, _site) = (context, page, site);
        page.Console += (_, message) => Note(message.Type is "error" or "warning" && !IsStatus(message), $"console: {message.Text}");
        page.PageError += (_, error) => Note(true, $"script: {error}");
        page.Dialog += (_, dialog) => Note(true, $"dialog: {dialog.Message}");
        page.Response += (_, response) => _status = response.Request.IsNavigationRequest ? response.Status : _status;
        page.Request += (_, request) => Note(!IsOurs(request.Url), $"asks elsewhere: {request.Url}");
    }

    public IPage Page { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>Errors and warnings of the console (breaches of the content security policy are such), exceptions, dialogs and requests to other hosts, since the last call.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        List<string> taken = [];
        while (_complaints.TryDequeue(out string? complaint))
        {
            taken.Add(complaint);
        }

        return taken;
    }

    /// <summary>Opens a page.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> OpenAsync(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Does what leads to another page of the same tab, and waits until that is there.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> GoAsync(Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Tell(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Tell;
        try
        {
            await act();
            await loaded.Task.WaitAsync(Browser.Patience, TimeProvider.System);
            return _status;
        }
        finally
        {
            Page.Load -= Tell;
        }
    }

    /// <summary>Presses what a reader knows by this name: a link or a button.</summary>
    /// <returns>The status of the page that comes.</returns>
    public Task<int> PressAsync(AriaRole role, string name) =>
        GoAsync(() => Page.GetByRole(role, new PageGetByRoleOptions { Name = name, Exact = true }).First.ClickAsync());

    /// <summary>Fills in a field that a reader knows by its label.</summary>
    public Task FillAsync(string label, string text) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).FillAsync(text);

    /// <summary>Signs in; the form is open.</summary>
    /// <returns>The status of the page that comes.</returns>
    public async Task<int> SignInAsync(string name, string password)
    {
        await FillAsync("Name", name);
        await FillAsync("Password", password);
        return await PressAsync(AriaRole.Button, "Sign in");
    }

    /// <summary>What a reader sees of the page, without the white space of its source.</summary>
    public Task<string> ReadAsync() => Page.Locator("body").InnerTextAsync();

    /// <summary>Runs a function of ours in the page.</summary>
    public async Task<string[]> EvaluateAsync(string function) => (await Page.EvaluateAsync<JsonElement>(function)).Deserialize<string[]>()!;

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    /// <summary>The browser notes each page of status 400 and up as an error.</summary>
    private bool IsStatus(IConsoleMessage message) => message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(Page.Url, StringComparison.Ordinal);

    private bool IsOurs(string url) => url.StartsWith(_site.AbsoluteUri, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal);

    private void Note(bool isOne, string complaint)
    {
        if (isOne)
        {
            _complaints.Enqueue(complaint);
        }
    }
}
