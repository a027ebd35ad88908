using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>
/// Batch norm makes the network itself depend on the batch size: over few examples its statistics are noise (Wu and He 2018), and over unlike numbers of them the noise, which regularises,
/// is of unlike strength (Hoffer et al. 2017).
/// </summary>
internal sealed class BatchNormStatistics : ConfoundRule
{
    private const int Fewest = 16;

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.BatchNormStatistics;

    public override Confound? Find(StudyDesign study)
    {
        if (study.Norms.Count == 0)
        {
            return null;
        }

        (int least, int most) = (study.Norms.Min(norm => norm.Examples), study.Norms.Max(norm => norm.Examples));
        if (study.Norms.GroupBy(norm => (norm.Ghost, norm.MicroBatch)).Any(alike => alike.Select(norm => norm.Examples).Distinct().Count() > 1))
        {
            return new Confound(
                study.Setting("batch_size"),
                $"batch_norm takes its statistics over {least}…{most} examples at batch sizes {study.BatchSizeRange()}: the noise in them regularises, and differs with the batch size. "
                + $"Give all the same with 'batch_norm: {{ ghost: {Math.Max(least, Fewest)} }}'{(least < Fewest ? $" and batch sizes from {Fewest} on" : "")}, or use group_norm, whose statistics are those of one example.");
        }

        return least >= Fewest
            ? null
            : new Confound(
                study.Setting("batch_size"),
                $"batch_norm takes its statistics over {least} {(least == 1 ? "example" : "examples")}: under {Fewest} they are mostly noise, and what they normalise in training differs from what running statistics do in evaluation. "
                + $"Use batches of {Fewest} or more, or group_norm, whose statistics are those of one example.");
    }
}
