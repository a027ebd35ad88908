using System.Text.Json;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Reports.Benchmarks;
using SweepDsl.Runtime.Tests.Benchmarks;

namespace SweepDsl.Runtime.Tests.Reports.Benchmarks;

[TestFixture]
public sealed class ChromeTraceTests
{
    // Device times with fractions of nanoseconds, as timestamps have them, and a step that began late on the device.
    private static readonly ProfiledStep[] Steps =
    [
        new(0, 0, 1000, 50_000, TimedPrograms.Run(10_000.7, 20_000.6, 3.9)),
        new(1, 60_001, 61_003, 99_999, TimedPrograms.Run(1.2, 5, 30_000.5)),
    ];

    [Test]
    public void It_is_one_document_that_names_its_tracks()
    {
        using JsonDocument document = Trace();

        JsonElement[] names = [.. Events(document).Where(e => e.GetProperty("ph").GetString() == "M")];
        Assert.That(names.Select(e => e.GetProperty("args").GetProperty("name").GetString()), Is.EqualTo(new[] { "a \"study\"", "host", "Fake GPU" }));
    }

    [Test]
    public void Every_dispatch_is_there_with_its_kernel()
    {
        using JsonDocument document = Trace();

        JsonElement dispatch = Spans(document).First(e => e.GetProperty("name").GetString() == "c");
        Assert.That(dispatch.GetProperty("args").GetProperty("kernel").GetString(), Is.EqualTo("activation_backward"));
        Assert.That(dispatch.GetProperty("tid").GetInt32(), Is.EqualTo((int)TraceTrack.Device));
        Assert.That(Spans(document).Select(e => e.GetProperty("name").GetString()), Is.EqualTo(new[]
        {
            "step 0", "submit", "wait", "step 0", "stage 0", "a", "b", "stage 1", "c",
            "step 1", "submit", "wait", "step 1", "stage 0", "a", "b", "stage 1", "c",
        }));
    }

    [Test]
    public void Dispatches_lie_in_their_stages_and_stages_in_their_steps_and_nothing_reaches_out()
    {
        using JsonDocument document = Trace();

        string[] nested = [.. Spans(document).GroupBy(e => e.GetProperty("tid").GetInt32()).SelectMany(Paths)];

        Assert.That(nested, Is.EqualTo(new[]
        {
            "step 0", "step 0/submit", "step 0/wait",
            "step 1", "step 1/submit", "step 1/wait",
            "step 0", "step 0/stage 0", "step 0/stage 0/a", "step 0/stage 0/b", "step 0/stage 1", "step 0/stage 1/c",
            "step 1", "step 1/stage 0", "step 1/stage 0/a", "step 1/stage 0/b", "step 1/stage 1", "step 1/stage 1/c",
        }));
    }

    [Test]
    public void A_step_ends_on_the_device_when_the_host_saw_it_end()
    {
        using JsonDocument document = Trace();

        JsonElement[] steps = [.. Spans(document).Where(e => e.GetProperty("name").GetString() == "step 1")];
        Assert.That(steps.Select(e => e.GetProperty("ts").GetDecimal() + e.GetProperty("dur").GetDecimal()), Is.All.EqualTo(99.999m));
    }

    /// <summary>Each span of a track with those that enclose it, as a viewer stacks them by their times; a span that reaches out of what it began in fails the test.</summary>
    private static IEnumerable<string> Paths(IEnumerable<JsonElement> track)
    {
        List<(string Name, decimal End)> open = [];
        foreach (JsonElement span in track)
        {
            decimal start = span.GetProperty("ts").GetDecimal();
            decimal end = start + span.GetProperty("dur").GetDecimal();
            open.RemoveAll(outer => outer.End <= start);
            Assert.That(end, Is.GreaterThanOrEqualTo(start).And.LessThanOrEqualTo(open.Count == 0 ? decimal.MaxValue : open[^1].End), $"{span}");
            open.Add((span.GetProperty("name").GetString()!, end));
            yield return string.Join('/', open.Select(outer => outer.Name));
        }
    }

    private static JsonDocument Trace()
    {
        using MemoryStream stream = new();
        ChromeTrace.Write(stream, "a \"study\"", "Fake GPU", StepTrace.Of(Steps));
        return JsonDocument.Parse(stream.ToArray());
    }

    private static IEnumerable<JsonElement> Events(JsonDocument document) => document.RootElement.GetProperty("traceEvents").EnumerateArray();

    private static IEnumerable<JsonElement> Spans(JsonDocument document) => Events(document).Where(e => e.GetProperty("ph").GetString() == "X");
}
