using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Schedules of the learning rate as C#.</summary>
internal static class ScheduleText
{
    private const string Prefix = RuntimeNames.Schedules;

    public static string Of(ScheduleChoice schedule, ExpressionText text) => $"new {Prefix}" + schedule switch
    {
        ConstantSchedule => "ConstantSchedule()",
        StepSchedule step => $"StepSchedule({Length(step.Every, text)}, Factor: {text.InMethod(step.Factor)})",
        ExponentialSchedule exponential => $"ExponentialSchedule({Length(exponential.Every, text)}, Factor: {text.InMethod(exponential.Factor)})",
        CosineSchedule cosine => $"CosineSchedule(Final: {text.InMethod(cosine.Final)}){End(cosine, text)}",
        LinearSchedule linear => $"LinearSchedule(Initial: {text.InMethod(linear.Initial)}, Final: {text.InMethod(linear.Final)}){End(linear, text)}",
        PolynomialSchedule polynomial => $"PolynomialSchedule(Power: {text.InMethod(polynomial.Power)}, Final: {text.InMethod(polynomial.Final)}){End(polynomial, text)}",
        OneCycleSchedule cycle =>
            $"OneCycleSchedule(Rise: {text.InMethod(cycle.Rise)}, Initial: {text.InMethod(cycle.Initial)}, Final: {text.InMethod(cycle.Final)}, "
            + $"{Prefix}Anneal.{(cycle.IsLinear ? "Linear" : "Cosine")}){End(cycle, text)}",
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "Unknown schedule."),
    };

    public static string Length(TrainingLength length, ExpressionText text) => $"{Prefix}ScheduleLength.{length.Unit}({text.InMethod(length.Amount)})";

    private static string End(EndingSchedule schedule, ExpressionText text) => schedule.Length is { } length ? $" {{ Length = {Length(length, text)} }}" : "";
}
