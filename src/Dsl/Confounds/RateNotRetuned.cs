using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>One learning rate over a wide range of batch sizes: the rate suits some of them, and the others are judged by a rate that is not theirs (Goyal et al. 2017, Shallue et al. 2019).</summary>
internal sealed class RateNotRetuned : ConfoundRule
{
    private const int Widest = 8;

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.RateNotRetuned;

    public override Confound? Find(StudyDesign study)
    {
        IReadOnlyList<int> sizes = study.BatchSizes;
        if (study.CommonRate is not { } rate || sizes.Count < 2 || sizes[sizes.Count - 1] <= (long)Widest * sizes[0])
        {
            return null;
        }

        return new Confound(
            study.Setting("learning_rate"),
            $"learning_rate is {StudyDesign.Text(rate)} at batch sizes {study.BatchSizeRange()}, which lie {StudyDesign.Text((double)sizes[sizes.Count - 1] / sizes[0])} times apart: the best rate moves with the batch size, "
            + "so the sizes that it suits less look worse than they are. Sweep the rate as well ('learning_rate: { values: […] }' beside 'batch_size'), or scale it by an expression.");
    }
}
