using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes the sweep of checked values and of its parameters.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="parameters">All parameters, a tuned one last.</param>
/// <param name="tuned">The parameter that is tuned inside each point; null for none.</param>
/// <param name="training">The training keys.</param>
internal sealed class SweepBinder(CheckContext context, IReadOnlyList<DeclaredParameter> parameters, DeclaredParameter? tuned, MappingRule training)
{
    /// <summary>Whether the space can be looked at, because it has an end or is drawn from.</summary>
    public bool IsWithinLimit { get; private set; } = true;

    /// <summary>Parameters that vary together; none where they are in error.</summary>
    public ValueList<ValueList<string>> Pairs { get; private set; }

    /// <summary>The sweep; null when it is in error.</summary>
    /// <param name="sweep">The checked sweep; null when there is none.</param>
    /// <param name="checkedTraining">The checked training, which has the first seed.</param>
    /// <param name="validationFraction">Share of the training examples held out.</param>
    public SweepSettings? Bind(CheckedMapping? sweep, CheckedMapping? checkedTraining, double validationFraction)
    {
        MetricBinder metrics = new(context, validationFraction);
        BoundSeeds? seeds = new SeedBinder(context).Bind(sweep?.Find<CheckedValue>("seeds"), checkedTraining?.Find<CheckedScalar>("seed"));
        BoundMetric? metric = metrics.Metric(sweep?.Find<CheckedMapping>("metric"));
        GoalSettings? goal = sweep?.Find<CheckedMapping>("goal") is { } checkedGoal ? metrics.Goal(checkedGoal) : null;
        EarlyTerminationSettings? termination = sweep?.Find<CheckedMapping>("early_terminate") is { } checkedTermination ? new EarlyTerminationBinder(context).Bind(checkedTermination) : null;
        ValueList<ValueList<string>>? pairs = new PairBinder(context, parameters).Bind(sweep?.Find<CheckedList>("pairs"));
        Pairs = pairs ?? default;
        SearchMethod method = MethodOf(sweep);
        Parameter[] sound = [.. parameters.Select(parameter => parameter.Parameter).OfType<Parameter>()];
        if (sweep is not null)
        {
            SearchChecker checker = new(context, sweep, parameters);
            IsWithinLimit = checker.CheckSize(method, SpaceDimension.Of(sound, Pairs), seeds?.Most ?? seeds?.Listed.Count ?? 1);
            checker.CheckTogether(method, seeds, tuned, validationFraction);
        }

        ReportUnused();
        if (sweep?.IsComplete == false || !IsWithinLimit || seeds is null || metric is null || pairs is null || sound.Length < parameters.Count)
        {
            return null;
        }

        return new SweepSettings(sound.ToValueList(), metric.Name, metric.Goal, seeds.Listed)
        {
            Method = method,
            Order = sweep?.Find<CheckedScalar>("order")?.Text switch { "shuffled" => GridOrder.Shuffled, "coarse_to_fine" => GridOrder.CoarseToFine, _ => GridOrder.Listed },
            Pairs = Pairs,
            RunCap = sweep?.Find<CheckedScalar>("run_cap")?.Integer,
            SearchSeed = sweep?.Find<CheckedScalar>("search_seed")?.Integer ?? 0,
            Target = metric.Target,
            EarlyTermination = termination,
            MostSeeds = seeds.Most,
            Tune = tuned is null ? null : new TuneSettings(tuned.Name, "val_" + metric.Name.Substring(metric.Name.IndexOf('_') + 1), metric.Goal, (training.Find(tuned.Name)?.Value as NumberRule)?.Range ?? NumberRange.Everything),
            TrainingGoal = goal,
        };
    }

    private static SearchMethod MethodOf(CheckedMapping? sweep) => sweep?.Find<CheckedScalar>("method")?.Text switch
    {
        "random" => SearchMethod.Random,
        "bayes" => SearchMethod.Bayes,
        _ => SearchMethod.Grid,
    };

    private void ReportUnused()
    {
        string[] settings = [.. training.Keys.Where(key => key.IsSetting).Select(key => key.Name)];
        foreach (DeclaredParameter unused in parameters.Where(parameter => parameter is { IsSetting: false, Parameter: not null } && !context.UsedParameters.Contains(parameter.Name)))
        {
            string question = Wording.Nearest(unused.Name, settings) is { } setting ? $" Did you mean '{setting}'?" : "";
            context.Report(
                DiagnosticCatalogue.UnusedParameter,
                unused.Span,
                $"The parameter {Wording.Quote(unused.Name)} changes nothing: it bears no name of a training key, and no expression uses it.{question} Use it in ${{{unused.Name}}} or delete it.");
        }
    }
}
