using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>
/// An epoch's last batch is far from the batch size where an epoch has few batches: kept, its few examples weigh as much as a full batch's; dropped, a large share of the data is left out of each epoch.
/// </summary>
internal sealed class UnevenLastBatch : ConfoundRule
{
    private const double LargestShare = 0.05;
    private const double Full = 0.5;

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.UnevenLastBatch;

    public override Confound? Find(StudyDesign study)
    {
        if (study.Examples is not { } examples || study.BatchSizes.Count < 2)
        {
            return null;
        }

        // The largest batches have the fewest in an epoch.
        foreach (int size in study.BatchSizes.Reverse())
        {
            int rest = examples % size;
            int full = examples / size;
            if (rest == 0 || full == 0)
            {
                continue;
            }

            if (study.MayKeepLastBatch && rest < Full * size && 1.0 / (full + 1) > LargestShare)
            {
                return new Confound(
                    study.Setting("batch_size"),
                    $"At batch size {size} an epoch of {StudyDesign.Text(examples)} examples ends with a batch of {rest}: one update in {full + 1} is made by {StudyDesign.Text(100.0 * rest / size)} % of a batch, whose examples weigh {StudyDesign.Text((double)size / rest)} times as much as others. "
                    + "Choose batch sizes that divide the examples (dataset.train_examples), or set 'last_batch: drop'.");
            }

            if (study.MayDropLastBatch && rest > LargestShare * examples)
            {
                return new Confound(
                    study.Setting("batch_size"),
                    $"At batch size {size} 'last_batch: drop' leaves {StudyDesign.Text(rest)} of {StudyDesign.Text(examples)} examples out of each epoch ({StudyDesign.Text(Math.Round(100.0 * rest / examples, 1))} %), and at other sizes fewer. Choose batch sizes that divide the examples (dataset.train_examples), or set 'last_batch: keep'.");
            }
        }

        return null;
    }
}
