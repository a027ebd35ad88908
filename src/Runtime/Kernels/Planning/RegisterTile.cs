namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>
/// What one subgroup of a register kernel makes. Its lanes fall into groups of <paramref name="ChannelLanes"/>; a lane makes four channels of each of its group's rows.
/// Written as <c>register 16x8x6 of 8</c>.
/// </summary>
/// <param name="Pixels">Pixels or examples that a group makes, or, where the weight's gradient is made, holds at once.</param>
/// <param name="ChannelLanes">Lanes side by side along the channels: a power of two, at most <paramref name="SubgroupSize"/>.</param>
/// <param name="Units">Inputs (in fours where they come in fours) that a group fetches at once: at most <paramref name="ChannelLanes"/>. Where the weight's gradient is made they are its rows.</param>
/// <param name="SubgroupSize">Lanes of a subgroup, which is the workgroup.</param>
public sealed record RegisterTile(int Pixels, int ChannelLanes, int Units, int SubgroupSize) : ProductTile(KernelFamily.Register)
{
    /// <summary>Whether the sizes fit each other, so that a kernel can be made with them.</summary>
    public bool IsWhole => System.Numerics.BitOperations.IsPow2(ChannelLanes) && SubgroupSize % ChannelLanes == 0 && Units <= ChannelLanes;

    /// <summary>Channels of a tile.</summary>
    public int Channels => 4 * ChannelLanes;

    /// <summary>Groups of lanes, which make different rows.</summary>
    public int Groups => SubgroupSize / ChannelLanes;

    /// <inheritdoc/>
    public override string ToString() => $"register {Pixels}x{ChannelLanes}x{Units} of {SubgroupSize}";
}
