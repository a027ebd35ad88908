using Microsoft.Playwright;

namespace SweepDsl.EndToEnd.Tests.Report;

/// <summary>Whatever text a study brings, the page has the elements that it has for a harmless one.</summary>
public sealed class HostileTextTests : ReportBrowser
{
    // Names of elements and of their attributes, all the way down; the pictures' own inner marks differ with the width of texts, so of them the kinds of elements alone.
    private const string Tree = """
        () => {
          const tree = element => element.nodeName + '(' + [...element.attributes].map(attribute => attribute.name).sort() + ')' +
            (element.classList.contains('js-plotly-plot') ? '{' + [...new Set([...element.querySelectorAll('*')].map(one => one.nodeName))].sort() + '}' : '[' + [...element.children].map(tree).join() + ']');
          return tree(document.documentElement);
        }
        """;

    private static readonly string[] Hostile =
    [
        "<script>window.hostile = 1</script>",
        "</script><img src=x onerror=window.hostile=1>",
        "</title></style><b>bold</b>",
        "\" onmouseover=window.hostile=1 x=\"",
        "' autofocus onfocus='window.hostile=1",
        "javascript:window.hostile=1",
        "<a href='javascript:window.hostile=1'>click</a>",
        "]]><!-- <svg onload=window.hostile=1>",
        "<!--<script>",
        "${window.hostile = 1} {{data}} {{script}}",
        "\u2028\u2029window.hostile=1//",
        "<b>x</b><br><sub>1</sub>&lt;i&gt;",
        "\u202Etxet lanoitceridib",
        "%3Cscript%3E ../../../etc/passwd",
    ];

    [Test]
    public async Task Hostile_text_makes_no_element_and_runs_nothing()
    {
        string harmless = await TreeOf("harmless", "harmless words of one kind");
        foreach (string[] texts in Hostile.Chunk(5))
        {
            // Each of them begins what is read, or ends it, in one page or another.
            string text = string.Concat(texts);

            Assert.That(await TreeOf($"hostile{Array.IndexOf(Hostile, texts[0])}", text), Is.EqualTo(harmless), text);
        }
    }

    private async Task<string> TreeOf(string folder, string text)
    {
        IPage page = await Open(ReportStudies.WriteReport(ReportStudies.WithText(Root.Path, folder, text)));
        Assert.That(await page.EvaluateAsync<bool>("() => window.hostile === undefined"), text);
        Assert.That(await page.Locator("h1").TextContentAsync(), Is.EqualTo(text));
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => { details.open = true; })");
        await page.WaitForTimeoutAsync(100);
        string tree = await page.EvaluateAsync<string>(Tree);
        await page.Context.CloseAsync();
        return tree;
    }
}
