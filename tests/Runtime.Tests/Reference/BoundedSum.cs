namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>
/// Results of an operation that sums products, with what a forward error bound of the same sums in single precision needs.
/// </summary>
/// <param name="Values">The sums, in double precision.</param>
/// <param name="Magnitudes">For each sum, the sum of the absolute values of its products.</param>
/// <param name="Terms">The most products that any of the sums has; a bias counts as one.</param>
public sealed record BoundedSum(double[] Values, double[] Magnitudes, int Terms)
{
    /// <summary>Room for results, all zero.</summary>
    public static BoundedSum Zeros(int count, int terms) => new(new double[count], new double[count], terms);

    /// <summary>Adds a product to one of the sums.</summary>
    public void Add(int index, double product)
    {
        Values[index] += product;
        Magnitudes[index] += Math.Abs(product);
    }
}
