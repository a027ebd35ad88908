using System.Collections.Immutable;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Benchmarks;

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
    public static ImmutableArray<KernelTime> ByKernel(IReadOnlyList<ImmutableArray<TimedDispatch>> runs)
    {
        (string Kernel, double Seconds)[] dispatches =
            [.. runs[0].Select((timed, i) => (timed.Dispatch.Kernel.Name, Median.Of([.. runs.Select(run => run[i].Seconds)])))];
        double all = dispatches.Sum(dispatch => dispatch.Seconds);
        return
        [
            .. dispatches.GroupBy(dispatch => dispatch.Kernel)
                .Select(group => (group.Key, Count: group.Count(), Seconds: group.Sum(dispatch => dispatch.Seconds)))
                .OrderByDescending(kernel => kernel.Seconds)
                .Select(kernel => new KernelTime(kernel.Key, kernel.Count, kernel.Seconds, all > 0 ? kernel.Seconds / all : 0)),
        ];
    }
}
