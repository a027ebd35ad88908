namespace SweepDsl.Runtime.Kernels.Planning.Register;

/// <summary>Default tiles of the register family.</summary>
internal static class RegisterTiles
{
    // More rows spill out of the registers of every device.
    private const int MostPixels = 16;

    // Longer blocks make code that outgrows the instruction cache.
    private const int MostUnits = 8;

    // Subgroups that keep the cores of a processor busy to the end.
    private const long WantedSubgroups = 64;

    /// <summary>The tile of a product.</summary>
    /// <param name="problem">The product.</param>
    /// <param name="subgroupSize">Lanes of a subgroup.</param>
    public static RegisterTile For(ProductProblem problem, int subgroupSize)
    {
        int channelVectors = (int)WholeNumbers.CeilDiv(problem.Columns, 4);
        int lanes = Math.Min(subgroupSize, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)channelVectors));
        int window = problem.Pool?.Area ?? 1;
        RegisterTile tile = new(Pixels: MostPixels / window * window, lanes, Units(problem.Units, Math.Min(lanes, MostUnits)), subgroupSize);
        if (problem.Direction == ProductDirection.BackwardWeight)
        {
            return tile with { Pixels = MostPixels / 2 };
        }

        // Few outputs get small tiles, that they may still be spread over the device's processors.
        while (tile.Pixels / 2 % window == 0 && tile.Pixels > 1 && Subgroups(problem, tile) < WantedSubgroups)
        {
            tile = tile with { Pixels = tile.Pixels / 2 };
        }

        return tile;
    }

    /// <summary>Whether no tensor that the kernels fetch from is longer than the device allows.</summary>
    /// <param name="problem">The product.</param>
    /// <param name="device">What the device says of itself.</param>
    public static bool CanFetch(ProductProblem problem, DeviceTraits device)
    {
        ConvolutionGeometry geometry = problem.Geometry;
        long inputs = Fetches((long)problem.Batch * geometry.InputElements, geometry.InputChannels);
        long outputs = Fetches((long)problem.Batch * geometry.OutputElements, geometry.OutputChannels);
        long weights = Fetches(geometry.Weights, geometry.OutputChannels);
        long most = problem.Direction switch
        {
            ProductDirection.Forward => Math.Max(inputs, weights),
            ProductDirection.BackwardInput => Math.Max(outputs, weights),
            _ => Math.Max(inputs, outputs),
        };
        return most <= device.MaxTexelBufferElements;
    }

    /// <summary>Whether the gradient of what a fused pool leaves is no longer than the device lets kernels fetch from.</summary>
    /// <param name="problem">The product with its pool.</param>
    /// <param name="device">What the device says of itself.</param>
    public static bool CanUnpool(ProductProblem problem, DeviceTraits device)
    {
        ConvolutionGeometry geometry = problem.Geometry;
        long pooled = (long)problem.Batch * (problem.Pool?.Outputs(geometry.Window) ?? 0) * geometry.OutputChannels;
        return Fetches(pooled, geometry.OutputChannels) <= device.MaxTexelBufferElements;
    }

    /// <summary>All tiles that make sense for a product: fewer or more pixels, and as many lanes along the channels as there are channels, half or twice as many.</summary>
    /// <param name="problem">The product.</param>
    /// <param name="subgroupSize">Lanes of a subgroup.</param>
    public static IEnumerable<RegisterTile> Candidates(ProductProblem problem, int subgroupSize)
    {
        RegisterTile usual = For(problem, subgroupSize);
        int window = problem.Pool?.Area ?? 1;
        return
            from lanes in new[] { usual.ChannelLanes, usual.ChannelLanes / 2, usual.ChannelLanes * 2 }
            where lanes >= 1 && lanes <= subgroupSize
            from pixels in new[] { MostPixels / window * window, MostPixels / 2, MostPixels / 4, MostPixels / 8, 1 }
            where pixels >= 1 && pixels % window == 0
            select new RegisterTile(pixels, lanes, Units(problem.Units, Math.Min(lanes, MostUnits)), subgroupSize);
    }

    private static long Fetches(long values, int channels) => channels % 4 == 0 ? values / 4 : values;

    private static long Subgroups(ProductProblem problem, RegisterTile tile) =>
        WholeNumbers.CeilDiv(problem.Rows, (long)tile.Pixels * tile.Groups) * WholeNumbers.CeilDiv(problem.Columns, tile.Channels);

    // The length of a block, out of the longer half, that leaves the fewest units of the last block empty.
    private static int Units(long all, int most)
    {
        int best = most;
        for (int units = most - 1; units > most / 2; units--)
        {
            if (Wasted(units) < Wasted(best))
            {
                best = units;
            }
        }

        return best;

        long Wasted(int units) => (WholeNumbers.CeilDiv(all, units) * units) - all;
    }
}
