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
        new(1, 60_001, 61_003, 99_999, TimedPrograms.Run(1.2, 0, 30_000.5)),
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
    public void Within_a_track_spans_lie_beside_or_inside_one_another()
    {
        using JsonDocument document = Trace();

        foreach (IGrouping<int, JsonElement> track in Spans(document).GroupBy(e => e.GetProperty("tid").GetInt32()))
        {
            Stack<decimal> ends = [];
            foreach (JsonElement span in track)
            {
                decimal start = span.GetProperty("ts").GetDecimal();
                decimal end = start + span.GetProperty("dur").GetDecimal();
                while (ends.TryPeek(out decimal outer) && outer <= start && ends.Count > 0)
                {
                    ends.Pop();
                }

                Assert.That(start, Is.Not.Negative);
                Assert.That(end, Is.GreaterThanOrEqualTo(start));
                if (ends.TryPeek(out decimal enclosing))
                {
                    Assert.That(end, Is.LessThanOrEqualTo(enclosing), $"{span} reaches out of what it began in");
                }

                ends.Push(end);
            }
        }
    }

    [Test]
    public void A_step_ends_on_the_device_when_the_host_saw_it_end()
    {
        using JsonDocument document = Trace();

        JsonElement[] steps = [.. Spans(document).Where(e => e.GetProperty("name").GetString() == "step 1")];
        Assert.That(steps.Select(e => e.GetProperty("ts").GetDecimal() + e.GetProperty("dur").GetDecimal()), Is.All.EqualTo(99.999m));
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
