namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>The mean of each window over its values inside the image. x[b, h, w, c], y[b, p, q, c].</summary>
public static class ReferenceAvgPool2d
{
    // A division may be off by 2.5 units in the last place on a device.
    private const int DivisionTerms = 3;

    public static BoundedSum Forward(double[] x, int batch, Window2d window, int channels)
    {
        BoundedSum y = BoundedSum.Zeros(batch * window.OutputPixels * channels, (window.Height * window.Width) + DivisionTerms);
        ForEachValue(batch, window, channels, (xi, yi, count) => y.Add(yi, x[xi] / count));
        return y;
    }

    /// <summary>The gradient of x from that of y.</summary>
    public static BoundedSum Backward(double[] dy, int batch, Window2d window, int channels)
    {
        BoundedSum dx = BoundedSum.Zeros(batch * window.InputPixels * channels, (window.Height * window.Width) + DivisionTerms);
        ForEachValue(batch, window, channels, (xi, yi, count) => dx.Add(xi, dy[yi] / count));
        return dx;
    }

    /// <summary>The mean over the whole image: y[b, c].</summary>
    public static BoundedSum ForwardGlobal(double[] x, int batch, int height, int width, int channels) =>
        Forward(x, batch, new Window2d(height, width, height, width), channels);

    /// <summary>The gradient of x[b, h, w, c] from that of y[b, c].</summary>
    public static BoundedSum BackwardGlobal(double[] dy, int batch, int height, int width, int channels) =>
        Backward(dy, batch, new Window2d(height, width, height, width), channels) with { Terms = 1 + DivisionTerms };

    private static void ForEachValue(int batch, Window2d window, int channels, Action<int, int, int> visit)
    {
        for (int y = 0; y < batch * window.OutputPixels; y++)
        {
            (int rest, int q) = Math.DivRem(y, window.OutputWidth);
            (int b, int p) = Math.DivRem(rest, window.OutputHeight);
            int top = Math.Max(window.InputRow(p, 0), 0);
            int left = Math.Max(window.InputColumn(q, 0), 0);
            int bottom = Math.Min(window.InputRow(p, window.Height), window.InputHeight);
            int right = Math.Min(window.InputColumn(q, window.Width), window.InputWidth);
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    int x = (((b * window.InputHeight) + row) * window.InputWidth) + column;
                    for (int c = 0; c < channels; c++)
                    {
                        visit((x * channels) + c, (y * channels) + c, (bottom - top) * (right - left));
                    }
                }
            }
        }
    }
}
