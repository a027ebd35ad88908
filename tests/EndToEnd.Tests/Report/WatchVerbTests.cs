using System.Diagnostics;
using Microsoft.Playwright;
using SweepDsl.Runtime.Reports.Watch;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.EndToEnd.Tests.Report;

/// <summary><c>sweep watch</c> beside <c>sweep run</c>, each a process of its own, as people use them.</summary>
[Platform("Linux,MacOsX")]
public sealed class WatchVerbTests : ReportBrowser
{
    private const string Marks = "() => document.querySelector(\"[data-chart='answer']\")?.data?.filter(trace => trace.meta === 'seeds').reduce((sum, trace) => sum + trace.x.length, 0)";

    [Test]
    public async Task A_running_study_is_seen_to_move()
    {
        using Process watch = Runner.Start(["watch", "quickstart", "--out", Root.Path, "--every", "0.2"]);
        try
        {
            // One line, for scripts.
            IPage page = await Open(new Uri(watch.StandardOutput.ReadLine()!));
            Assert.That(await page.Locator("h1").TextContentAsync(), Is.EqualTo("No results yet"));
            await page.EvaluateAsync("() => { window.told = []; new MutationObserver(() => window.told.push(document.querySelector('.notice')?.textContent)).observe(document.getElementById('page'), { childList: true }); }");

            Run("--trials", "batch_size=64");
            await page.WaitForFunctionAsync($"() => ({Marks})() === 1");
            await page.FillAsync("input[type='search']", "finished");
            await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-trials] tbody tr').length === 1");
            Run();
            await page.WaitForFunctionAsync($"() => ({Marks})() === 3 && document.querySelectorAll('[data-trials] tbody tr').length === 3");
            await page.WaitForFunctionAsync("() => document.querySelector('.notice').textContent.startsWith('Done: 3 of 3 trials ended.')");

            Assert.That(await page.InputValueAsync("input[type='search']"), Is.EqualTo("finished"));
            string[] told = await page.EvaluateAsync<string[]>("() => window.told");

            // Which of the states between were drawn depends on how long drawing takes.
            Assert.That(told, Has.Some.StartsWith("Under way: ").And.Some.Contains(": 1 of 3 trials ended").And.Some.StartsWith("Done: 3 of 3 trials ended"), "what was told without loading the page anew");
            Assert.That(told, Has.None.Matches<string>(text => text.StartsWith("Done: ", StringComparison.Ordinal) && !text.StartsWith("Done: 3 of 3", StringComparison.Ordinal)), "done, with data of before");
            await page.CloseAsync();
        }
        finally
        {
            Stop(watch);
        }

        RunnerResult result = Runner.Finish(watch).Expect(0);
        Assert.That(result.Output, Is.Empty, "more than the address on standard output");
        Assert.That(result.Error, Does.StartWith($"{Root["quickstart"]} holds no results yet; the page waits for the first.\nOpen the address in a browser on this machine."));
    }

    [Test]
    public async Task A_server_that_is_gone_is_told_and_so_is_another_in_its_place()
    {
        using Process watch = Runner.Start(["watch", ReportStudies.BatchSizes(Root.Path, finished: 9).Path]);
        Uri address = new(watch.StandardOutput.ReadLine()!);
        IPage page = await Open(address);
        watch.Kill();
        await watch.WaitForExitAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.notice').textContent.startsWith(\"The connection to 'sweep watch' is broken; this page tries again. Up to here: 9 of 18 trials ended.\")");

        await using (await WatchServer.Start(new ResultsFolder(Root.Path, "batch-size", new DurableFiles()), address.Port, TimeProvider.System))
        {
            await page.WaitForFunctionAsync("() => document.querySelector('.notice').textContent.startsWith(\"The connection to 'sweep watch' is lost. Start it again, and open the address that it prints.\")");
        }

        // The browser itself tells of each connection that failed.
        Assert.That(Faults, Is.Not.Empty.And.All.Match("^console: Failed to load resource: "));
        Faults.Clear();
    }

    private void Run(params string[] more) => Runner.Run(["run", "quickstart", "--out", Root.Path, "--pack", "1", "--epochs", "20", .. more]).Expect(0);

    private static void Stop(Process process)
    {
        using Process signal = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        signal.WaitForExit();
    }
}
