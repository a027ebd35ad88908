using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>Conditions that a trial must meet, all of them: <c>batch_size=32,seed=0</c>.</summary>
/// <param name="Conditions">Name and wanted value of each.</param>
public sealed record TrialFilter(ImmutableArray<KeyValuePair<string, string>> Conditions)
{
    private const string DefaultOption = "--trials";
    private const string SeedName = "seed";
    private const string BudgetName = "budget";

    /// <summary>The option that said them, for errors.</summary>
    public string Option { get; private init; } = DefaultOption;

    /// <summary>Reads conditions.</summary>
    /// <param name="text">The conditions.</param>
    /// <param name="option">The option that says them, for errors.</param>
    /// <exception cref="SweepException">They are not NAME=VALUE with commas between (exit code 2).</exception>
    public static TrialFilter Parse(string text, string option = DefaultOption) =>
        new([.. text.Split(',', StringSplitOptions.TrimEntries).Select(condition => ParseCondition(condition, text, option))]) { Option = option };

    /// <summary>The trials that meet all conditions.</summary>
    /// <exception cref="SweepException">A name is no parameter of the sweep, or no trial is left (exit code 2).</exception>
    public ImmutableArray<Trial> Select(ImmutableArray<Trial> trials) => Select(trials, Named.Of);

    /// <summary>The stored trials that meet all conditions.</summary>
    /// <exception cref="SweepException">A name is no parameter of the sweep, or no trial is left (exit code 2).</exception>
    public ImmutableArray<StoredTrial> Select(ImmutableArray<StoredTrial> trials) => Select(trials, Named.Of);

    private ImmutableArray<T> Select<T>(ImmutableArray<T> trials, Func<T, Named> of)
    {
        CheckNames(trials.Select(of));
        ImmutableArray<T> selected = trials;
        foreach ((string name, string wanted) in Conditions)
        {
            ImmutableArray<T> matching = With(selected, of, name, wanted);
            if (matching.IsEmpty)
            {
                if (!With(trials, of, name, wanted).IsEmpty)
                {
                    throw new SweepException(ExitCode.Usage, $"{Option}: there are trials with {name}={wanted}, but none that meets the conditions before it too. A trial must meet all of them; run the command once for each of several values.");
                }

                IEnumerable<string> present = selected.SelectMany(trial => of(trial).Values(name)).Distinct();
                throw new SweepException(ExitCode.Usage, $"{Option}: no trial has {name}={wanted}. Values of {name}: {string.Join(", ", present)}.");
            }

            selected = matching;
        }

        return selected;
    }

    /// <summary>The trials of one of several rounds that meet all conditions; there may be none.</summary>
    /// <exception cref="SweepException">A name is no parameter of the sweep (exit code 2).</exception>
    public ImmutableArray<Trial> SelectAny(ImmutableArray<Trial> trials)
    {
        CheckNames(trials.Select(Named.Of));
        return Conditions.Aggregate(trials, (selected, condition) => With(selected, Named.Of, condition.Key, condition.Value));
    }

    private void CheckNames(IEnumerable<Named> trials)
    {
        string[] names = [.. trials.SelectMany(trial => trial.Names).Distinct()];
        foreach ((string name, string _) in Conditions)
        {
            if (!names.Contains(name))
            {
                throw new SweepException(ExitCode.Usage, $"{Option}: '{name}' is no parameter of this sweep{NearestWord.Suggestion(name, names)} Parameters: {string.Join(", ", names)}.");
            }
        }
    }

    // Tables and progress name computed numbers by their first digits.
    private static ImmutableArray<T> With<T>(ImmutableArray<T> trials, Func<T, Named> of, string name, string wanted) =>
        trials.Where(trial => of(trial).Values(name).Any(value => IsSame(value, wanted))).ToImmutableArray() is { IsEmpty: false } exact
            ? exact
            : [.. trials.Where(trial => of(trial).Parameters.Values.Any(pair => pair.Key == name && pair.Value.ShortText == wanted))];

    private static KeyValuePair<string, string> ParseCondition(string condition, string text, string option)
    {
        string[] parts = condition.Split('=', 2, StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 } name, { Length: > 0 } value]
            ? KeyValuePair.Create(name, value)
            : throw new SweepException(ExitCode.Usage, $"{option}: '{condition}' in '{text}' is no condition; NAME=VALUE was expected, with commas between conditions, such as batch_size=32,seed=0.");
    }

    // 1e-3 selects 0.001.
    private static bool IsSame(string value, string wanted) =>
        value == wanted || (TryNumber(value, out double left) && TryNumber(wanted, out double right) && left.Equals(right));

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>What a trial is named by.</summary>
    private readonly record struct Named(ParameterSet Parameters, int Seed, string? Budget)
    {
        public static Named Of(Trial trial) => new(trial.Point.Parameters, trial.Seed, trial.Budget?.ToString());

        public static Named Of(StoredTrial trial) => new(trial.Trial.Parameters, trial.Trial.Seed, trial.Trial.Budget);

        public IEnumerable<string> Names => Parameters.Values.Select(pair => pair.Key).Append(SeedName).Concat(Budget is null ? [] : [BudgetName]);

        public IEnumerable<string> Values(string name) => Parameters.Values.Where(pair => pair.Key == name).Select(pair => pair.Value.ToString())
            .Concat(name == SeedName ? [Seed.ToString(CultureInfo.InvariantCulture)] : [])
            .Concat(name == BudgetName && Budget is not null ? [Budget] : []);
    }
}
