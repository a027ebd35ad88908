using System.Globalization;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes how points are chosen and judged.</summary>
internal static class SweepEmitter
{
    public static void Write(CodeWriter writer, SweepSettings sweep)
    {
        IEnumerable<string> seeds = sweep.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture));
        writer.Line();
        writer.InheritDoc();
        writer.Line($"public override {RuntimeNames.Sweeps}SweepDefinition Sweep {{ get; }} = new(");
        using (writer.Indent())
        {
            writer.Line($"{RuntimeNames.Sweeps}SearchMethod.Grid,");
            writer.Line($"new({CSharpRenderer.Literal(sweep.Metric)}, {RuntimeNames.Sweeps}MetricGoal.{sweep.Goal}),");
            writer.Items(seeds, "Seeds: [", "]);");
        }
    }
}
