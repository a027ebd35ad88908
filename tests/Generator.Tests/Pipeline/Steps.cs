using Microsoft.CodeAnalysis;

namespace SweepDsl.Generator.Tests.Pipeline;

/// <summary>Why steps of a run have the outputs they have.</summary>
internal static class Steps
{
    public static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    /// <summary>Of the outputs that add source; those that report alone are left out.</summary>
    public static IncrementalStepRunReason[] SourceOutputs(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(run => run.Outputs).Where(AddsSource).Select(output => output.Reason)];

    private static bool AddsSource((object Value, IncrementalStepRunReason Reason) output) =>
        output.Value is System.Runtime.CompilerServices.ITuple { Length: > 0 } tuple && tuple[0] is System.Collections.IEnumerable sources && sources.Cast<object>().Any();
}
