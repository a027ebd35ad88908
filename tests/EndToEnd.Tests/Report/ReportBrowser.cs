using Microsoft.Playwright;

namespace SweepDsl.EndToEnd.Tests.Report;

/// <summary>Pages in the machine's Chromium. Where there is none, tests that want it say so.</summary>
public abstract class ReportBrowser
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    // Milliseconds; many other tests may run beside these.
    private const float Patience = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What a page did that it should not.</summary>
    protected List<string> Faults { get; } = [];

    /// <summary>A folder for results.</summary>
    private protected TemporaryFolder Root { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartBrowser()
    {
        if (Array.Find(Programs, File.Exists) is not { } program)
        {
            Assert.Ignore("No Chromium is installed (Debian: apt-get install chromium), so the report's page is not looked at.");
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    [OneTimeTearDown]
    public async Task StopBrowser()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    [SetUp]
    public void MakeFolder() => Root = new TemporaryFolder();

    [TearDown]
    public void CheckFaults()
    {
        Root.Dispose();
        string[] faults = [.. Faults];
        Faults.Clear();
        Assert.That(faults, Is.Empty, "Pages wrote to the console, failed, or asked for what lies outside their folder.");
    }

    /// <summary>Opens a page and waits until all its pictures are drawn.</summary>
    private protected Task<IPage> Open(string path, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light) => Open(new Uri(Path.GetFullPath(path)), width, height, scheme);

    /// <summary>Opens a page and waits until all its pictures are drawn.</summary>
    private protected async Task<IPage> Open(Uri address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, AcceptDownloads = true });
        context.SetDefaultTimeout(Patience);
        IPage page = await context.NewPageAsync();
        string folder = new Uri(address, ".").AbsoluteUri;
        page.Console += (_, message) => Faults.Add($"console: {message.Text}");
        page.PageError += (_, error) => Faults.Add($"error: {error}");
        page.Dialog += (_, dialog) => Faults.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(folder, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Faults.Add($"request: {request.Url}");
            }
        };
        await page.GotoAsync(address.AbsoluteUri);
        await Drawn(page);
        return page;
    }

    /// <summary>Waits until all pictures of a page are drawn.</summary>
    private protected static Task Drawn(IPage page) => page.WaitForSelectorAsync("html[data-drawn]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });

    /// <summary>Opens the numbers of the answer's picture; a browser tells the page of it later, which makes their table then.</summary>
    private protected static async Task OpenNumbers(IPage page)
    {
        await page.ClickAsync("#answer details summary");
        await page.WaitForSelectorAsync("#answer details tbody tr");
    }

    /// <summary>Keeps a picture of the whole page among the build's artifacts, for people to look at.</summary>
    private protected static Task Keep(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Runner.RepositoryFolder, "artifacts", "report-screenshots", $"{name}.png"), FullPage = true });
}
