namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>What each example of a batch is mixed with (mixup, Zhang et al. 2018).</summary>
/// <param name="Pairs">For each example of the data in turn its partner's number and the bits of its own share, [examples, 2] 32-bit integers.</param>
/// <param name="Batch">Overwritten: for each example of the batch its partner's label and the bits of its own share, [batch, 2] 32-bit integers.</param>
public readonly record struct ExampleMixing(BufferView Pairs, BufferView Batch);
