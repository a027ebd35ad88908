namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>A batch as the first layer gets it.</summary>
/// <param name="Inputs">Inputs, normalised: x[b, h, w, c] or x[b, i].</param>
/// <param name="Labels">The class of each example.</param>
public sealed record ReferenceBatch(double[] Inputs, int[] Labels)
{
    /// <summary>The examples' indices in the data set; dropout's masks depend on them. By default 0, 1, 2, …</summary>
    public ImmutableArray<uint> Examples { get; init; } = [.. Enumerable.Range(0, Labels.Length).Select(b => (uint)b)];

    /// <summary>What the targets are mixed with: for each example the other's class, and its own share. Empty when they are not.</summary>
    public ImmutableArray<(int Label, double Share)> Mixing { get; init; } = [];

    /// <summary>The epoch, from 0; dropout's masks depend on it.</summary>
    public uint Epoch { get; init; }

    /// <summary>Whether dropout acts.</summary>
    public bool IsTraining { get; init; } = true;

    /// <summary>Number of examples.</summary>
    public int Count => Labels.Length;
}
