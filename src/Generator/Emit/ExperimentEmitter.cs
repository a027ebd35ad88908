using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the class of an experiment.</summary>
internal static class ExperimentEmitter
{
    public const string Namespace = "SweepDsl.Experiments";

    public static CodeWriter Emit(ExperimentClass model)
    {
        ExperimentModel experiment = model.Experiment;
        ExpressionText expressions = new(experiment.Sweep.Parameters);
        CodeWriter writer = CodeWriter.StartFile(model.FileName, Namespace);
        writer.Summary(experiment.Description ?? $"The experiment {experiment.Name}.");
        writer.GeneratedCodeAttribute();
        writer.Line($"public sealed partial class {model.TypeName} : {RuntimeNames.Sweeps}Experiment<{model.TypeName}.Parameters>");
        using (writer.Braces())
        {
            WriteIdentity(writer, experiment);
            DatasetEmitter.Write(writer, experiment.Dataset);
            SweepEmitter.Write(writer, experiment.Sweep);
            SpaceEmitter.Write(writer, experiment.Sweep);
            NetworkEmitter.Write(writer, experiment, expressions);
            TrainingEmitter.Write(writer, experiment.Training, expressions);
            WriteDescribe(writer, experiment.Sweep, expressions);
            ParametersEmitter.Write(writer, experiment.Sweep.Parameters, expressions);
            ResultsEmitter.Write(writer, model.TypeName, experiment.Sweep.Parameters);
        }

        return writer;
    }

    private static void WriteIdentity(CodeWriter writer, ExperimentModel experiment)
    {
        writer.InheritDoc();
        writer.Line($"public override string Name => {CSharpRenderer.Literal(experiment.Name)};");
        writer.Line();
        writer.InheritDoc();
        string description = experiment.Description is null ? "null" : CSharpRenderer.Literal(experiment.Description);
        writer.Line($"public override string? Description => {description};");
    }

    private static void WriteDescribe(CodeWriter writer, SweepSettings sweep, ExpressionText expressions)
    {
        writer.Line();
        writer.InheritDoc();
        writer.Line($"public override {RuntimeNames.Sweeps}ParameterSet Describe(Parameters parameters) => new(");
        writer.Line("[");
        using (writer.Indent("]);"))
        {
            foreach (Parameter parameter in sweep.Parameters)
            {
                writer.Line($"new({CSharpRenderer.Literal(parameter.Name)}, parameters.{expressions.Member(parameter.Name)}),");
            }
        }
    }
}
