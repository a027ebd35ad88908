using System.Globalization;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>
/// Makes a trace of profiled steps: on the host submitting and waiting, on the device the step, in it its stages, in these their dispatches. The clocks of the two are not
/// compared: each step is laid so that it ends on the device when the host saw it end.
/// </summary>
internal static class StepTrace
{
    /// <summary>The events, outer ones before those inside them.</summary>
    public static IEnumerable<TraceEvent> Of(IEnumerable<ProfiledStep> steps)
    {
        foreach (ProfiledStep step in steps)
        {
            string name = $"step {step.Update.ToString(CultureInfo.InvariantCulture)}";
            yield return new TraceEvent(TraceTrack.Host, name, step.BeginNs, step.DoneNs, []);
            yield return new TraceEvent(TraceTrack.Host, "submit", step.BeginNs, step.SubmittedNs, []);
            yield return new TraceEvent(TraceTrack.Host, "wait", step.SubmittedNs, step.DoneNs, []);
            long length = (long)step.DeviceNs;
            long begin = step.DoneNs - length;
            yield return new TraceEvent(TraceTrack.Device, name, begin, begin + length, []);
            foreach (IGrouping<int, TimedDispatch> stage in step.Dispatches.GroupBy(timed => timed.Stage))
            {
                yield return new TraceEvent(
                    TraceTrack.Device, $"stage {stage.Key.ToString(CultureInfo.InvariantCulture)}", begin + (long)stage.First().StartNs, begin + (long)stage.Last().EndNs, []);
                foreach (TimedDispatch timed in stage)
                {
                    yield return new TraceEvent(
                        TraceTrack.Device,
                        timed.Dispatch.Label,
                        begin + (long)timed.StartNs,
                        begin + (long)timed.EndNs,
                        [KeyValuePair.Create("kernel", timed.Dispatch.Kernel.Name), KeyValuePair.Create("workgroups", $"{timed.Dispatch.Groups.X}x{timed.Dispatch.Groups.Y}x{timed.Dispatch.Groups.Z}")]);
                }
            }
        }
    }
}
