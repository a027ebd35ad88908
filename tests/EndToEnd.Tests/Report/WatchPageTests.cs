using Microsoft.Playwright;
using SweepDsl.Runtime.Reports.Watch;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.EndToEnd.Tests.Report;

/// <summary>The page that follows a study, as its reader has it: it moves, and what the reader did stays.</summary>
public sealed class WatchPageTests : ReportBrowser
{
    private readonly CancellationTokenSource _end = new();
    private WatchServer? _server;

    [TearDown]
    public async Task EndServer()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    [OneTimeTearDown]
    public void EndAll()
    {
        _end.Cancel();
        _end.Dispose();
    }

    [Test]
    public async Task It_moves_and_loses_nothing_that_its_reader_did()
    {
        ResultsFolder results = ReportStudies.BatchSizes(Root.Path, finished: 9);
        IPage page;
        using (results.Open(static _ => { }))
        {
            page = await Watch(results);
            await Told(page, "Under way: 9 of 18 trials ended. This page follows.");
            Assert.That(await page.TitleAsync(), Is.EqualTo("9/18 batch-size: What is the best batch size?"));

            await OpenNumbers(page);
            await page.ClickAsync("#curves [data-value='update']");
            await page.ClickAsync("#curves [data-value='loss']");
            await page.FillAsync("#curves input[type='range']", "0.5");
            await page.ClickAsync("#curves .legend button:has-text('batch_size 16')");
            await page.ClickAsync("[data-column='test_accuracy'] button");
            await Zoom(page);
            await page.FocusAsync("[data-axis='metric'] [data-handle='low']");
            string all = (await page.GetAttributeAsync("[data-axis='metric'] [data-handle='low']", "aria-valuetext"))!;
            await page.Keyboard.PressAsync("PageUp");
            await page.WaitForFunctionAsync("all => document.querySelector(\"[data-axis='metric'] [data-handle='low']\").getAttribute('aria-valuetext') !== all", all);
            string least = (await page.GetAttributeAsync("[data-axis='metric'] [data-handle='low']", "aria-valuetext"))!;
            await page.FillAsync("input[type='search']", "finished seed<2");
            await page.EvaluateAsync("() => document.querySelector('input[type=search]').setSelectionRange(3, 5)");
            await page.EvaluateAsync("() => { scrollTo({ top: document.getElementById('trials').offsetTop - 200, behavior: 'instant' }); document.querySelector('#trials .table').scrollLeft = 40; }");
            await page.EvaluateAsync("() => { window.charts = [...document.querySelectorAll('.chart')]; window.place = document.getElementById('trials').getBoundingClientRect().top; window.zoom = String(charts[0]._fullLayout.xaxis.range); }");
            string rows = await page.EvaluateAsync<string>(Rows);
            Assert.That(await Marks(page), Is.EqualTo(9));

            ReportStudies.BatchSizes(Root.Path, finished: 13);
            await Told(page, "Under way: 13 of 18 trials ended. This page follows.");
            await Drawn(page);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(await Marks(page), Is.EqualTo(13), "marks in the picture of the answer");
                Assert.That(await page.Locator("path.trial:not(.lost)").CountAsync(), Is.EqualTo(13));
                Assert.That(await page.EvaluateAsync<bool>("() => window.charts.every((chart, i) => chart === document.querySelectorAll('.chart')[i])"), "pictures are drawn over");
                Assert.That(await page.Locator("#answer details tbody tr").CountAsync(), Is.EqualTo(6));
                Assert.That(await page.Locator("#curves [aria-pressed='true']").AllTextContentsAsync(), Is.EqualTo(new[] { "loss", "updates", "batch_size 8", "batch_size 32", "batch_size 64", "batch_size 128", "batch_size 256" }));
                Assert.That(await page.Locator("[data-chart='curves-test'] .xtitle").TextContentAsync(), Is.EqualTo("updates"));
                Assert.That(await page.InputValueAsync("#curves input[type='range']"), Is.EqualTo("0.5"));
                Assert.That(await page.GetAttributeAsync("[data-column='test_accuracy']", "aria-sort"), Is.EqualTo("descending"));
                Assert.That(await page.EvaluateAsync<string>("() => String(window.charts[0]._fullLayout.xaxis.range)"), Is.EqualTo(await page.EvaluateAsync<string>("() => window.zoom")), "the part that is looked at");
                Assert.That(await page.GetAttributeAsync("[data-axis='metric'] [data-handle='low']", "aria-valuetext"), Is.EqualTo(least), "the brush has its value, not its place");
                Assert.That(await page.EvaluateAsync<string>("() => { const one = document.activeElement; return [one.type, one.value, one.selectionStart, one.selectionEnd].join(); }"), Is.EqualTo("search,finished seed<2,3,5"));
                Assert.That(await page.EvaluateAsync<float>("() => document.getElementById('trials').getBoundingClientRect().top - window.place"), Is.Zero.Within(1), "the place on the page");
                Assert.That(await page.EvaluateAsync<int>("() => document.querySelector('#trials .table').scrollLeft"), Is.EqualTo(40));
                Assert.That(await page.EvaluateAsync<string>(Rows), Is.EqualTo(rows), "the rows that filter and brush left before; no later trial is as good");
            }

            ReportStudies.BatchSizes(Root.Path);
            await Told(page, "Under way: 18 of 18 trials ended. This page follows.");
        }

        await Told(page, "Done: 18 of 18 trials ended. Load this page anew to follow another run.");
        await Drawn(page);
        Assert.That(await page.TitleAsync(), Is.EqualTo("batch-size: What is the best batch size?"));
        await Keep(page, "watched");
    }

    [Test]
    public async Task A_reader_who_drags_is_not_disturbed()
    {
        const string Partial = "Partial: 9 of 18 trials ended. The same command goes on from there, and this page follows.";
        ResultsFolder results = ReportStudies.BatchSizes(Root.Path, finished: 9);
        IPage page = await Watch(results);
        await Told(page, Partial);
        ILocator axis = page.Locator("[data-axis='batch_size'] .hit");
        await axis.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await axis.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height * 0.7f));
        await page.Mouse.DownAsync();
        await page.EvaluateAsync("() => { window.axis = document.querySelector(\"[data-axis='batch_size'] .hit\"); }");

        ReportStudies.BatchSizes(Root.Path, finished: 13);
        using (results.Open(static _ => { }))
        {
            await Told(page, "Under way: 9 of 18 trials ended. This page follows.");
        }

        // By now the page has the data of all 13, and draws them when the reader lets go.
        await Told(page, Partial);
        Assert.That(await page.EvaluateAsync<bool>("() => window.axis.isConnected"));
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + box.Height, new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();

        await Told(page, "Partial: 13 of 18 trials ended. The same command goes on from there, and this page follows.");
        await Drawn(page);
        Assert.That(await page.EvaluateAsync<bool>("() => window.axis.isConnected"), Is.False);
        Assert.That(await page.EvaluateAsync<string>(Rows), Is.EqualTo("0,1,2,3,4,5"));
    }

    [Test]
    public async Task A_page_that_nobody_sees_asks_for_nothing()
    {
        ResultsFolder results = ReportStudies.BatchSizes(Root.Path, finished: 9);
        IPage page = await Watch(results);
        await Told(page, "Partial: 9 of 18 trials ended. The same command goes on from there, and this page follows.");

        await page.EvaluateAsync("() => { window.closings = 0; const close = EventSource.prototype.close; EventSource.prototype.close = function () { window.closings++; close.call(this); }; }");
        await Hide(page, isHidden: true);
        Assert.That(await page.EvaluateAsync<int>("() => window.closings"), Is.EqualTo(1));
        ReportStudies.BatchSizes(Root.Path, finished: 13);
        await page.RunAndWaitForRequestAsync(() => Hide(page, isHidden: false), request => request.Url.Contains("/events?since=", StringComparison.Ordinal));

        await Told(page, "Partial: 13 of 18 trials ended. The same command goes on from there, and this page follows.");
    }

    [Test]
    public async Task A_study_that_is_not_there_yet_comes_into_the_page()
    {
        ResultsFolder results = new(Root.Path, "batch-size", new DurableFiles());
        IPage page = await Watch(results);
        Assert.That(await page.Locator("h1").TextContentAsync(), Is.EqualTo("No results yet"));
        await Told(page, $"{results.Path} holds no results yet: run the experiment first, or name the folder with --out.");
        await Keep(page, "watched-nothing");

        ReportStudies.BatchSizes(Root.Path);

        await Told(page, "Done: 18 of 18 trials ended. Load this page anew to follow another run.");
        await Drawn(page);
        Assert.That(await page.Locator("path.trial").CountAsync(), Is.EqualTo(18));
    }

    [Test]
    public async Task Damage_and_the_end_of_the_server_are_told_above_what_was_seen()
    {
        ResultsFolder results = ReportStudies.BatchSizes(Root.Path, finished: 9);
        IPage page = await Watch(results);
        File.WriteAllText(Path.Combine(results.Path, "sweep.json"), "{");

        await page.WaitForFunctionAsync("() => /sweep.json is damaged: .* Up to here: 9 of 18 trials ended\\.$/.test(document.querySelector('.notice.alarm')?.textContent)");
        Assert.That(await page.Locator("path.trial").CountAsync(), Is.EqualTo(18));
        await _server!.DisposeAsync();

        await Told(page, "'sweep watch' has ended, so this page follows no longer. Up to here: 9 of 18 trials ended.");
    }

    private const string Rows = "() => [...document.querySelectorAll('[data-trials] tbody tr')].map(row => row.dataset.trial).join()";

    private async Task<IPage> Watch(ResultsFolder results)
    {
        _server = await WatchServer.Start(results, port: 0, TimeProvider.System);
        _ = _server.Follow(TimeSpan.FromMilliseconds(100), _end.Token);
        return await Open(new Uri(_server.Address));
    }

    private static Task Told(IPage page, string notice) =>
        page.WaitForFunctionAsync("notice => document.querySelector('.notice')?.textContent === notice", notice);

    // Marks of seeds in the picture of the answer.
    private static Task<int> Marks(IPage page) => page.EvaluateAsync<int>("() => document.querySelector(\"[data-chart='answer']\").data.filter(trace => trace.meta === 'seeds').reduce((sum, trace) => sum + trace.x.length, 0)");

    private static async Task Zoom(IPage page)
    {
        ILocator area = page.Locator("[data-chart='answer'] .nsewdrag").First;
        await area.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await area.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.1f), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), box.Y + (box.Height / 2), new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync("() => document.querySelector(\"[data-chart='answer']\")._fullLayout.xaxis.range[1] < 2.4");
    }

    private static Task Hide(IPage page, bool isHidden) => page.EvaluateAsync(
        "isHidden => { Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", isHidden);
}
