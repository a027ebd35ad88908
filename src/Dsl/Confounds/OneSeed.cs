using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>Each point is run once: a difference cannot be told from the luck of initial weights and order (Bouthillier et al. 2021).</summary>
internal sealed class OneSeed : ConfoundRule
{
    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.OneSeed;

    public override Confound? Find(StudyDesign study) => study.Model.Sweep.Seeds.Count > 1 || study.Model.Sweep.PointCount < 2
        ? null
        : new Confound(
            study.Key("sweep", "seeds"),
            $"{StudyDesign.Text(study.Model.Sweep.PointCount)} points with one seed each: no difference can be told from the luck of initial weights and the order of examples. Set 'sweep: {{ seeds: 3 }}' for a look, and 29 to decide between close ones ('sweep plan' says how many).");
}
