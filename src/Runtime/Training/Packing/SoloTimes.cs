namespace SweepDsl.Runtime.Training.Packing;

/// <summary>How long programs take alone: the shortest of a few submissions, for the first of a kind also compiles, and a disturbed machine only ever takes longer.</summary>
internal sealed class SoloTimes
{
    private const int Samples = 3;

    private readonly Dictionary<int, (double Seconds, int Samples)> _times = [];

    /// <summary>Whether enough is known of a kind of program.</summary>
    public bool Knows(int kind) => _times.TryGetValue(kind, out (double Seconds, int Samples) time) && time.Samples >= Samples;

    /// <summary>Seconds of one run; 0 for what never ran alone.</summary>
    public double Of(int kind) => _times.GetValueOrDefault(kind).Seconds;

    /// <summary>Takes account of a submission of one program.</summary>
    public void Measured(int kind, int runs, double seconds)
    {
        double once = seconds / runs;
        (double Seconds, int Samples) time = _times.GetValueOrDefault(kind);
        _times[kind] = (time.Samples == 0 ? once : Math.Min(time.Seconds, once), time.Samples + 1);
    }
}
