namespace SweepDsl.Runtime.Network;

/// <summary>Where a layer stands in its network.</summary>
/// <param name="Name">Prefix of its tensors and labels, as PyTorch would have it: <c>layers.3</c>, and within a block <c>layers.3.shortcut.0</c>.</param>
/// <param name="Number">Its number in messages: <c>3</c>, and within a block <c>3.shortcut.0</c>.</param>
/// <param name="Stream">Tells its random numbers from those of all other layers: the index of a layer of the experiment's own list; layers within blocks are counted on from <see cref="FirstNested"/>.</param>
public sealed record LayerPlace(string Name, string Number, int Stream)
{
    /// <summary>The stream of the first layer within a block: one more than the experiment's own list may have.</summary>
    public const int FirstNested = 256;

    /// <summary>The place of a layer of the experiment's own list.</summary>
    /// <param name="index">Its index.</param>
    public static LayerPlace Of(int index) => new($"layers.{index}", $"{index}", index);
}
