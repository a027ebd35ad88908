using SweepDsl.Dsl.Model;
using SweepDsl.Generator.Emit;

namespace SweepDsl.Generator.Models;

/// <summary>An experiment that is to become a class.</summary>
/// <param name="FileName">The YAML's file name, for the reader of the class.</param>
/// <param name="Experiment">The checked experiment.</param>
public sealed record ExperimentClass(string FileName, ExperimentModel Experiment) : ITypeModel
{
    public string TypeName => ExperimentNames.ClassName(Experiment.Name);
}
