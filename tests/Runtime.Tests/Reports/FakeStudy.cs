using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Tests.Sweeps;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>A study whose points have any parameters; what they train is one and the same.</summary>
/// <param name="points">Names and values of each point.</param>
internal sealed class FakeStudy(params (string Name, ParameterValue Value)[][] points) : Experiment
{
    private readonly FakeExperiment _like = new();

    public override string Name { get; } = "fake";

    public override string? Description => "fake";

    public override DatasetDefinition Dataset => _like.Dataset;

    public override SweepDefinition Sweep => _like.Sweep;

    public override IReadOnlyList<Dimension> Dimensions => [new("point", new ListedDistribution(points.Length))];

    public override SweepPoint PointAt(ReadOnlySpan<double> drawn, StudyContext context) =>
        _like.PointAt([0], context) with { Parameters = new ParameterSet([.. points[(int)drawn[0]].Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]) };
}
