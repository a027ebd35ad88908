namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>The reference optimizers hold every check, and every mutant of them fails one.</summary>
public sealed class OptimizerTests
{
    private static readonly OptimizerImplementation Right = OptimizerImplementation.Reference;

    private static IEnumerable<Check<OptimizerImplementation>> Checks => OptimizerChecks.All;

    private static IEnumerable<Mutant<OptimizerImplementation>> Mutants =>
    [
        new("sgd goes up", SgdWith(sgd => (p, g, state, t, rate) => sgd.Update(p, g, state, t, -rate))),
        new("sgd steps by the momentum of the update before", SgdWith(OldMomentum)),
        new("sgd dampens the gradient by 1 - momentum", SgdWith(sgd => (p, g, state, t, rate) => sgd.Update(p, g * (1 - sgd.Momentum), state, t, rate))),
        new("sgd keeps the learning rate in its momentum", SgdWith(RateInMomentum)),
        new("sgd's momentum starts over at each update", SgdWith(sgd => (p, g, state, t, rate) => sgd.Update(p, g, new double[2], t, rate))),
        new("sgd's nesterov is plain momentum", SgdWith(sgd => (sgd with { Nesterov = false }).Update)),
        new("sgd's nesterov leaves out the gradient", SgdWith(NesterovWithoutGradient)),
        new("sgd's decay is decoupled from the momentum", SgdWith(DecoupledSgd)),
        new("sgd's decay has the wrong sign", SgdWith(sgd => (sgd with { WeightDecay = -sgd.WeightDecay }).Update)),
        new("adam's powers are one behind", AdamWith(adam => (p, g, state, t, rate) => adam.Update(p, g, state, t + 1, rate))),
        new("adam corrects every update as the first", AdamWith(adam => (p, g, state, t, rate) => adam.Update(p, g, state, 1, rate))),
        new("adam corrects nothing", AdamWith(adam => (p, g, state, t, rate) => adam.Update(p, g, state, 1_000_000, rate))),
        new("adam's second correction takes the power of beta1", AdamWith(WrongPower)),
        new("adam's betas are swapped", AdamWith(adam => (adam with { Beta1 = adam.Beta2, Beta2 = adam.Beta1 }).Update)),
        new("adam's second moment is not squared", AdamWith(NotSquared)),
        new("adam adds epsilon under the root", AdamWith(EpsilonUnderRoot)),
        new("adam leaves out epsilon", AdamWith(adam => (adam with { Epsilon = 0 }).Update)),
        new("adamw's decay is coupled to the gradient", AdamWith(adam => (adam with { IsDecoupled = false }).Update)),
        new("adam's decay is decoupled from the gradient", AdamWith(adam => (adam with { IsDecoupled = true }).Update)),
        new("adamw decays after the step", AdamWith(DecayAfterStep)),
        new("adamw's decay leaves out the learning rate", AdamWith(DecayWithoutRate)),
        new("adam drops its decay", AdamWith(adam => (adam with { WeightDecay = 0 }).Update)),
    ];

    [TestCaseSource(nameof(Checks))]
    public void Reference_holds(Check<OptimizerImplementation> check) => check.Run(Right).AssertWithin(check.Name);

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_is_caught(Mutant<OptimizerImplementation> mutant) => mutant.AssertCaught(Checks);

    private static OptimizerImplementation SgdWith(Func<ReferenceSgd, UpdateRule> rule) => Right with { Sgd = rule };

    private static OptimizerImplementation AdamWith(Func<ReferenceAdam, UpdateRule> rule) => Right with { Adam = rule };

    private static UpdateRule OldMomentum(ReferenceSgd sgd) => (p, g, state, t, rate) =>
    {
        double old = state[0];
        sgd.Update(p, g, state, t, rate);
        return t == 1 ? p - (rate * state[0]) : p - (rate * old);
    };

    private static UpdateRule RateInMomentum(ReferenceSgd sgd) => (p, g, state, t, rate) =>
    {
        state[0] = (sgd.Momentum * state[0]) + (rate * (g + (sgd.WeightDecay * p)));
        return p - state[0];
    };

    private static UpdateRule NesterovWithoutGradient(ReferenceSgd sgd) => (p, g, state, t, rate) =>
    {
        double plain = (sgd with { Nesterov = false }).Update(p, g, state, t, rate);
        return sgd.Nesterov ? p - (rate * sgd.Momentum * state[0]) : plain;
    };

    private static UpdateRule DecoupledSgd(ReferenceSgd sgd) => (p, g, state, t, rate) =>
        (sgd with { WeightDecay = 0 }).Update(p * (1 - (rate * sgd.WeightDecay)), g, state, t, rate);

    private static UpdateRule WrongPower(ReferenceAdam adam) => (p, g, state, t, rate) =>
    {
        adam.Update(p, g, state, t, rate);
        double correction = 1 - Math.Pow(adam.Beta1, t);
        return p - (rate * state[0] / correction / (Math.Sqrt(state[1] / correction) + adam.Epsilon));
    };

    private static UpdateRule NotSquared(ReferenceAdam adam) => (p, g, state, t, rate) =>
    {
        double before = state[1];
        adam.Update(p, g, state, t, rate);
        state[1] = (adam.Beta2 * before) + ((1 - adam.Beta2) * Math.Abs(g));
        double second = state[1] / (1 - Math.Pow(adam.Beta2, t));
        return p - (rate * state[0] / (1 - Math.Pow(adam.Beta1, t)) / (Math.Sqrt(second) + adam.Epsilon));
    };

    private static UpdateRule EpsilonUnderRoot(ReferenceAdam adam) => (p, g, state, t, rate) =>
    {
        adam.Update(p, g, state, t, rate);
        double second = state[1] / (1 - Math.Pow(adam.Beta2, t));
        double decay = adam.IsDecoupled ? rate * adam.WeightDecay * p : 0;
        return p - decay - (rate * state[0] / (1 - Math.Pow(adam.Beta1, t)) / Math.Sqrt(second + adam.Epsilon));
    };

    private static UpdateRule DecayAfterStep(ReferenceAdam adam) => (p, g, state, t, rate) =>
        adam.IsDecoupled ? (adam with { WeightDecay = 0 }).Update(p, g, state, t, rate) * (1 - (rate * adam.WeightDecay)) : adam.Update(p, g, state, t, rate);

    private static UpdateRule DecayWithoutRate(ReferenceAdam adam) => (p, g, state, t, rate) =>
        adam.IsDecoupled ? (adam with { WeightDecay = 0 }).Update(p * (1 - adam.WeightDecay), g, state, t, rate) : adam.Update(p, g, state, t, rate);
}
