using Microsoft.Playwright;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.EndToEnd.Tests.Report;

/// <summary>What the report's pictures say: of which trials, with which numbers, and whether their texts find room.</summary>
public sealed class ReportPicturesTests : ReportBrowser
{
    // Labels of a kind that run into each other, in each picture.
    private const string Overlaps = """
        () => {
          const box = one => one.getBoundingClientRect();
          const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          const groups = [...document.querySelectorAll('.chart')].flatMap(chart => ['.xtick text', '.ytick text'].map(kind => [chart.dataset.chart, [...chart.querySelectorAll(kind)]]));
          for (const axis of document.querySelectorAll('[data-axis]')) groups.push([axis.dataset.axis, [...axis.querySelectorAll('text.halo:not(.name)')]]);
          return groups.flatMap(([name, texts]) => texts.flatMap((one, i) => texts.slice(i + 1).filter(other => meets(box(one), box(other))).map(other => `${name}: ${one.textContent} and ${other.textContent}`)));
        }
        """;

    private const string Data = "document.querySelector(\"[data-chart='{0}']\").data";

    [Test]
    public async Task Points_pruned_with_some_seeds_have_no_mean_and_those_that_seem_worse_are_half_filled()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Standings(Root.Path)));

        await OpenNumbers(page);
        Assert.That(await page.Locator("#answer td span").AllTextContentsAsync(), Is.EqualTo(new[] { "best", "worse", "seems worse", "pruned" }), "the study itself");

        Assert.That(await page.EvaluateAsync<double[]>($"() => {Chart("answer")}[1].x"), Is.EqualTo(new[] { 8, 32, 64 }), "points with a mean");
        Assert.That(await page.EvaluateAsync<double>($"() => {Chart("answer")}[0].x.length"), Is.EqualTo(10), "trials that finished");
        string[] fills = await page.EvaluateAsync<string[]>($"() => {Chart("answer")}[1].marker.color");
        Assert.That(fills, Is.Unique, "fills of the best, of a worse and of one that seems worse");
        Assert.That(await page.Locator("#answer figcaption").TextContentAsync(), Does.Contain("Pale-filled: seems worse").And.Contain("Points pruned with some seeds have no mean"));

        Assert.That(await page.EvaluateAsync<double[]>($"() => {Chart("tradeoff")}[0].x"), Is.EqualTo(new[] { 1, 2, 8 }), "seconds of those that are both quicker and better");
        Assert.That(await page.EvaluateAsync<double>($"() => {Chart("tradeoff")}[2].x.length"), Is.EqualTo(3), "points with a mean");
        await Keep(page, "standings");
    }

    [Test]
    public async Task Trials_of_the_search_inside_points_are_no_marks_and_no_seeds_of_points()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Tuned(Root.Path)));

        Assert.That(await page.Locator(".eyebrow").TextContentAsync(), Does.Contain("2 points, 2 seeds, 8 trials"));
        Assert.That(await page.EvaluateAsync<double>($"() => {Chart("tradeoff")}[1].x.length"), Is.EqualTo(4));
        foreach (string chart in new[] { "answer", "tradeoff" })
        {
            Assert.That(await page.EvaluateAsync<double>($"() => document.querySelector(\"[data-chart='{chart}']\").layout.yaxis.range[0]"), Is.GreaterThan(0.7), $"{chart}: the least that its axis has room for");
        }

        await Keep(page, "tuned");
    }

    [Test]
    public async Task What_is_judged_at_several_budgets_says_at_which()
    {
        ResultsFolder[] studies = [ReportStudies.Budgets(Root.Path), ReportStudies.BatchSizes(Root.Path)];
        IPage page = await Open(ReportStudies.WriteReport(studies[0]));
        foreach (string figure in new[] { "answer", "tradeoff" })
        {
            Assert.That(await page.Locator($"figure:has([data-chart='{figure}']) figcaption").TextContentAsync(), Does.Contain("At equal updates (800)."), figure);
        }

        IPage compared = await Open(WriteComparison(studies));
        Assert.That(await compared.Locator("figure:has([data-chart='compare']) figcaption").TextContentAsync(), Does.Contain("budgets: at equal updates (800)."));
        Assert.That(await compared.Locator("#compare tbody tr").First.TextContentAsync(), Does.Contain(" % at equal updates (800)"));
    }

    [Test]
    public async Task Means_of_curves_reach_as_far_as_half_of_the_trials()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.EqualSeconds(Root.Path)));

        await page.ClickAsync("#curves [data-value='train_seconds']");
        await page.WaitForFunctionAsync("() => document.querySelector(\"[data-chart='curves-test'] .xtitle\").textContent === 'seconds'");

        // Trials end at 0.08, 0.084, 0.088 and 0.092 seconds, and begin at eighths of them.
        double[] ends = await page.EvaluateAsync<double[]>($"() => {Chart("curves-test")}.filter(trace => trace.hovertemplate).flatMap(trace => [trace.x[0], trace.x[trace.x.length - 1]])");
        Assert.That(ends, Is.EqualTo(new[] { 0.0105, 0.088, 0.0105, 0.088 }).Within(1e-6));
    }

    [TestCase(1280)]
    [TestCase(390)]
    public async Task Values_that_were_drawn_find_room_on_their_axes(int width)
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Drawn(Root.Path)), width);

        Assert.That(await page.EvaluateAsync<string[]>(Overlaps), Is.Empty);
        Assert.That(await page.Locator("#page").InnerTextAsync(), Does.Contain("3.16e−10").And.Not.Match("[0-9]E[+-]?[0-9]|[.]00e"), "numbers in formats of their own");
        await Keep(page, $"drawn-{width}");
    }

    [Test]
    public async Task Seconds_below_one_are_written_as_such()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.EqualSeconds(Root.Path)));

        string[] ticks = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll(\"[data-chart='speed'] .y2tick text\")].map(text => text.textContent)");
        Assert.That(ticks, Is.Not.Empty.And.All.Match("^[0-9.]+$"));
    }

    [TestCase(390)]
    [TestCase(1280)]
    public async Task Long_names_neither_widen_the_page_nor_take_the_room_of_pictures(int width)
    {
        ResultsFolder[] studies = [ReportStudies.LongNames(Root.Path), ReportStudies.BatchSizes(Root.Path)];
        IPage page = await Open(ReportStudies.WriteReport(studies[0]), width, 844);
        await Keep(page, $"long-{width}");

        Assert.That(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#page *')].filter(one => !one.closest('svg, .table, .scroll, pre, .sr, .chart') && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 120))"), Is.Empty);
        Assert.That(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen");
        Assert.That(await page.EvaluateAsync<string[]>(Overlaps), Is.Empty);
        foreach (string chart in new[] { "kernels", "answer" })
        {
            double share = await page.EvaluateAsync<double>($"() => {{ const chart = document.querySelector(\"[data-chart='{chart}']\"); return chart._fullLayout._size.w / chart.clientWidth; }}");
            Assert.That(share, Is.GreaterThan(0.55), $"{chart}: the part of its width that holds what is drawn");
        }

        Assert.That(await page.EvaluateAsync<string>($"() => {Chart("kernels")}[0].text[0]"), Does.Contain("parameter_=128").And.Contain("says_what_it_is_for_1"), "what was shortened is whole where it is pointed at");
        IPage compared = await Open(WriteComparison(studies), width, 844);
        Assert.That(await compared.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page that compares is wider than the screen");
    }

    [Test]
    public async Task A_page_of_several_studies_says_so_and_names_the_one_that_is_read()
    {
        IPage page = await Open(WriteComparison([ReportStudies.Budgets(Root.Path), ReportStudies.BatchSizes(Root.Path)]));

        Assert.That(await page.Locator("h1").TextContentAsync(), Is.EqualTo("budgets and batch-size compared"));
        Assert.That(await page.Locator("#study h2").TextContentAsync(), Is.EqualTo("budgets"));
        await page.ClickAsync(".tabs button:has-text('batch-size')");
        await Drawn(page);

        Assert.That(await page.Locator("h1").TextContentAsync(), Is.EqualTo("budgets and batch-size compared"));
        Assert.That(await page.Locator("#study h2").TextContentAsync(), Is.EqualTo("batch-size"));
        Assert.That(await page.Locator("#study").TextContentAsync(), Does.Contain("What is the best batch size?"));
        Assert.That(await page.Locator("#study [data-verdict]").TextContentAsync(), Does.StartWith("Best: batch_size 8"));
        await Keep(page, "compared-other");
    }

    [Test]
    public async Task A_filter_says_what_it_did_not_understand_and_filters_by_the_rest()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.BatchSizes(Root.Path)));
        foreach ((string filter, string told) in new[]
        {
            ("foo=1", "18 trials; no column is called “foo”"),
            ("batchsize=32 seed=1", "6 of 18 trials; no column is called “batchsize”; do you mean batch_size?"),
            ("((( batch_size=32", "3 of 18 trials; “(((” was not understood"),
            ("batch_size>= seed=1", "6 of 18 trials; “batch_size>=” lacks a value"),
            ("batch_size>many", "18 trials; “many” is no number"),
            ("failed", "0 of 18 trials"),
            ("seed==1", "6 of 18 trials"),
        })
        {
            await page.FillAsync("input[type='search']", filter);
            await page.WaitForFunctionAsync("told => document.querySelector('[data-shown]').textContent === told", told, new PageWaitForFunctionOptions { Timeout = 5_000 });
        }

    }

    [Test]
    public async Task Means_have_the_digits_that_their_intervals_leave_meaning_to()
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.Goal(Root.Path)));

        IReadOnlyList<string> cells = await page.Locator("#goal tbody td").AllTextContentsAsync();
        Assert.That(cells, Has.Some.Matches("±").And.None.Match("^[0-9,]+[.][0-9]+ ± [0-9,]{2,}$").And.None.Match("[.][0-9]{3,} ± 0[.][1-9]"));
    }

    private static string Chart(string name) => Data.Replace("{0}", name, StringComparison.Ordinal);

    private string WriteComparison(ResultsFolder[] studies)
    {
        ReportFolder report = new(Root["report"], new DurableFiles());
        report.Write([.. studies.Select(ReportedStudy.Read)], ReportLiveness.Still, isSingleFile: false);
        return report.PagePath;
    }
}
