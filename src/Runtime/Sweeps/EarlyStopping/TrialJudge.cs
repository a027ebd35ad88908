using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps.EarlyStopping;

/// <summary>
/// Ends trials that do worse than others. At each bracket a trial is judged against those that come before it in the order of the study and came as far; it waits until they have, or have ended. The verdicts are a pure
/// function of the definition and of what the trials measure, however many run at once, on however many devices, and however often they are broken off. Used from the threads of several devices.
/// </summary>
internal sealed partial class TrialJudge
{
    // Metrics of a trial that is measured more often would fill gigabytes.
    private const int MostEvaluations = 1_000_000;

    // A monitor, for devices wait at it.
    private readonly object _gate = new();
    private readonly EarlyTermination _rule;
    private readonly MetricDefinition _metric;
    private readonly string _ruleText;
    private readonly ImmutableArray<int> _brackets;
    private readonly Dictionary<(Budget? Budget, int Evaluation), BracketJudge> _judges = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly List<TrialCourse> _courses = [];
    private long _version;

    /// <summary>Judges by a rule and a metric; trials are yet to be added.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="metric">What is compared.</param>
    public TrialJudge(EarlyTermination rule, MetricDefinition metric)
    {
        (_rule, _metric, _ruleText) = (rule, metric, RuleText(rule, metric));
        _brackets = rule.Brackets(MostEvaluations);
    }

    /// <summary>The rule of a study with the metric it compares, such as <c>asha: { min_iter: 1, eta: 3 }, maximize test_accuracy</c>; null where there is none.</summary>
    public static string? RuleOf(SweepDefinition sweep) => sweep.EarlyTermination is { } rule ? RuleText(rule, sweep.Metric) : null;

    /// <summary>Adds the next trial in the order of the study.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="isToRun">Whether it is still to be run, so that those after it wait for it.</param>
    public void Add(Trial trial, bool isToRun)
    {
        lock (_gate)
        {
            _places.Add(trial.Id, _courses.Count);
            _courses.Add(TrialCourse.StartOf(trial) with { HasEnded = !isToRun });
        }
    }

    /// <summary>A trial's place in the order of the study.</summary>
    public int PlaceOf(Trial trial)
    {
        lock (_gate)
        {
            return _places[trial.Id];
        }
    }

    /// <summary>A trial begins, or goes on after some evaluations.</summary>
    public void Begun(Trial trial, IReadOnlyCollection<Evaluation> evaluations)
    {
        lock (_gate)
        {
            _courses[PlaceOf(trial)] = TrialCourse.StartOf(trial);
            foreach (Evaluation evaluation in evaluations)
            {
                Evaluated(trial, evaluation);
            }
        }
    }

    /// <summary>A trial was measured.</summary>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        lock (_gate)
        {
            int place = PlaceOf(trial);
            double loss = LossOf(evaluation);
            TrialCourse course = _courses[place];
            course = _courses[place] = course with { Evaluations = course.Evaluations + 1, Best = Math.Min(course.Best, loss) };
            if (_brackets.BinarySearch(course.Evaluations) >= 0)
            {
                BracketJudge judge = JudgeAt(course.Budget, course.Evaluations);
                judge.Arrived(place, loss, course.Best);
                Advance(judge);
            }
        }
    }

    /// <summary>A trial ended. What it measured counts where it came; one that diverged is the worst at the bracket it was on its way to, and what failed there does not count.</summary>
    public void Ended(Trial trial, TrialStatus status)
    {
        lock (_gate)
        {
            int place = PlaceOf(trial);
            _courses[place] = _courses[place] with { HasEnded = true, DivergedBefore = status == TrialStatus.Diverged ? BracketAfter(_courses[place].Evaluations) : null };
            foreach (BracketJudge judge in _judges.Values)
            {
                Advance(judge);
            }

            Change();
        }
    }

    /// <summary>A trial was given back, to be begun again by whichever device takes it.</summary>
    public void Returned()
    {
        lock (_gate)
        {
            Change();
        }
    }

    /// <summary>What becomes of a trial after its last evaluation.</summary>
    public TrialVerdict VerdictOf(Trial trial)
    {
        lock (_gate)
        {
            int place = PlaceOf(trial);
            return _judges.TryGetValue((trial.Budget, _courses[place].Evaluations), out BracketJudge? judge) ? judge.VerdictOf(place) : TrialVerdict.GoOn;
        }
    }

    /// <summary>Why a trial was pruned after its last evaluation.</summary>
    public Pruning PruningOf(Trial trial)
    {
        lock (_gate)
        {
            int place = PlaceOf(trial);
            int evaluation = _courses[place].Evaluations;
            (double loss, double threshold, int others) = _judges[(trial.Budget, evaluation)].PruningOf(place);
            return new Pruning(_ruleText, evaluation, MetricOf(loss), MetricOf(threshold), others);
        }
    }

    /// <summary>Waits until a verdict may have changed, or a trial was given back.</summary>
    /// <param name="seen">What the last wait returned; 0 for the first.</param>
    /// <param name="stop">Ends the wait.</param>
    public long AwaitChange(long seen, CancellationToken stop)
    {
        using CancellationTokenRegistration wake = stop.Register(Returned);
        lock (_gate)
        {
            while (_version == seen && !stop.IsCancellationRequested)
            {
                Monitor.Wait(_gate);
            }

            return _version;
        }
    }

    private static string RuleText(EarlyTermination rule, MetricDefinition metric) => $"{rule}, {(metric.Goal == MetricGoal.Maximize ? "maximize" : "minimize")} {metric.Name}";

    // Where learning rates follow the budget, a short training is far ahead of a long one after as many evaluations: each budget is judged by itself.
    private BracketJudge JudgeAt(Budget? budget, int evaluation)
    {
        if (!_judges.TryGetValue((budget, evaluation), out BracketJudge? judge))
        {
            _judges.Add((budget, evaluation), judge = new BracketJudge(_rule, evaluation, place => _courses[place] is var course && course.Budget == budget ? course : TrialCourse.None));
        }

        return judge;
    }

    private int? BracketAfter(int evaluations)
    {
        int at = _brackets.BinarySearch(evaluations);
        int next = at < 0 ? ~at : at + 1;
        return next < _brackets.Length ? _brackets[next] : null;
    }

    private void Advance(BracketJudge judge)
    {
        judge.Advance(_courses.Count);
        Change();
    }

    private void Change()
    {
        _version++;
        Monitor.PulseAll(_gate);
    }

    // What is not measured, or is no finite number, is worse than anything that is.
    private double LossOf(Evaluation evaluation) => Metric.Of(evaluation, _metric.Name) is { } value && double.IsFinite(value) ? MetricOf(value) : double.PositiveInfinity;

    // Its own inverse.
    private double MetricOf(double loss) => _metric.Goal == MetricGoal.Maximize ? -loss : loss;
}
