namespace SweepDsl.Runtime.Reports;

/// <summary>
/// How long trials take by what some took. One of a kind that was run takes as long again. What an update of another kind takes lies between the times of its neighbours in work; beyond the last
/// neighbour it is between that one's time, as where launching costs most, and in proportion to the work, as where computing does.
/// </summary>
internal sealed class KindTimes
{
    private readonly Dictionary<TrialKind, Sums> _sums = [];

    // By the work of an update, ascending.
    private readonly SortedList<double, Sums> _byWork = [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _sums.Clear();
        _byWork.Clear();
    }

    /// <summary>Takes what another knows.</summary>
    public void Add(KindTimes other)
    {
        foreach ((TrialKind kind, Sums sums) in other._sums)
        {
            Add(kind, sums.Seconds, sums.Fraction, sums.Updates);
        }
    }

    /// <summary>Learns from a part of a trial.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="seconds">What the part took.</param>
    /// <param name="fraction">The share of the trial that it is; positive.</param>
    /// <param name="updates">Updates of the part; positive.</param>
    public void Add(TrialKind kind, double seconds, double fraction, long updates)
    {
        Add(_sums, kind, seconds, fraction, updates);
        Add(_byWork, kind.Work, seconds, fraction, updates);
    }

    /// <summary>Seconds that a trial takes in all; null before anything can be told.</summary>
    public TimeRange? Whole(TrialKind kind)
    {
        if (_sums.TryGetValue(kind, out Sums known))
        {
            return TimeRange.Exactly(known.Seconds / known.Fraction);
        }

        var timed = TimeRange.Exactly(kind.BudgetSeconds);
        return kind.Updates == 0 ? timed : SecondsPerUpdate(kind.Work) is { } update ? TimeRange.Longer(timed, update * kind.Updates) : null;
    }

    private static void Add<T>(IDictionary<T, Sums> sums, T key, double seconds, double fraction, long updates)
    {
        sums.TryGetValue(key, out Sums before);
        sums[key] = new Sums(before.Seconds + seconds, before.Fraction + fraction, before.Updates + updates);
    }

    private TimeRange? SecondsPerUpdate(double work)
    {
        IList<double> works = _byWork.Keys;
        if (works.Count == 0)
        {
            return null;
        }

        int above = 0;
        while (above < works.Count && works[above] < work)
        {
            above++;
        }

        if (above == works.Count)
        {
            double last = SecondsPerUpdateAt(above - 1);
            return new TimeRange(last, last * (work / works[above - 1]));
        }

        double next = SecondsPerUpdateAt(above);
        if (above == 0 || works[above] == work)
        {
            return new TimeRange(next * (work / works[above]), next);
        }

        double share = Math.Log(work / works[above - 1]) / Math.Log(works[above] / works[above - 1]);
        double between = SecondsPerUpdateAt(above - 1);
        return TimeRange.Exactly(between * Math.Pow(next / between, share));
    }

    private double SecondsPerUpdateAt(int index)
    {
        Sums sums = _byWork.Values[index];
        return sums.Seconds / sums.Updates;
    }

    private readonly record struct Sums(double Seconds, double Fraction, long Updates);
}
