namespace SweepDsl.Runtime.Data;

/// <summary>Examples whose labels are known and whose pixels can be had: what a data set's parts are chosen from.</summary>
internal abstract class ExamplePool
{
    /// <summary>The class of each example, in stored order.</summary>
    public abstract ReadOnlySpan<uint> Labels { get; }

    /// <summary>The examples of some indices, in their order.</summary>
    public abstract ExampleSet Take(int[] indices);
}
