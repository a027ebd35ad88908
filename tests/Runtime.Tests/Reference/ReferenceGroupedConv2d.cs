namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>A grouped convolution as a whole one whose weights between groups are 0. x[b, h, w, c], w[r, s, i, k] with i a channel of k's group, y[b, p, q, k].</summary>
/// <param name="Window">The window.</param>
/// <param name="InChannels">Channels before.</param>
/// <param name="OutChannels">Channels after.</param>
/// <param name="Groups">Groups; divides both.</param>
public sealed record ReferenceGroupedConv2d(Window2d Window, int InChannels, int OutChannels, int Groups)
{
    private int GroupInputs => InChannels / Groups;

    private int Taps => Window.Height * Window.Width;

    public BoundedSum Forward(double[] x, double[] w, double[]? bias, int batch) =>
        ReferenceConv2d.Forward(x, Whole(w), bias, batch, Window, InChannels, OutChannels) with { Terms = (Taps * GroupInputs) + 1 };

    /// <summary>The gradient of x from that of y.</summary>
    public BoundedSum BackwardInput(double[] dy, double[] w, int batch) =>
        ReferenceConv2d.BackwardInput(dy, Whole(w), batch, Window, InChannels, OutChannels) with { Terms = Taps * OutChannels / Groups };

    /// <summary>The gradient of w from that of y.</summary>
    public BoundedSum BackwardWeight(double[] x, double[] dy, int batch)
    {
        BoundedSum whole = ReferenceConv2d.BackwardWeight(x, dy, batch, Window, InChannels, OutChannels);
        return whole with { Values = Grouped(whole.Values), Magnitudes = Grouped(whole.Magnitudes) };
    }

    private double[] Whole(double[] grouped)
    {
        double[] whole = new double[Taps * InChannels * OutChannels];
        for (int i = 0; i < grouped.Length; i++)
        {
            whole[PlaceInWhole(i)] = grouped[i];
        }

        return whole;
    }

    private double[] Grouped(double[] whole) => [.. Enumerable.Range(0, Taps * GroupInputs * OutChannels).Select(i => whole[PlaceInWhole(i)])];

    private int PlaceInWhole(int grouped)
    {
        (int rest, int k) = Math.DivRem(grouped, OutChannels);
        (int tap, int i) = Math.DivRem(rest, GroupInputs);
        int channel = (k / (OutChannels / Groups) * GroupInputs) + i;
        return (((tap * InChannels) + channel) * OutChannels) + k;
    }
}
