using System.Globalization;
using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes how points are chosen and judged.</summary>
internal static class SweepEmitter
{
    public static void Write(CodeWriter writer, SweepSettings sweep)
    {
        IEnumerable<string> seeds = sweep.Seeds.Select(Integer);
        List<string> options = Options(sweep).ToList();
        writer.Line();
        writer.InheritDoc();
        writer.Line($"public override {RuntimeNames.Sweeps}SweepDefinition Sweep {{ get; }} = new(");
        using (writer.Indent())
        {
            string target = sweep.Target is { } value ? $", Target: {CSharpRenderer.Literal(value)}" : "";
            writer.Line($"{RuntimeNames.Sweeps}SearchMethod.{sweep.Method},");
            writer.Line($"new({CSharpRenderer.Literal(sweep.Metric)}, {Goal(sweep.Goal)}{target}),");
            writer.Items(seeds, "Seeds: [", options.Count == 0 ? "]);" : "])");
        }

        if (options.Count > 0)
        {
            using (writer.Braces("};"))
            {
                foreach (string option in options)
                {
                    writer.Line($"{option},");
                }
            }
        }
    }

    private static IEnumerable<string> Options(SweepSettings sweep)
    {
        if (sweep.RunCap is { } cap)
        {
            yield return $"RunCap = {Integer(cap)}";
        }

        if (sweep.SearchSeed != 0)
        {
            yield return $"SearchSeed = {Integer(sweep.SearchSeed)}";
        }

        if (sweep.EarlyTermination is { } termination)
        {
            yield return $"EarlyTermination = new {RuntimeNames.Search}{Termination(termination)}";
        }

        if (sweep.MostSeeds is { } most)
        {
            yield return $"MostSeeds = {Integer(most)}";
        }

        if (sweep.Tune is { } tune)
        {
            yield return $"Tune = new({CSharpRenderer.Literal(tune.Parameter)}, new({CSharpRenderer.Literal(tune.Metric)}, {Goal(tune.Goal)})){Bounds(tune.Allowed)}";
        }

        if (sweep.TrainingGoal is { } goal)
        {
            yield return $"Goal = new(new({CSharpRenderer.Literal(goal.Metric)}, {Goal(goal.Goal)}), {CSharpRenderer.Literal(goal.Value)})";
        }
    }

    private static string Termination(EarlyTerminationSettings termination)
    {
        string eta = CSharpRenderer.Literal(termination.Eta);
        return termination switch
        {
            AscendingHyperband up => $"HyperbandTermination(Eta: {eta}) {{ MinIter = {Integer(up.MinIter)}, IsStrict = {Truth(up.IsStrict)} }}",
            DescendingHyperband down => $"HyperbandTermination(Eta: {eta}) {{ MaxIter = {Integer(down.MaxIter)}, BracketCount = {Integer(down.BracketCount)}, IsStrict = {Truth(down.IsStrict)} }}",
            AshaSettings asha => $"AshaTermination(MinIter: {Integer(asha.MinIter)}, MaxIter: {(asha.MaxIter is { } last ? Integer(last) : "null")}, Eta: {eta})",
            _ => throw new ArgumentOutOfRangeException(nameof(termination), termination, "Unknown early termination."),
        };
    }

    // Of most parameters there is one bound, or none.
    private static string Bounds(NumberRange allowed)
    {
        string[] bounds =
        [
            .. double.IsNegativeInfinity(allowed.Least) ? [] : new[] { $"Least = {CSharpRenderer.Literal(allowed.Least)}" },
            .. double.IsPositiveInfinity(allowed.Greatest) ? [] : new[] { $"Most = {CSharpRenderer.Literal(allowed.Greatest)}" },
        ];
        return bounds.Length == 0 ? "" : $" {{ {string.Join(", ", bounds)} }}";
    }

    private static string Goal(MetricGoal goal) => $"{RuntimeNames.Sweeps}MetricGoal.{goal}";

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Truth(bool value) => value ? "true" : "false";
}
