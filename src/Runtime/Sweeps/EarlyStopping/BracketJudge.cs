using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.EarlyStopping;

/// <summary>
/// Judges trials at one bracket, one after another in the order of the study: each against those before it that came as far. A trial is judged as soon as all before it have come to the bracket or can no longer do so, and
/// what comes after it never counts: so which trials are pruned does not depend on which ran when.
/// </summary>
/// <param name="rule">By what is judged.</param>
/// <param name="evaluation">The bracket.</param>
/// <param name="course">How far the trial of a place is.</param>
internal sealed class BracketJudge(EarlyTermination rule, int evaluation, Func<int, TrialCourse> course)
{
    // By place. Losses: less is better.
    private readonly Dictionary<int, (double Loss, double Compared)> _arrived = [];
    private readonly Dictionary<int, (double Loss, double Threshold, int Others)> _pruned = [];

    // Of all trials judged so far, ascending.
    private readonly List<double> _losses = [];
    private int _judged;

    /// <summary>A trial came to the bracket.</summary>
    /// <param name="place">Its place in the order of the study.</param>
    /// <param name="loss">Its loss there.</param>
    /// <param name="best">The least loss it has had so far.</param>
    public void Arrived(int place, double loss, double best)
    {
        // A trial that goes on from an earlier checkpoint comes here again, with what it had before.
        if (place >= _judged)
        {
            _arrived[place] = (loss, rule.ComparesBest ? best : loss);
        }
    }

    /// <summary>Judges as many trials as can be.</summary>
    /// <param name="count">The number of places.</param>
    public void Advance(int count)
    {
        for (; _judged < count; _judged++)
        {
            if (_arrived.Remove(_judged, out (double Loss, double Compared) arrival))
            {
                Insert(arrival.Loss);
                Judge(_judged, arrival.Compared);
            }
            else if (course(_judged) is not { HasEnded: true } ended)
            {
                return;
            }
            else if (ended.DivergedBefore == evaluation)
            {
                Insert(double.PositiveInfinity);
            }
        }
    }

    /// <summary>What becomes of a trial that came here.</summary>
    public TrialVerdict VerdictOf(int place) => place >= _judged ? TrialVerdict.Wait : _pruned.ContainsKey(place) ? TrialVerdict.Prune : TrialVerdict.GoOn;

    /// <summary>What a pruned trial had, what would have let it go on, and the number of others it was compared with.</summary>
    public (double Loss, double Threshold, int Others) PruningOf(int place) => _pruned[place];

    private void Insert(double loss)
    {
        int at = _losses.BinarySearch(loss);
        _losses.Insert(at < 0 ? ~at : at, loss);
    }

    private void Judge(int place, double compared)
    {
        if (rule.ThresholdRank(_losses.Count) is { } rank && compared > _losses[rank])
        {
            _pruned.Add(place, (compared, _losses[rank], _losses.Count - 1));
        }
    }
}
