using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Reports.Html;

public sealed class ReportPageTests
{
    private static readonly StoredStudy Study = StoredStudies.Of((8, [0.90, 0.91]), (16, [0.8, StoredStudies.Diverged]));

    [Test]
    public void The_same_results_make_the_same_page()
    {
        string first = Page(Study);

        Assert.That(Page(Study), Is.EqualTo(first));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_policy_allows_what_the_program_put_there_and_nothing_else(bool isSingleFile)
    {
        string page = Page(Study, isSingleFile: isSingleFile);
        string policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;

        Assert.That(policy, Does.StartWith("default-src 'none'; script-src "));
        Assert.That(policy, Does.Not.Contain("unsafe").And.Not.Contain("http").And.Not.Contain("connect-src"));
        string[] inline = [.. Regex.Matches(page, "<(?:script|style)>(.*?)</(?:script|style)>", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
        Assert.That(inline, Has.Length.EqualTo(isSingleFile ? 3 : 2));
        Assert.That(inline.Select(text => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'"), Is.All.Matches<string>(hash => policy.Contains(hash, StringComparison.Ordinal)));
    }

    [Test]
    public void A_served_page_may_ask_its_own_server_for_what_is_new()
    {
        string page = Page(Study, new ReportLiveness(Events: "events?token=\"><script>"));

        Assert.That(page, Does.Contain("connect-src 'self';").And.Contain("data-events=\"events?token=&quot;&gt;&lt;script&gt;\""));
    }

    [Test]
    public void No_text_of_the_study_ends_the_element_that_its_data_stand_in()
    {
        StoredStudy hostile = Study with { Record = Study.Record with { Description = "</script><script>alert('x')//\u2028 <!--" } };

        string page = Page(hostile);
        string data = Data(page);

        Assert.That(page, Does.Not.Contain("alert('x')"));
        Assert.That(data, Does.Not.Contain('<').And.Not.Contain('\u2028').And.Not.Contain('&'));
        using JsonDocument document = JsonDocument.Parse(data);
        Assert.That(document.RootElement.GetProperty("studies")[0].GetProperty("description").GetString(), Is.EqualTo(hostile.Record.Description));
    }

    [Test]
    public void The_data_have_the_verdict_the_points_and_all_trials()
    {
        using JsonDocument document = JsonDocument.Parse(Data(Page(Study)));
        JsonElement study = document.RootElement.GetProperty("studies")[0];

        Assert.That(study.GetProperty("verdicts")[0].GetProperty("text").GetString(), Does.StartWith("Best: batch_size 8"));
        Assert.That(study.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("standing").GetString()), Is.EqualTo(new[] { "best", "diverged" }));
        Assert.That(study.GetProperty("trials").EnumerateArray().Select(trial => trial.GetProperty("status").GetString()), Is.EqualTo(new[] { "finished", "finished", "finished", "diverged" }));
        Assert.That(study.GetProperty("command").GetString(), Is.EqualTo("./sweep run study"));
    }

    private static string Data(string page) => Regex.Match(page, "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

    private static string Page(StoredStudy study, ReportLiveness liveness = default, bool isSingleFile = false)
    {
        using MemoryStream stream = new();
        ReportPage.Write(stream, [new ReportedStudy(study, [.. study.Trials.Select(_ => (IReadOnlyList<SweepDsl.Runtime.Training.Evaluation>)[])], null, new StudyEnergy([]), null)], liveness, isSingleFile);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
