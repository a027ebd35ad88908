namespace SweepDsl.Runtime.Sweeps.Search.Bayes;

/// <summary>
/// The lower triangle L of a positive definite matrix A = L Lᵀ, row by row, so that a row may be added at any time. Sums run in one order whatever the machine, which a library that shares work among threads and vector
/// lanes does not promise.
/// </summary>
/// <param name="capacity">Rows to come.</param>
internal sealed class CholeskyFactor(int capacity)
{
    private const double LeastPivot = 1e-10;
    private readonly List<double[]> _rows = new(capacity);

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Logarithm of the determinant of A.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += Math.Log(_rows[i][i]);
            }

            return 2 * sum;
        }
    }

    /// <summary>Adds a row of A. A pivot that rounding took away is lifted.</summary>
    /// <param name="row">Its elements before the diagonal.</param>
    /// <param name="diagonal">Its diagonal element.</param>
    public void Append(ReadOnlySpan<double> row, double diagonal)
    {
        double[] factor = new double[Count + 1];
        Forward(row, factor);
        double pivot = diagonal - Dot(factor, factor, Count);
        factor[Count] = Math.Sqrt(Math.Max(pivot, LeastPivot * diagonal));
        _rows.Add(factor);
    }

    /// <summary>Solves L x = b.</summary>
    public void Forward(ReadOnlySpan<double> b, Span<double> x)
    {
        for (int i = 0; i < Count; i++)
        {
            double[] row = _rows[i];
            x[i] = (b[i] - Dot(row, x, i)) / row[i];
        }
    }

    /// <summary>Solves A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        double[] x = new double[Count];
        Forward(b, x);
        for (int i = Count - 1; i >= 0; i--)
        {
            double[] row = _rows[i];
            x[i] /= row[i];
            for (int j = 0; j < i; j++)
            {
                x[j] -= row[j] * x[i];
            }
        }

        return x;
    }

    /// <summary>The sum of products of the first elements of two vectors, in four sums for speed.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int length)
    {
        a = a[..length];
        b = b[..length];
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        int i = 0;
        for (; i + 3 < a.Length && i + 3 < b.Length; i += 4)
        {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length && i < b.Length; i++)
        {
            sum0 += a[i] * b[i];
        }

        return (sum0 + sum1) + (sum2 + sum3);
    }
}
