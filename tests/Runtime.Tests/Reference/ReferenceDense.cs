namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>A fully connected layer in plain loops. x[b, i], w[i, o], y[b, o] = bias[o] + sum over i of x[b, i] * w[i, o].</summary>
public static class ReferenceDense
{
    public static BoundedSum Forward(double[] x, double[] w, double[]? bias, int batch, int inputs, int outputs)
    {
        BoundedSum y = BoundedSum.Zeros(batch * outputs, inputs + 1);
        for (int b = 0; b < batch; b++)
        {
            for (int o = 0; o < outputs; o++)
            {
                y.Add((b * outputs) + o, bias?[o] ?? 0);
                for (int i = 0; i < inputs; i++)
                {
                    y.Add((b * outputs) + o, x[(b * inputs) + i] * w[(i * outputs) + o]);
                }
            }
        }

        return y;
    }

    /// <summary>The gradient of x from that of y.</summary>
    public static BoundedSum BackwardInput(double[] dy, double[] w, int batch, int inputs, int outputs)
    {
        BoundedSum dx = BoundedSum.Zeros(batch * inputs, outputs);
        for (int b = 0; b < batch; b++)
        {
            for (int i = 0; i < inputs; i++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    dx.Add((b * inputs) + i, dy[(b * outputs) + o] * w[(i * outputs) + o]);
                }
            }
        }

        return dx;
    }

    /// <summary>The gradient of w from that of y.</summary>
    public static BoundedSum BackwardWeight(double[] x, double[] dy, int batch, int inputs, int outputs)
    {
        BoundedSum dw = BoundedSum.Zeros(inputs * outputs, batch);
        for (int b = 0; b < batch; b++)
        {
            for (int i = 0; i < inputs; i++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    dw.Add((i * outputs) + o, x[(b * inputs) + i] * dy[(b * outputs) + o]);
                }
            }
        }

        return dw;
    }

    /// <summary>The gradient of the bias from that of y: the sum over the batch.</summary>
    public static BoundedSum BackwardBias(double[] dy, int outputs) => ReferenceConv2d.BackwardBias(dy, outputs);
}
