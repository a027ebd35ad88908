using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.EarlyStopping;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Sweeps.EarlyStopping;

/// <summary>A study whose trials measure what was written down for them, played in any order that devices could run them in.</summary>
/// <param name="rule">By what trials are pruned.</param>
/// <param name="losses">For each trial, what it measures in turn.</param>
/// <param name="ends">How each trial would end if it were not pruned.</param>
internal sealed class PlayedStudy(EarlyTermination rule, double[][] losses, TrialStatus[] ends)
{
    private static readonly MetricDefinition Metric = new("test_loss", MetricGoal.Minimize);

    private readonly ImmutableArray<Trial> _trials = StudyPlan.Make(
        new FakeExperiment { BatchSizes = [1], Seeds = [.. Enumerable.Range(0, losses.Length)] }, new StudyOverrides(), new DataDescription(64, 0, 20, "data")).Trials;

    /// <summary>A study of a number of trials of different lengths, of which some diverge and some fail.</summary>
    public static PlayedStudy Random(EarlyTermination rule, int trials, int seed)
    {
        Random random = new(seed);
        double[][] losses = [.. Enumerable.Range(0, trials).Select(_ => Enumerable.Range(0, random.Next(1, 11)).Select(i => Math.Round((random.NextDouble() * 4) - (0.2 * i), 1)).ToArray())];
        TrialStatus[] ends = [.. losses.Select(_ => random.Next(8) switch { 0 => TrialStatus.Diverged, 1 => TrialStatus.Failed, _ => TrialStatus.Finished })];
        return new PlayedStudy(rule, losses, ends);
    }

    /// <summary>After which evaluation each trial is pruned, 0 for not at all, found trial by trial in the order of the study, by plain loops.</summary>
    public int[] Expected()
    {
        ImmutableArray<int> brackets = rule.Brackets(1000);
        int[] prunedAfter = new int[losses.Length];
        for (int trial = 0; trial < losses.Length; trial++)
        {
            foreach (int bracket in brackets.Where(bracket => Reaches(trial, bracket) && prunedAfter[trial] == 0))
            {
                // At its end nothing is saved by giving it up.
                bool goesOnAnyway = bracket == losses[trial].Length && ends[trial] == TrialStatus.Finished;
                double[] compared = [.. Enumerable.Range(0, trial).SelectMany(other => At(other, bracket, prunedAfter[other])), Loss(trial, bracket)];
                double own = rule is HyperbandTermination { IsStrict: false } ? Enumerable.Range(1, bracket).Min(evaluation => Loss(trial, evaluation)) : Loss(trial, bracket);
                int? rank = rule is AshaTermination ? (compared.Length < rule.Eta ? null : (int)(compared.Length / rule.Eta) - 1) : (int)(compared.Length / rule.Eta);
                if (!goesOnAnyway && rank is { } place && own > compared.Order().ElementAt(place))
                {
                    prunedAfter[trial] = bracket;
                }
            }
        }

        return prunedAfter;

        double Loss(int trial, int evaluation) => double.IsFinite(losses[trial][evaluation - 1]) ? losses[trial][evaluation - 1] : double.PositiveInfinity;

        bool Reaches(int trial, int bracket) => losses[trial].Length >= bracket;

        IEnumerable<double> At(int trial, int bracket, int prunedAfter)
        {
            int evaluations = prunedAfter > 0 ? prunedAfter : losses[trial].Length;
            if (evaluations >= bracket)
            {
                yield return Loss(trial, bracket);
            }
            else if (prunedAfter == 0 && ends[trial] == TrialStatus.Diverged && brackets.First(next => next > evaluations) == bracket)
            {
                yield return double.PositiveInfinity;
            }
        }
    }

    /// <summary>After which evaluation each trial is pruned when up to a number of them run at once, and which goes on next is left to chance; now and then one is broken off, and begins again.</summary>
    public int[] Played(int atOnce, int seed)
    {
        Random random = new(seed);
        TrialJudge judge = new(rule, Metric);
        foreach (Trial trial in _trials)
        {
            judge.Add(trial, isToRun: true);
        }

        int[] prunedAfter = new int[losses.Length];
        Queue<int> waiting = new(Enumerable.Range(0, losses.Length));
        Dictionary<int, int> running = [];
        while (waiting.Count + running.Count > 0)
        {
            while (running.Count < atOnce && waiting.TryDequeue(out int next))
            {
                running.Add(next, 0);
                judge.Begun(_trials[next], []);
            }

            int[] able = [.. running.Keys.Order().Where(place => judge.VerdictOf(_trials[place]) != TrialVerdict.Wait)];
            Assert.That(able, Does.Contain(running.Keys.Min()), "the first trial waits for one after it");
            int chosen = able[random.Next(able.Length)];
            if (random.Next(20) == 0)
            {
                running[chosen] = random.Next(running[chosen] + 1);
                judge.Begun(_trials[chosen], [.. Enumerable.Range(0, running[chosen]).Select(i => Measured(chosen, i))]);
            }
            else if (Step(judge, chosen, running[chosen]) is { } status)
            {
                prunedAfter[chosen] = status == TrialStatus.Pruned ? running[chosen] : 0;
                judge.Ended(_trials[chosen], status);
                running.Remove(chosen);
            }
            else
            {
                running[chosen]++;
            }
        }

        return prunedAfter;
    }

    private TrialStatus? Step(TrialJudge judge, int trial, int evaluations)
    {
        bool isAtEnd = evaluations == losses[trial].Length;
        if (isAtEnd && ends[trial] == TrialStatus.Finished)
        {
            return ends[trial];
        }

        if (judge.VerdictOf(_trials[trial]) == TrialVerdict.Prune)
        {
            return TrialStatus.Pruned;
        }

        if (isAtEnd)
        {
            return ends[trial];
        }

        judge.Evaluated(_trials[trial], Measured(trial, evaluations));
        return null;
    }

    private Evaluation Measured(int trial, int index) => StoredStudies.Evaluation(losses[trial][index], accuracy: 0);
}
