namespace SweepDsl.Runtime.Kernels;

/// <summary>Number of workgroups of a dispatch on each axis; each at least 1 and at most 65,535, which every device grants.</summary>
public readonly record struct GroupCount
{
    /// <summary>The most workgroups on one axis that every Vulkan device must accept.</summary>
    public const uint MaxPerAxis = 65_535;

    /// <summary>Makes a count, checking each axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An axis is 0 or over <see cref="MaxPerAxis"/>.</exception>
    public GroupCount(uint x, uint y = 1, uint z = 1)
    {
        (X, Y, Z) = (Checked(x, nameof(x)), Checked(y, nameof(y)), Checked(z, nameof(z)));
    }

    /// <summary>Workgroups along x.</summary>
    public uint X { get; }

    /// <summary>Workgroups along y.</summary>
    public uint Y { get; }

    /// <summary>Workgroups along z.</summary>
    public uint Z { get; }

    /// <summary>
    /// Enough workgroups along x (and y, when x is not enough) for <paramref name="count"/> items of <paramref name="perGroup"/> each.
    /// A kernel launched so computes its group as <c>gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x</c> and tests the bound.
    /// </summary>
    public static GroupCount Covering(long count, long perGroup)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perGroup);
        long groups = (count + perGroup - 1) / perGroup;
        long rows = (groups + MaxPerAxis - 1) / MaxPerAxis;
        return new GroupCount(checked((uint)((groups + rows - 1) / rows)), checked((uint)rows));
    }

    private static uint Checked(uint value, string axis) => value is >= 1 and <= MaxPerAxis
        ? value
        : throw new ArgumentOutOfRangeException(axis, value, $"A dispatch has 1 to {MaxPerAxis} workgroups on each axis.");
}
