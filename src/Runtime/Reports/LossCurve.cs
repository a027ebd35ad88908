namespace SweepDsl.Runtime.Reports;

/// <summary>The losses of a trial so far in a fixed number of stretches of equally many updates: when they are full, two neighbours become one. Learning a loss allocates nothing.</summary>
internal sealed class LossCurve
{
    private const int Capacity = 64;

    private readonly double[] _losses = new double[Capacity];
    private readonly long[] _updates = new long[Capacity];
    private long _stretch = 1;
    private int _count;

    /// <summary>The mean loss of each stretch, oldest first.</summary>
    public ReadOnlySpan<double> Losses => _losses.AsSpan(0, _count);

    /// <summary>Learns the mean loss of some updates.</summary>
    public void Add(double loss, long updates)
    {
        if (updates <= 0)
        {
            return;
        }

        if (_count == 0 || _updates[_count - 1] >= _stretch)
        {
            if (_count == Capacity)
            {
                Halve();
            }

            (_losses[_count], _updates[_count]) = (loss, updates);
            _count++;
        }
        else
        {
            Mix(_count - 1, loss, updates);
        }
    }

    private void Halve()
    {
        for (int i = 0; i < Capacity / 2; i++)
        {
            (_losses[i], _updates[i]) = (_losses[2 * i], _updates[2 * i]);
            Mix(i, _losses[(2 * i) + 1], _updates[(2 * i) + 1]);
        }

        _count = Capacity / 2;
        _stretch = 2 * Math.Max(_stretch, _updates[0] / 2);
    }

    private void Mix(int index, double loss, long updates)
    {
        long sum = _updates[index] + updates;
        _losses[index] += (loss - _losses[index]) * updates / sum;
        _updates[index] = sum;
    }
}
