using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Judges what settings of training demand of one another.</summary>
/// <param name="context">Where problems go.</param>
/// <param name="grid">The points of the sweep.</param>
/// <param name="training">The settings.</param>
/// <param name="examples">Training examples of an epoch; null where only the data can tell.</param>
/// <param name="spanOf">The place of a setting.</param>
internal sealed class TrainingRulesChecker(CheckContext context, Grid grid, TrainingSettings training, int? examples, Func<string, SourceSpan> spanOf)
{
    private IEnumerable<TrainingLength> Budgets => training.OtherBudgets.Prepend(training.Budget);

    /// <summary>Reports what does not go together.</summary>
    public void Check()
    {
        CheckClipping();
        CheckScheduleLength();
        CheckWarmup();
        CheckMicroBatches();
    }

    private void CheckClipping()
    {
        if (training.ClipGradientNorm is not null && training.ClipGradientValue is not null)
        {
            context.Report(
                DiagnosticCatalogue.ConflictingKeys,
                spanOf("clip_gradient_value"),
                "'training' has both 'clip_gradient_norm' and 'clip_gradient_value'. Keep one of them: gradients are clipped by their common norm, or each value by itself.");
        }
    }

    // Nobody knows how many updates the seconds will allow, so no schedule can be laid out over them. Of several other budgets each has trainings of its own then, at the end of their schedules.
    private void CheckScheduleLength()
    {
        if (Schedules().FirstOrDefault(schedule => schedule.Value.FollowsBudget) is not { Value: not null } following)
        {
            return;
        }

        if (Budgets.Any(budget => budget.Unit == LengthUnit.Seconds))
        {
            context.Report(
                DiagnosticCatalogue.ScheduleWithoutLength,
                spanOf("schedule"),
                $"'{following.Word}' takes as long as training, and a budget of seconds does not say how many updates that is. "
                + $"Give the schedule a length of its own ('{following.Word}: {{ length: {{ epochs: … }} }}'), or count the budget in epochs, updates or examples.");
        }
    }

    private IEnumerable<(string Word, ScheduleChoice Value)> Schedules() => training.Schedule switch
    {
        FixedSetting<ScheduleChoice> setting => [(WordOf(setting.Value), setting.Value)],
        SweptSetting<ScheduleChoice> swept => swept.Cases.Select(one => (one.Word, one.Value)),
        _ => [],
    };

    private static string WordOf(ScheduleChoice schedule) => schedule switch
    {
        CosineSchedule => "cosine",
        LinearSchedule => "linear",
        PolynomialSchedule => "polynomial",
        OneCycleSchedule => "one_cycle",
        StepSchedule => "step",
        ExponentialSchedule => "exponential",
        _ => "constant",
    };

    private void CheckWarmup()
    {
        if (training.Warmup is not { } warmup)
        {
            return;
        }

        Expression[] used = [warmup.Amount, training.BatchSize, .. Budgets.Select(budget => budget.Amount)];
        if (!used.All(grid.CanEvaluate))
        {
            return;
        }

        foreach (Point point in grid.PointsOf(used))
        {
            foreach (TrainingLength budget in Budgets)
            {
                if (LeavesNothing(point, warmup, budget) is { } message)
                {
                    context.Report(DiagnosticCatalogue.WarmupTooLong, spanOf("warmup"), message);
                    return;
                }
            }
        }
    }

    private string? LeavesNothing(Point point, TrainingLength warmup, TrainingLength budget)
    {
        if (budget.Unit == LengthUnit.Seconds || Integer(point, warmup.Amount) is not { } first || Integer(point, budget.Amount) is not { } all || Integer(point, training.BatchSize) is not { } batch)
        {
            return null;
        }

        long? updates = warmup.Unit == budget.Unit ? null : UpdatesOf(warmup.Unit, first, batch);
        bool isLonger = warmup.Unit == budget.Unit ? first >= all : updates is { } warm && UpdatesOf(budget.Unit, all, batch) is { } total && warm >= total;
        return isLonger
            ? $"The warm-up of {first} {Word(warmup)}{point.Where()} takes all of training, whose budget is {all} {Word(budget)}: the schedule would never begin. Shorten the warm-up or lengthen the budget."
            : null;
    }

    private static string Word(TrainingLength length) => length.Unit.ToString().ToLowerInvariant();

    private long? UpdatesOf(LengthUnit unit, long amount, long batch) => unit switch
    {
        LengthUnit.Updates => amount,
        LengthUnit.Epochs when examples is { } all => amount * Math.Max(1, all / batch),
        _ => null,
    };

    private void CheckMicroBatches()
    {
        if (training.MicroBatch is not { } micro || !grid.CanEvaluate(micro) || !grid.CanEvaluate(training.BatchSize))
        {
            return;
        }

        foreach (Point point in grid.PointsOf([micro, training.BatchSize]))
        {
            if (Integer(point, micro) is { } part && Integer(point, training.BatchSize) is { } batch && part > 0 && (batch + part - 1) / part > LanguageSchema.MostMicroBatches)
            {
                context.Report(
                    DiagnosticCatalogue.TooManyMicroBatches,
                    spanOf("micro_batch"),
                    $"micro_batch {part} cuts a batch of {batch}{point.Where()} into {(batch + part - 1) / part} parts, and an update has at most {LanguageSchema.MostMicroBatches}. Use a micro_batch of at least {(batch + LanguageSchema.MostMicroBatches - 1) / LanguageSchema.MostMicroBatches}.");
                return;
            }
        }
    }

    private long? Integer(Point point, Expression expression) =>
        grid.At(point).TryEvaluate(expression, out Expression? value, out _) && value is IntegerLiteral integer ? integer.Value : null;
}
