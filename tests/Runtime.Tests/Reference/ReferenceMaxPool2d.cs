namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>
/// The largest value of each window. x[b, h, w, c], y[b, p, q, c]. The border never wins; among equal values the first in row-major order of the window does.
/// </summary>
public static class ReferenceMaxPool2d
{
    public static double[] Forward(double[] x, int batch, Window2d window, int channels) => [.. Winners(x, batch, window, channels).Select(i => x[i])];

    /// <summary>The gradient of x from that of y: each winner gets the gradients of all windows it won.</summary>
    public static BoundedSum Backward(double[] x, double[] dy, int batch, Window2d window, int channels)
    {
        BoundedSum dx = BoundedSum.Zeros(batch * window.InputPixels * channels, window.Height * window.Width);
        int[] winners = Winners(x, batch, window, channels);
        for (int i = 0; i < winners.Length; i++)
        {
            dx.Add(winners[i], dy[i]);
        }

        return dx;
    }

    /// <summary>For each output the index of the input it was taken from.</summary>
    public static int[] Winners(double[] x, int batch, Window2d window, int channels)
    {
        int[] winners = new int[batch * window.OutputPixels * channels];
        for (int i = 0; i < winners.Length; i++)
        {
            (int rest, int c) = Math.DivRem(i, channels);
            (rest, int q) = Math.DivRem(rest, window.OutputWidth);
            (int b, int p) = Math.DivRem(rest, window.OutputHeight);
            winners[i] = Winner(x, b, p, q, c, window, channels);
        }

        return winners;
    }

    private static int Winner(double[] x, int b, int p, int q, int c, Window2d window, int channels)
    {
        int winner = -1;
        for (int r = 0; r < window.Height; r++)
        {
            for (int s = 0; s < window.Width; s++)
            {
                (int row, int column) = (window.InputRow(p, r), window.InputColumn(q, s));
                int index = (((((b * window.InputHeight) + row) * window.InputWidth) + column) * channels) + c;
                if (window.IsInside(row, column) && (winner < 0 || x[index] > x[winner]))
                {
                    winner = index;
                }
            }
        }

        return winner >= 0 ? winner : throw new InvalidOperationException($"The window at row {p}, column {q} lies on the border alone.");
    }
}
