namespace SweepDsl.Runtime.Data;

/// <summary>Examples that are in memory already.</summary>
internal sealed class LoadedExamples(ExampleSet examples) : ExamplePool
{
    /// <inheritdoc/>
    public override ReadOnlySpan<uint> Labels => examples.Labels;

    /// <inheritdoc/>
    public override ExampleSet Take(int[] indices)
    {
        bool isEverything = indices.Length == examples.Count && indices.Select((index, i) => index == i).All(same => same);
        return isEverything ? examples : examples.Select(indices);
    }
}
