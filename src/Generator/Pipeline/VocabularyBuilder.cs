using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Pipeline;

/// <summary>Makes the words of the language of the snippets.</summary>
internal static class VocabularyBuilder
{
    public static Vocabulary Build(IEnumerable<ActivationModel> activations, IEnumerable<OptimizerModel> optimizers) => new(
        activations.OrderBy(model => model.Name, StringComparer.Ordinal).Select(model => new ActivationWord(model.Name, model.Summary)).ToValueList(),
        optimizers.OrderBy(model => model.Name, StringComparer.Ordinal).Select(Word).ToValueList());

    private static OptimizerWord Word(OptimizerModel model) =>
        new(model.Name, model.Summary, model.HyperMembers.Where(member => member.IsUsed).Select(Parameter).ToValueList());

    private static HyperParameter Parameter(HyperModel member)
    {
        ScalarType type = member.Type switch
        {
            GlslType.Bool => ScalarType.Truth,
            GlslType.Float => ScalarType.Number,
            _ => ScalarType.Integer,
        };
        return new(member.Name, type, member.Default, member.Range, member.Comment);
    }
}
