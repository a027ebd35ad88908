namespace SweepDsl.Runtime.Tests.Sweeps.Search.Bayes;

/// <summary>Functions of the unit cube whose least value is known, by which searches are commonly judged (Surjanovic and Bingham, "Virtual library of simulation experiments").</summary>
internal static class TestFunctions
{
    private static readonly double[] Heights = [1, 1.2, 3, 3.2];

    private static readonly double[][] Widths =
    [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
    ];

    private static readonly double[][] Centres =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>Branin's function of two variables, three valleys; at least 0.397887.</summary>
    public static double Branin(double[] unit)
    {
        (double x, double y) = ((15 * unit[0]) - 5, 15 * unit[1]);
        return Math.Pow(y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    /// <summary>Hartmann's function of six variables, four hollows; at least -3.32237.</summary>
    public static double Hartmann(double[] unit) =>
        -Enumerable.Range(0, 4).Sum(i => Heights[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => Widths[i][j] * Math.Pow(unit[j] - Centres[i][j], 2))));
}
