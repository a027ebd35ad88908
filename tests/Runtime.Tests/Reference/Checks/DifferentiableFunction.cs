namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>A function of some arrays with its hand-written backward pass, at a point.</summary>
/// <param name="Inputs">The point.</param>
/// <param name="Forward">The outputs from the inputs.</param>
/// <param name="Backward">The gradient of each input from the inputs and the gradient of the outputs.</param>
public sealed record DifferentiableFunction(double[][] Inputs, Func<double[][], double[]> Forward, Func<double[][], double[], double[][]> Backward)
{
    private const double Scale = 0.75;

    /// <summary>
    /// The function in the midst of a network: scaled, and added to something that comes from the same inputs by another way.
    /// At the end of a network the incoming gradient is 1 and a backward pass that forgets it, or overwrites what another path left, is not seen.
    /// </summary>
    public DifferentiableFunction InMidst()
    {
        static double Weight(int output) => 0.3 + (0.1 * (output % 5));

        double[] MidForward(double[][] inputs)
        {
            double other = inputs.Sum(input => input.Sum(x => x * x)) / 2;
            return [.. Forward(inputs).Select((y, i) => (Scale * y) + (Weight(i) * other))];
        }

        double[][] MidBackward(double[][] inputs, double[] dy)
        {
            double other = dy.Select((d, i) => d * Weight(i)).Sum();
            double[][] gradients = Backward(inputs, [.. dy.Select(d => Scale * d)]);
            return [.. inputs.Select((input, n) => input.Select((x, i) => gradients[n][i] + (other * x)).ToArray())];
        }

        return new DifferentiableFunction(Inputs, MidForward, MidBackward);
    }
}
