using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Training.Timing;

/// <summary>A dispatch of a step and when it ran.</summary>
/// <param name="Dispatch">The dispatch.</param>
/// <param name="Stage">Its stage, from 0.</param>
/// <param name="StartNs">Nanoseconds from the step's first timestamp to the end of what ran before it.</param>
/// <param name="EndNs">Nanoseconds from the step's first timestamp to its end.</param>
internal readonly record struct TimedDispatch(Dispatch Dispatch, int Stage, double StartNs, double EndNs)
{
    /// <summary>Device time in seconds.</summary>
    public double Seconds => (EndNs - StartNs) * 1e-9;

    /// <summary>The dispatches of a program with the timestamps of a run: one before the first, and one after each.</summary>
    public static ImmutableArray<TimedDispatch> Of(StepProgram program, IReadOnlyList<double> timestamps)
    {
        ImmutableArray<TimedDispatch>.Builder timed = ImmutableArray.CreateBuilder<TimedDispatch>(timestamps.Count - 1);
        for (int stage = 0; stage < program.Stages.Length; stage++)
        {
            foreach (Dispatch dispatch in program.Stages[stage])
            {
                timed.Add(new TimedDispatch(dispatch, stage, timestamps[timed.Count], timestamps[timed.Count + 1]));
            }
        }

        return timed.MoveToImmutable();
    }

    /// <summary>The time by kernel, longest first: for each dispatch the median over the runs.</summary>
    /// <param name="runs">Runs of one program; at least one.</param>
    public static ImmutableArray<KernelTime> ByKernel(IReadOnlyList<ImmutableArray<TimedDispatch>> runs) => By(runs, dispatch => dispatch.Kernel.Name);

    /// <summary>As <see cref="ByKernel"/>, by label.</summary>
    public static ImmutableArray<KernelTime> ByLabel(IReadOnlyList<ImmutableArray<TimedDispatch>> runs) => By(runs, dispatch => dispatch.Label);

    private static ImmutableArray<KernelTime> By(IReadOnlyList<ImmutableArray<TimedDispatch>> runs, Func<Dispatch, string> name)
    {
        (Dispatch Dispatch, double Seconds)[] dispatches = [.. runs[0].Select((timed, i) => (timed.Dispatch, Median.Of([.. runs.Select(run => run[i].Seconds)])))];
        double all = dispatches.Sum(timed => timed.Seconds);
        return
        [
            .. from timed in dispatches
               group timed by name(timed.Dispatch) into same
               let seconds = same.Sum(timed => timed.Seconds)
               orderby seconds descending
               select new KernelTime(same.Key, same.First().Dispatch.Kernel.Name, same.Count(), seconds, all > 0 ? seconds / all : 0),
        ];
    }
}
