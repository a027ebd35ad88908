using System.Collections.Immutable;
using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Training;

/// <summary>A loaded data set, as the study sees it.</summary>
/// <param name="TrainExamples">Training examples of an epoch, without those held out.</param>
/// <param name="ValidationExamples">Training examples held out for validation.</param>
/// <param name="TestExamples">Test examples.</param>
/// <param name="Fingerprint">Hash of the data's content: other data make other trials.</param>
public sealed record DataDescription(int TrainExamples, int ValidationExamples, int TestExamples, string Fingerprint)
{
    /// <summary>A name for each label; empty where the data were not loaded.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = [];

    /// <summary>How the pixels of each channel become inputs; empty where the data were not loaded.</summary>
    public ImmutableArray<PixelScaling> Scaling { get; init; } = [];
}
