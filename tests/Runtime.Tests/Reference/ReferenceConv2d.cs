namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>
/// Cross-correlation in plain loops. x[b, h, w, c] (NHWC), w[r, s, c, k] (HWIO), y[b, p, q, k].
/// y[b, p, q, k] = bias[k] + sum over r, s, c of x[b, p * strideY - padTop + r, q * strideX - padLeft + s, c] * w[r, s, c, k], where x outside the image is 0.
/// </summary>
public static class ReferenceConv2d
{
    public static BoundedSum Forward(double[] x, double[] w, double[]? bias, int batch, Window2d window, int inChannels, int outChannels)
    {
        BoundedSum y = BoundedSum.Zeros(batch * window.OutputPixels * outChannels, (window.Height * window.Width * inChannels) + 1);
        for (int i = 0; bias is not null && i < y.Values.Length; i++)
        {
            y.Add(i, bias[i % outChannels]);
        }

        ForEachProduct(batch, window, inChannels, outChannels, (xi, wi, yi) => y.Add(yi, x[xi] * w[wi]));
        return y;
    }

    /// <summary>The gradient of x from that of y.</summary>
    public static BoundedSum BackwardInput(double[] dy, double[] w, int batch, Window2d window, int inChannels, int outChannels)
    {
        BoundedSum dx = BoundedSum.Zeros(batch * window.InputPixels * inChannels, window.Height * window.Width * outChannels);
        ForEachProduct(batch, window, inChannels, outChannels, (xi, wi, yi) => dx.Add(xi, dy[yi] * w[wi]));
        return dx;
    }

    /// <summary>The gradient of w from that of y.</summary>
    public static BoundedSum BackwardWeight(double[] x, double[] dy, int batch, Window2d window, int inChannels, int outChannels)
    {
        BoundedSum dw = BoundedSum.Zeros(window.Height * window.Width * inChannels * outChannels, batch * window.OutputPixels);
        ForEachProduct(batch, window, inChannels, outChannels, (xi, wi, yi) => dw.Add(wi, x[xi] * dy[yi]));
        return dw;
    }

    /// <summary>The gradient of the bias from that of y: the sum over batch and pixels.</summary>
    public static BoundedSum BackwardBias(double[] dy, int outChannels)
    {
        BoundedSum db = BoundedSum.Zeros(outChannels, dy.Length / outChannels);
        for (int i = 0; i < dy.Length; i++)
        {
            db.Add(i % outChannels, dy[i]);
        }

        return db;
    }

    // All three passes are sums over the same triples of x, w and y.
    private static void ForEachProduct(int batch, Window2d window, int inChannels, int outChannels, Action<int, int, int> visit)
    {
        for (int b = 0; b < batch; b++)
        {
            for (int p = 0; p < window.OutputHeight; p++)
            {
                for (int q = 0; q < window.OutputWidth; q++)
                {
                    for (int r = 0; r < window.Height; r++)
                    {
                        for (int s = 0; s < window.Width; s++)
                        {
                            (int row, int column) = (window.InputRow(p, r), window.InputColumn(q, s));
                            if (!window.IsInside(row, column))
                            {
                                continue;
                            }

                            int x = ((((b * window.InputHeight) + row) * window.InputWidth) + column) * inChannels;
                            int w = ((r * window.Width) + s) * inChannels * outChannels;
                            int y = ((((b * window.OutputHeight) + p) * window.OutputWidth) + q) * outChannels;
                            for (int c = 0; c < inChannels; c++)
                            {
                                for (int k = 0; k < outChannels; k++)
                                {
                                    visit(x + c, w + (c * outChannels) + k, y + k);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
