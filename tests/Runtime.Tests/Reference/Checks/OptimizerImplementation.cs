namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>An implementation of both families of optimizers: sgd, and adam with adamw.</summary>
/// <param name="Sgd">sgd from its hyper-parameters.</param>
/// <param name="Adam">adam or adamw from their hyper-parameters.</param>
public sealed record OptimizerImplementation(Func<ReferenceSgd, UpdateRule> Sgd, Func<ReferenceAdam, UpdateRule> Adam)
{
    /// <summary>The reference.</summary>
    public static OptimizerImplementation Reference { get; } = new(sgd => sgd.Update, adam => adam.Update);
}

/// <summary>One update of one parameter, as <see cref="ReferenceOptimizer.Update(double, double, Span{double}, long, double)"/>.</summary>
public delegate double UpdateRule(double parameter, double gradient, Span<double> state, long update, double learningRate);
