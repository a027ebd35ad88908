using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Judges how a space is searched: whether it has an end where it needs one, its size, and what does not go together.</summary>
internal sealed class SearchChecker(CheckContext context, CheckedMapping sweep, IReadOnlyList<DeclaredParameter> parameters)
{
    /// <summary>Whether the search has an end, and not too many trials.</summary>
    /// <param name="method">How points are chosen.</param>
    /// <param name="dimensions">The coordinates of the space.</param>
    /// <param name="seeds">The most seeds of a point.</param>
    public bool CheckSize(SearchMethod method, IEnumerable<SpaceDimension> dimensions, int seeds)
    {
        SpaceDimension[] all = [.. dimensions];
        SpaceDimension[] continuous = [.. all.Where(dimension => dimension.LevelCount is null)];
        if (method == SearchMethod.Grid && continuous.Length > 0)
        {
            foreach (SpaceDimension dimension in continuous)
            {
                context.Report(
                    DiagnosticCatalogue.ContinuousGrid,
                    parameters.First(parameter => parameter.Name == dimension.Parameters[0].Name).Span,
                    $"A grid lists all points, and '{dimension.Name}' is drawn from a range without gaps. Search by 'method: random' or 'bayes' with a 'run_cap', list its values, or draw it from a distribution of steps: int_uniform, or one whose name begins with q_.");
            }

            return false;
        }

        long? points = SpaceLevels.Count(all);
        CheckedScalar? cap = sweep.Find<CheckedScalar>("run_cap");
        if (method == SearchMethod.Grid)
        {
            return Fits(points!.Value, seeds, () => $"({string.Join(" x ", all.Select(dimension => $"{dimension.Name} {dimension.LevelCount}").Append($"seeds {seeds}"))})", sweep.Entries.TryGetValue("parameters", out CheckedEntry? entry) ? entry.KeySpan : sweep.Span, "grid", "List fewer values, or search by 'method: random' with a 'run_cap'.");
        }

        if (cap is not null)
        {
            return Fits(Math.Min(points ?? long.MaxValue, cap.Integer), seeds, () => $"(run_cap {cap.Integer} x seeds {seeds})", cap.Span, "search", "Choose a smaller run_cap, or fewer seeds.");
        }

        // A run cap in error was reported.
        if (sweep.Entries.ContainsKey("run_cap"))
        {
            return true;
        }

        if (points is null || points > LanguageSchema.MostTrials / seeds)
        {
            string space = points is null ? "a space without an end" : "so large a space";
            context.Report(
                DiagnosticCatalogue.RunCapNeeded, sweep.Entries["method"].KeySpan, $"A {method.ToString().ToLowerInvariant()} search over {space} goes on until it is told to stop. Say how many points to train, each with all of its seeds: 'run_cap: 50'.");
            return false;
        }

        return true;
    }

    /// <summary>Reports keys of the sweep that exclude each other.</summary>
    /// <param name="method">How points are chosen.</param>
    /// <param name="seeds">The seeds; null when they are in error.</param>
    /// <param name="tuned">The parameter that is tuned inside each point; null for none.</param>
    /// <param name="validationFraction">Share of the training examples held out.</param>
    public void CheckTogether(SearchMethod method, BoundSeeds? seeds, DeclaredParameter? tuned, double validationFraction)
    {
        if (method != SearchMethod.Grid && sweep.Entries.TryGetValue("order", out CheckedEntry? order))
        {
            context.Report(DiagnosticCatalogue.DoNotGoTogether, order.KeySpan, $"'order' is that of a grid, and the method is {method.ToString().ToLowerInvariant()}. Delete the key; 'search_seed' makes another draw.");
        }

        if (method == SearchMethod.Bayes && seeds?.Most is not null)
        {
            context.Report(
                DiagnosticCatalogue.DoNotGoTogether, sweep.Entries["seeds"].KeySpan, "A bayes search learns from points that all have as many seeds, so none can be added later. Give a number, such as 'seeds: 3', or search by 'grid' or 'random'.");
        }

        if (tuned is null)
        {
            return;
        }

        SourceSpan tune = sweep.Entries["tune"].KeySpan;
        if (method == SearchMethod.Bayes)
        {
            context.Report(DiagnosticCatalogue.DoNotGoTogether, tune, $"A bayes search is a search already: list '{tuned.Name}' under 'parameters' with its range, or search by 'grid' or 'random' and tune it inside each point.");
        }

        if (sweep.Entries.TryGetValue("early_terminate", out CheckedEntry? termination))
        {
            context.Report(DiagnosticCatalogue.DoNotGoTogether, termination.KeySpan, $"'{tuned.Name}' is tuned by trainings that reach their end, and 'early_terminate' ends them before. Delete one of the two.");
        }

        if (validationFraction == 0)
        {
            context.Report(
                DiagnosticCatalogue.CannotBeTuned, tune, $"'{tuned.Name}' is tuned on examples held out of training, and none are. Set dataset.validation_fraction, such as 0.1.");
        }

        if (parameters.Any(parameter => parameter != tuned && parameter.Name == tuned.Name))
        {
            context.Report(DiagnosticCatalogue.CannotBeTuned, tuned.Span, $"'{tuned.Name}' is tuned inside each point, and stands under 'parameters' as well. Delete one of the two.");
        }
    }

    private bool Fits(long points, int seeds, Func<string> factors, SourceSpan span, string what, string remedy)
    {
        // The product stops growing far above the limit and far below 64 bits.
        long trials = Math.Min(points, int.MaxValue) * seeds;
        if (trials <= LanguageSchema.MostTrials)
        {
            return true;
        }

        string many = trials >= int.MaxValue ? $"more than {int.MaxValue}" : $"{trials}";
        context.Report(DiagnosticCatalogue.GridTooLarge, span, $"The {what} has {many} trials {factors()}, and a sweep has at most {LanguageSchema.MostTrials}. {remedy}");
        return false;
    }
}
