using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>
/// Finds how many trials pay to be packed. It begins with one and tries twice as many: the one number and the other are run in turn, each for a while, and the larger one stays
/// when it gets clearly more work done in the same time. Then twice as many again are tried, until that no longer pays.
/// </summary>
internal sealed class PackGrowth
{
    /// <summary>How much faster a larger number must be to be worth its memory.</summary>
    public const double WorthIt = 1.1;

    // What disturbs the machine comes and goes: neighbours in time are compared, the median of several pairs counts, and all but one of them must gain:
    // of two numbers that are equally fast the one would do so by chance once in sixteen times.
    private const int Pairs = 7;
    private const int GainingPairs = 6;
    private const double WindowSeconds = 0.08;
    private const int WindowSubmissions = 3;

    private readonly double[] _ratios = new double[Pairs];
    private double _smallerRate;
    private double _workSeconds;
    private double _busySeconds;
    private int _submissions;
    private int _pair;

    /// <summary>How many are packed by what is known.</summary>
    public int Limit { get; private set; } = 1;

    /// <summary>How many are tried in turn with <see cref="Limit"/>; 0 when nothing is being tried.</summary>
    public int Tried { get; private set; }

    /// <summary>How many times as fast as one at a time <see cref="Limit"/> is by what was measured.</summary>
    public double Gain { get; private set; } = 1;

    /// <summary>How many times as fast as <see cref="Limit"/> the last number tried was.</summary>
    public double LastRatio { get; private set; } = 1;

    /// <summary>The stretch of time under way, counted from 1: even ones are of the larger number.</summary>
    public int Window { get; private set; } = 1;

    /// <summary>How many are to be packed now.</summary>
    public int Now => Tried > 0 && Window % 2 == 0 ? Tried : Limit;

    /// <summary>Begins to try a larger number; what was measured of another one is dropped.</summary>
    public void Try(int trials)
    {
        Tried = trials;
        Window++;

        // On with a window of the smaller number.
        Window += Window % 2 == 0 ? 1 : 0;
        _pair = 0;
        BeginWindow();
    }

    /// <summary>Tries nothing any more.</summary>
    public void GiveUp() => Tried = 0;

    /// <summary>Takes account of a submission of the window under way.</summary>
    /// <param name="workSeconds">What its work takes when trials run one after another.</param>
    /// <param name="busySeconds">What it took.</param>
    /// <returns>Whether that decided the trial of a larger number.</returns>
    public bool Measured(double workSeconds, double busySeconds)
    {
        _workSeconds += workSeconds;
        _busySeconds += busySeconds;
        _submissions++;
        return _busySeconds >= WindowSeconds && _submissions >= WindowSubmissions && EndWindow(_workSeconds / _busySeconds);
    }

    private bool EndWindow(double rate)
    {
        if (Window % 2 == 1)
        {
            _smallerRate = rate;
        }
        else
        {
            _ratios[_pair++] = rate / _smallerRate;
        }

        Window++;
        BeginWindow();
        if (_pair < Pairs)
        {
            return false;
        }

        LastRatio = Median.Of(_ratios);
        if (LastRatio >= WorthIt && _ratios.Count(ratio => ratio > 1) >= GainingPairs)
        {
            (Limit, Gain) = (Tried, Gain * LastRatio);
        }

        Tried = 0;
        return true;
    }

    private void BeginWindow() => (_workSeconds, _busySeconds, _submissions) = (0, 0, 0);
}
