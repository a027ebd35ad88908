using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.EndToEnd.Tests.Report;

/// <summary>The report as its readers have it: in a browser, from disk.</summary>
public sealed class ReportPageTests : ReportBrowser
{
    private const string Undrawn = """
        () => [...document.querySelectorAll('[data-chart]')]
          .filter(chart => !chart.querySelector('.main-svg .trace path, .main-svg .point path, svg.own path, svg.own .cell'))
          .map(chart => chart.dataset.chart)
        """;

    [TestCase(1280, 900, ColorScheme.Light)]
    [TestCase(1280, 900, ColorScheme.Dark)]
    [TestCase(390, 844, ColorScheme.Light)]
    [TestCase(390, 844, ColorScheme.Dark)]
    public async Task Every_picture_is_drawn_on_any_screen(int width, int height, ColorScheme scheme)
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)), width, height, scheme);

        Assert.That(await page.EvaluateAsync<string[]>(Undrawn), Is.Empty);
        Assert.That(await page.Locator("[data-chart]").CountAsync(), Is.EqualTo(8));
        Assert.That(await page.Locator("[data-chart='kernels'] .legendtext").AllTextContentsAsync(), Is.EqualTo(new[] { "kernel_1", "kernel_2", "kernel_3", "kernel_4", "kernel_5", "kernel_6", "4 others" }));
        Assert.That(await page.Locator("#compute dl").TextContentAsync(), Does.Contain("Energy3.944 Wh in 3 min 19 s, 71.36 W on average (NVML, of the whole card)"));
        Assert.That(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen");
        Assert.That(await page.Locator("[data-verdict]").TextContentAsync(), Does.StartWith("Best: batch_size"));
        await Keep(page, $"batch-size-{width}-{scheme}".ToLowerInvariant());
    }

    [Test]
    public async Task Every_picture_has_its_text_and_every_control_its_name()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Grid(Root.Path)));

        Assert.That(
            await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.chart, svg.own')].filter(chart => !chart.getAttribute('aria-label')).map(chart => chart.outerHTML.slice(0, 80))"), Is.Empty);
        Assert.That(
            await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main button, main input, main select, [tabindex]')].filter(one => !(one.getAttribute('aria-label') || one.textContent.trim() || (one.labels && one.labels.length))).map(one => one.outerHTML.slice(0, 80))"),
            Is.Empty);
        await OpenNumbers(page);
        Assert.That(await page.Locator("#answer details tbody tr").CountAsync(), Is.EqualTo(12));
        Assert.That(await page.Locator("[data-cell]").CountAsync(), Is.EqualTo(12));
        await Keep(page, "grid");
    }

    [Test]
    public async Task Brushing_an_axis_filters_the_table_and_clearing_shows_all_again()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)));
        ILocator rows = page.Locator("[data-trials] tbody tr");
        Assert.That(await rows.CountAsync(), Is.EqualTo(18));

        ILocator axis = page.Locator("[data-axis='batch_size'] .hit");
        await axis.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await axis.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height * 0.7f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + box.Height, new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-trials] tbody tr').length === 6");

        Assert.That(await page.Locator("[data-shown]").TextContentAsync(), Is.EqualTo("6 of 18 trials"));
        Assert.That(await page.Locator("svg.own path.trial.out").CountAsync(), Is.EqualTo(12));
        Assert.That(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('[data-trials] tbody tr')].every(row => ['8', '16'].includes(row.children[1].textContent))"));
        await Keep(page, "brushed");

        await page.ClickAsync("[data-clear]");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-trials] tbody tr').length === 18");
    }

    [Test]
    public async Task Axes_are_brushed_by_keys_too()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)));

        await page.FocusAsync("[data-axis='batch_size'] [data-handle='low']");
        for (int i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("PageUp");
        }

        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-trials] tbody tr').length === 12");
        Assert.That(await page.GetAttributeAsync("[data-axis='batch_size'] [data-handle='low']", "aria-valuenow"), Is.EqualTo("30"));
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-trials] tbody tr').length === 18");
    }

    [Test]
    public async Task A_trial_that_is_pointed_at_in_the_table_shows_in_the_pictures()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)));

        await page.HoverAsync("[data-trials] tbody tr[data-trial='4']");

        await page.WaitForSelectorAsync("svg.own path.trial.hover[data-trial='4']", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        Assert.That(await page.Locator("path.trial.hover").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_switch_changes_what_curves_are_drawn_against()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)));
        ILocator title = page.Locator("[data-chart='curves-test'] .xtitle");
        Assert.That(await title.TextContentAsync(), Is.EqualTo("epochs"));

        foreach ((string value, string words) in new[] { ("update", "updates"), ("examples", "examples"), ("train_seconds", "seconds") })
        {
            await page.ClickAsync($"#curves [data-value='{value}']");
            await page.WaitForFunctionAsync($"() => document.querySelector(\"[data-chart='curves-test'] .xtitle\").textContent === '{words}'");
        }

        await page.ClickAsync("#curves [data-value='loss']");
        await page.WaitForFunctionAsync("() => document.querySelector(\"[data-chart='curves-train'] .ytitle\").textContent === 'train loss'");
    }

    [Test]
    public async Task The_table_sorts_and_filters_by_conditions()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)));

        await page.ClickAsync("[data-column='test_accuracy'] button");
        Assert.That(await page.GetAttributeAsync("[data-column='test_accuracy']", "aria-sort"), Is.EqualTo("descending"));
        Assert.That(await page.Locator("[data-trials] tbody tr").First.GetAttributeAsync("data-trial"), Is.EqualTo("2"));

        await page.FillAsync("input[type='search']", "finished batch_size>=64 seed=1");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-trials] tbody tr').length === 3");
    }

    [Test]
    public async Task The_table_comes_as_csv_without_formulas()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.WithText(Root.Path, "formula", "=cmd|' /C calc'!A0")));

        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-download]"));
        string[] lines = File.ReadAllLines(await download.PathAsync());

        Assert.That(lines, Has.Length.EqualTo(6));
        Assert.That(lines[0], Does.StartWith("trial,optimizer,width,seed,status,"));
        Assert.That(lines[1], Does.Contain(",'=cmd|' /C calc'!A0,8,0,finished,"));
        Assert.That(lines.Skip(1).SelectMany(line => line.Split(',')), Has.None.Match("^[=@+]"));
    }

    [Test]
    public async Task Parameters_of_a_search_have_their_importance_slices_and_pairs()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Search(Root.Path, 40)));

        Assert.That(await page.EvaluateAsync<string[]>(Undrawn), Is.Empty);
        Assert.That(await page.Locator("[data-chart='importance']").CountAsync(), Is.EqualTo(1));
        Assert.That(await page.Locator("[data-chart^='slice-']").CountAsync(), Is.EqualTo(5));
        Assert.That(await page.Locator("[data-chart^='pair-']").CountAsync(), Is.EqualTo(6));
        Assert.That(await page.Locator("path.trial.lost").CountAsync(), Is.GreaterThan(10));
        await Keep(page, "search");
    }

    [Test]
    public async Task A_thousand_trials_are_all_there()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Search(Root.Path, 500)));

        Assert.That(await page.Locator("path.trial").CountAsync(), Is.EqualTo(1000));
        Assert.That(await page.Locator("[data-trials] tbody tr").CountAsync(), Is.EqualTo(200));
        await page.ClickAsync("text=Show all 1,000");
        Assert.That(await page.Locator("[data-trials] tbody tr").CountAsync(), Is.EqualTo(1000));
    }

    [Test]
    public async Task Margins_come_to_rest_whatever_the_axes_show()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)));

        // Where they do not, the chart library says so on the console.
        await page.EvaluateAsync("""
            async () => {
              for (const chart of document.querySelectorAll('.chart')) for (let i = 0; i < 40; i++) await Plotly.relayout(chart, { 'yaxis.range': [0.1, 0.8 + 0.004 * i] });
            }
            """);
    }

    [Test]
    public async Task Budgets_stand_side_by_side()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Budgets(Root.Path)));

        Assert.That(await page.Locator("[data-chart='budgets'] .legendtext").AllTextContentsAsync(), Is.EqualTo(new[] { "equal epochs (4)", "equal updates (800)" }));
        await Keep(page, "budgets");
    }

    [Test]
    public async Task What_the_goal_took_stands_in_pictures_and_words()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Goal(Root.Path)));

        Assert.That(await page.EvaluateAsync<string[]>(Undrawn), Is.Empty);
        Assert.That(await page.Locator("[data-chart^='goal-']").CountAsync(), Is.EqualTo(3));
        Assert.That(await page.Locator("#goal tbody tr").AllTextContentsAsync(), Has.Exactly(1).Contains("0 of 3nevernevernever"));
        Assert.That(await page.Locator("#goal p").First.TextContentAsync(), Does.StartWith("Goal, test accuracy of at least 0.88: fewest updates at batch_size 8").And.Contains("never at 128"));
        await Keep(page, "goal");
    }

    [Test]
    public async Task Half_a_study_says_how_far_it_is()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.HalfWritten(Root.Path)));

        Assert.That(await page.Locator(".notice").TextContentAsync(), Is.EqualTo("Partial: 1 of 3 trials ended, 1 begun. The same command goes on from there."));
        Assert.That(await page.Locator("[data-trials] tbody .status").AllTextContentsAsync(), Is.EqualTo(new[] { "finished", "under way", "not run yet" }));
        await Keep(page, "half");
    }

    [Test]
    public async Task Studies_with_little_or_nothing_in_them_are_pages_too()
    {
        IPage empty = await Open(ReportStudies.WriteReport(ReportStudies.Empty(Root.Path)));
        Assert.That(await empty.Locator("[data-verdict]").TextContentAsync(), Does.StartWith("No trial"));

        IPage single = await Open(ReportStudies.WriteReport(ReportStudies.Single(Root.Path)));
        Assert.That(await single.EvaluateAsync<string[]>(Undrawn), Is.Empty);
        Assert.That(await single.Locator("[data-trials] tbody tr").CountAsync(), Is.EqualTo(1));

        IPage notFinite = await Open(ReportStudies.WriteReport(ReportStudies.NotFinite(Root.Path)));
        Assert.That(await notFinite.Locator("[data-trials] tbody").TextContentAsync(), Does.Contain("∞").And.Contains("diverged at update 150"));
        await Keep(notFinite, "not-finite");
    }

    [Test]
    public async Task A_single_file_needs_nothing_beside_it()
    {
        string page = ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path), isSingleFile: true);
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(page)!), Is.EqualTo(new[] { page }));

        IPage opened = await Open(page);

        Assert.That(await opened.EvaluateAsync<string[]>(Undrawn), Is.Empty);
    }

    [Test]
    public async Task Several_studies_are_compared_and_each_can_be_read()
    {
        ResultsFolder[] studies = [ReportStudies.BatchSizes(Root.Path), ReportStudies.BatchSizes(Root.Path, "other")];
        ReportFolder report = new(Root["report"], new DurableFiles());
        report.Write([.. studies.Select(ReportedStudy.Read)], ReportLiveness.Still, isSingleFile: false);

        IPage page = await Open(report.PagePath);
        Assert.That(await page.Locator("[data-chart='compare'] .legendtext").AllTextContentsAsync(), Is.EqualTo(new[] { "batch-size", "other" }));
        await page.ClickAsync(".tabs button:has-text('other')");
        await Drawn(page);

        Assert.That(await page.Locator("#study h2").TextContentAsync(), Is.EqualTo("other"));
        Assert.That(Directory.GetFiles(Root["report"]).Select(Path.GetFileName), Does.Contain("other-answer.svg").And.Contains("batch-size-answer.svg"));
        await Keep(page, "compared");
    }

    [Test]
    public async Task A_page_of_a_run_under_way_loads_itself_anew_and_keeps_what_was_chosen()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.HalfWritten(Root.Path), new ReportLiveness(RefreshSeconds: 2)));
        Assert.That(await page.Locator(".notice").TextContentAsync(), Does.EndWith("This page loads itself anew every 2 seconds."));
        await page.FillAsync("input[type='search']", "finished");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-trials] tbody tr').length === 1");

        string path = ReportStudies.WriteReport(ReportStudies.HalfWritten(Root.Path));
        await page.WaitForFunctionAsync("() => document.querySelector('.notice')?.textContent.startsWith('Partial')");
        await Drawn(page);

        Assert.That(path, Is.EqualTo(new Uri(page.Url).LocalPath));
        Assert.That(await page.Locator("[data-trials] tbody tr").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task It_prints_on_white_paper_with_all_its_pictures()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)), scheme: ColorScheme.Dark);
        await page.EvaluateAsync("() => { window.inks = []; addEventListener('beforeprint', () => window.inks.push(document.querySelector('.ytick text').style.fill, [...document.querySelectorAll('.chart')].filter(chart => chart.querySelector('.trace')).length)); }");
        byte[] pdf = await page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true, Path = Path.Combine(Runner.RepositoryFolder, "artifacts", "report-screenshots", "batch-size.pdf") });
        Assert.That(await page.EvaluateAsync<string[]>("() => window.inks.map(String)"), Is.EqualTo(new[] { "rgb(68, 68, 68)", "7" }), "ink of the pictures, and how many there are");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.That(Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), "/Type\\s*/Page\\b"), Is.GreaterThan(1));
        Assert.That(await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(255, 255, 255)"));
        Assert.That(await page.Locator("nav.sections").IsVisibleAsync(), Is.False);
    }
}
