using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes how an experiment trains.</summary>
internal static class TrainingEmitter
{
    private const string Prefix = RuntimeNames.Training;

    public static void Write(CodeWriter writer, TrainingSettings training, ExpressionText text)
    {
        writer.Line();
        writer.InheritDoc();
        writer.Line($"public override {Prefix}TrainingDefinition Training(Parameters parameters, {RuntimeNames.Sweeps}StudyContext context) => new()");
        using (writer.Braces("};"))
        {
            WriteProperty(writer, "Loss", text.Setting(training.Loss, loss => Loss(loss, text)));
            WriteProperty(writer, "Optimizer", text.Setting(training.Optimizer, optimizer => Optimizer(optimizer, text)));
            WriteProperty(writer, "LearningRate", text.InMethod(training.LearningRate));
            if (training.Schedule is not FixedSetting<ScheduleChoice> { Value: ConstantSchedule })
            {
                WriteProperty(writer, "Schedule", text.Setting(training.Schedule, schedule => ScheduleText.Of(schedule, text)));
            }

            if (training.Warmup is { } warmup)
            {
                WriteProperty(writer, "Warmup", ScheduleText.Length(warmup, text));
            }

            WriteProperty(writer, "BatchSize", text.InMethod(training.BatchSize));
            WriteGiven(writer, "MicroBatch", training.MicroBatch, text);
            WriteGiven(writer, "ClipGradientNorm", training.ClipGradientNorm, text);
            WriteGiven(writer, "ClipGradientValue", training.ClipGradientValue, text);
            WriteGiven(writer, "WeightAverage", training.WeightAverage, text);
            WriteProperty(writer, "Budget", Length("Budget", training.Budget, text));
            if (training.OtherBudgets.Count > 0)
            {
                WriteProperty(writer, "OtherBudgets", $"[{string.Join(", ", training.OtherBudgets.Select(budget => Length("Budget", budget, text)))}]");
            }

            WriteProperty(writer, "Shuffle", text.InMethod(training.Shuffle));
            WriteProperty(writer, "LastBatch", text.Setting(training.LastBatch, batch => $"{Prefix}LastBatch.{batch}"));
            WriteProperty(writer, "Precision", text.Setting(training.Precision, precision => $"{Prefix}Precision.{precision}"));
            WriteProperty(writer, "InitFrom", training.InitFrom is { } path ? text.InMethod(path) : "null");
            if (training.EvaluationInterval is { } interval)
            {
                WriteProperty(writer, "EvaluationInterval", Length("EvaluationInterval", interval, text));
            }

            WriteProperty(writer, "EvaluationTrainExamples", training.EvaluationTrainExamples is { } examples ? text.InMethod(examples) : "null");
        }
    }

    private static void WriteGiven(CodeWriter writer, string name, Expression? value, ExpressionText text)
    {
        if (value is not null)
        {
            WriteProperty(writer, name, text.InMethod(value));
        }
    }

    private static void WriteProperty(CodeWriter writer, string name, params string[] lines) => writer.Line($"{name} = {string.Join("\n", lines)},");

    private static string Length(string type, TrainingLength length, ExpressionText text) => $"{Prefix}{type}.{length.Unit}({text.InMethod(length.Amount)})";

    private static string Loss(LossChoice loss, ExpressionText text) => $"new {Prefix}" + loss switch
    {
        SoftmaxCrossEntropy softmax => $"SoftmaxCrossEntropyLoss(LabelSmoothing: {text.InMethod(softmax.LabelSmoothing)})",
        MeanSquaredError => "MeanSquaredErrorLoss()",
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Unknown loss."),
    };

    private static string Optimizer(OptimizerChoice optimizer, ExpressionText text)
    {
        IEnumerable<string> settings = optimizer.HyperParameters.Select(setting => $"{MemberNames.FromYaml(setting.Name)} = {text.InMethod(setting.Value)}");
        string type = $"new {RuntimeNames.Kernels}{MemberNames.FromYaml(optimizer.Name)}Optimizer";
        return optimizer.HyperParameters.Count == 0 ? $"{type}()" : $"{type} {{ {string.Join(", ", settings)} }}";
    }
}
