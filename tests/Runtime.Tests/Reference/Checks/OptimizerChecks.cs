namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>
/// What holds of every right optimizer. Expected values come from sums over the whole history instead of the running averages of the rules.
/// </summary>
public static class OptimizerChecks
{
    private const int Updates = 12;
    private static readonly ReferenceAdam Adam = new(0.8, 0.9, 1e-3, 0, IsDecoupled: false);

    public static ImmutableArray<Check<OptimizerImplementation>> All { get; } =
    [
        new("Plain sgd goes down the gradient", o => Equality.Of(Run(o.Sgd(new ReferenceSgd())), Descent(g => g))),
        new("Momentum weighs earlier gradients by its powers", o => Equality.Of(Run(o.Sgd(new ReferenceSgd(0.9))), Descent(Momentum))),
        new("Nesterov looks one momentum ahead", o => Equality.Of(Run(o.Sgd(new ReferenceSgd(0.9, Nesterov: true))), Descent(g => [.. Momentum(g).Select((m, t) => g[t] + (0.9 * m))]))),
        new("Without a gradient sgd's decay shrinks by a factor an update", o => Equality.Of(Decayed(o.Sgd(new ReferenceSgd(WeightDecay: 0.1))), Shrunk())),
        new("The decay of sgd goes through the momentum", SgdDecayGoesThroughMomentum),
        new("Adam divides corrected moments", o => Equality.Of(Run(o.Adam(Adam)), Descent(g => AdamSteps(g, Adam)))),
        new("Adam's first step is the learning rate whatever the gradient", o => Equality.Of(First(o.Adam(Adam with { Epsilon = 0 }), 123, 0.01), 5 - 0.01).Worse(Equality.Of(First(o.Adam(Adam with { Epsilon = 0 }), -0.002, 0.01), 5 + 0.01))),
        new("Epsilon is added to the root", o => Equality.Of(First(o.Adam(Adam with { Epsilon = 2 }), 2, 1), 4.5)),
        new("Without a gradient adamw's decay shrinks by a factor an update", o => Equality.Of(Decayed(o.Adam(Adam with { WeightDecay = 0.1, IsDecoupled = true })), Shrunk())),
        new("The decay of adamw comes before the step", AdamwDecaysFirst),
        new("The decay of adam is part of the gradient", AdamDecayIsGradient),
        new("Decay 0 makes adamw adam", o => Equality.Of(Run(o.Adam(Adam with { IsDecoupled = true })), Run(o.Adam(Adam)))),
        new("Learning rate 0 changes nothing", LearningRateZero),
    ];

    private static double[] Gradients => Draw.Uniform(5, Updates);

    // A rate that changes tells a rate within the momentum from one outside it.
    private static double Rate(int t) => 0.1 / (t + 1);

    private static double[] Run(UpdateRule rule, Func<int, double>? rate = null, bool hasGradient = true)
    {
        double[] state = new double[2];
        double[] path = new double[Updates];
        double parameter = 1;
        for (int t = 0; t < Updates; t++)
        {
            parameter = rule(parameter, hasGradient ? Gradients[t] : 0, state, t + 1, (rate ?? Rate)(t));
            path[t] = parameter;
        }

        return path;
    }

    private static double[] Descent(Func<double[], double[]> steps)
    {
        double[] step = steps(Gradients);
        return [.. Enumerable.Range(0, Updates).Select(t => 1 - Enumerable.Range(0, t + 1).Sum(i => Rate(i) * step[i]))];
    }

    private static double[] Momentum(double[] g) => [.. g.Select((_, t) => Enumerable.Range(0, t + 1).Sum(i => Math.Pow(0.9, t - i) * g[i]))];

    private static double[] AdamSteps(double[] g, ReferenceAdam adam)
    {
        static double Average(double beta, int t, Func<int, double> value) =>
            Enumerable.Range(0, t + 1).Sum(i => Math.Pow(beta, t - i) * value(i)) / Enumerable.Range(0, t + 1).Sum(i => Math.Pow(beta, t - i));

        return [.. g.Select((_, t) => Average(adam.Beta1, t, i => g[i]) / (Math.Sqrt(Average(adam.Beta2, t, i => g[i] * g[i])) + adam.Epsilon))];
    }

    private static double First(UpdateRule rule, double gradient, double rate) => rule(5, gradient, new double[2], 1, rate);

    private static double[] Decayed(UpdateRule rule) => Run(rule, _ => 0.5, hasGradient: false);

    private static double[] Shrunk() => [.. Enumerable.Range(1, Updates).Select(t => Math.Pow(1 - (0.5 * 0.1), t))];

    private static Comparison SgdDecayGoesThroughMomentum(OptimizerImplementation optimizers)
    {
        UpdateRule rule = optimizers.Sgd(new ReferenceSgd(0.5, WeightDecay: 0.1));
        double[] state = new double[2];

        // Slopes 1 + 0.1 * 2 = 1.2 and 3 + 0.1 * 0.8 = 3.08; buffer 1.2, then 0.6 + 3.08.
        double first = rule(2, 1, state, 1, 1);
        double second = rule(first, 3, state, 2, 1);
        return Equality.Of([first, second], [0.8, 0.8 - 3.68]);
    }

    private static Comparison AdamwDecaysFirst(OptimizerImplementation optimizers)
    {
        UpdateRule rule = optimizers.Adam(Adam with { Epsilon = 0, WeightDecay = 0.5, IsDecoupled = true });

        return Equality.Of(First(rule, 7, 0.1), (5 * 0.95) - 0.1);
    }

    private static Comparison AdamDecayIsGradient(OptimizerImplementation optimizers)
    {
        ReferenceAdam decaying = Adam with { WeightDecay = 0.5 };
        UpdateRule plain = optimizers.Adam(Adam);

        return Equality.Of(Run(optimizers.Adam(decaying)), Run((p, g, state, update, rate) => plain(p, g + (0.5 * p), state, update, rate)));
    }

    private static Comparison LearningRateZero(OptimizerImplementation optimizers)
    {
        double[] still = [.. Enumerable.Repeat(1.0, Updates)];
        return Equality.Of(Run(optimizers.Sgd(new ReferenceSgd(0.9, true, 0.1)), _ => 0), still)
            .Worse(Equality.Of(Run(optimizers.Adam(Adam with { WeightDecay = 0.1 }), _ => 0), still))
            .Worse(Equality.Of(Run(optimizers.Adam(Adam with { WeightDecay = 0.1, IsDecoupled = true }), _ => 0), still));
    }
}
