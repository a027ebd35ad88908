namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>
/// Compares backward passes with central differences in double precision. With a step of 1e-5 and values of about 1 the differences are good to about 1e-10.
/// </summary>
public static class GradientCheck
{
    /// <summary>Half the distance between the two points of a difference; inputs must lie ten of these from a kink.</summary>
    public const double Step = 1e-5;

    private const double Absolute = 1e-8;
    private const double Relative = 1e-6;
    private const int Directions = 3;

    /// <summary>Every output by every input: for tiny shapes.</summary>
    public static Comparison Jacobian(DifferentiableFunction function)
    {
        DifferentiableFunction mid = function.InMidst();
        double[][] rows = [.. mid.Forward(mid.Inputs).Select((_, i) => Row(mid, i))];
        Comparison worst = new(0, "all equal");
        int column = 0;
        foreach (double[] input in mid.Inputs)
        {
            for (int j = 0; j < input.Length; j++, column++)
            {
                double[] difference = Difference(mid, input, j);
                int fixedColumn = column;
                worst = worst.Worse(Compare([.. rows.Select(row => row[fixedColumn])], difference));
            }
        }

        return worst;
    }

    /// <summary>v' J u for random v and u: two evaluations whatever the size.</summary>
    public static Comparison Directional(DifferentiableFunction function)
    {
        DifferentiableFunction mid = function.InMidst();
        int outputs = mid.Forward(mid.Inputs).Length;
        Comparison worst = new(0, "all equal");
        for (int seed = 1; seed <= Directions; seed++)
        {
            double[] v = Draw.Uniform(seed, outputs);
            double[][] u = [.. mid.Inputs.Select((input, n) => Unit(Draw.Uniform((100 * seed) + n, input.Length)))];
            double analytic = mid.Backward(mid.Inputs, v).Zip(u, Draw.Dot).Sum();
            double[] ahead = mid.Forward(Moved(mid.Inputs, u, Step));
            double[] behind = mid.Forward(Moved(mid.Inputs, u, -Step));
            worst = worst.Worse(Compare([analytic], [(Draw.Dot(v, ahead) - Draw.Dot(v, behind)) / (2 * Step)]));
        }

        return worst;
    }

    private static double[] Row(DifferentiableFunction function, int output)
    {
        double[] upstream = new double[function.Forward(function.Inputs).Length];
        upstream[output] = 1;
        return [.. function.Backward(function.Inputs, upstream).SelectMany(gradient => gradient)];
    }

    private static double[] Difference(DifferentiableFunction function, double[] input, int index)
    {
        double original = input[index];
        input[index] = original + Step;
        double[] ahead = function.Forward(function.Inputs);
        input[index] = original - Step;
        double[] behind = function.Forward(function.Inputs);
        input[index] = original;
        return [.. ahead.Zip(behind, (a, b) => (a - b) / (2 * Step))];
    }

    private static double[][] Moved(double[][] inputs, double[][] direction, double step) =>
        [.. inputs.Zip(direction, (input, u) => input.Zip(u, (x, d) => x + (step * d)).ToArray())];

    private static double[] Unit(double[] values)
    {
        double length = Math.Sqrt(Draw.Dot(values, values));
        return [.. values.Select(value => value / length)];
    }

    private static Comparison Compare(double[] analytic, double[] difference) =>
        Comparison.Of(analytic, difference, [.. difference.Select(d => Absolute + (Relative * Math.Abs(d)))]);
}
