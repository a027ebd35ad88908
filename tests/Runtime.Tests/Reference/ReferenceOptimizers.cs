namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>torch.optim.RMSprop, not centered. State: mean square, momentum buffer.</summary>
public sealed record ReferenceRmsprop(double Decay, double Epsilon, double Momentum, double WeightDecay) : ReferenceOptimizer
{
    public override int StateCount => 2;

    public override double Update(double parameter, double gradient, Span<double> state, long update, double learningRate)
    {
        double slope = gradient + (WeightDecay * parameter);
        state[0] += (1 - Decay) * ((slope * slope) - state[0]);
        state[1] = (Momentum * state[1]) + (slope / (Math.Sqrt(state[0]) + Epsilon));
        return parameter - (learningRate * state[1]);
    }
}

/// <summary>torch.optim.Adagrad. State: the sum of squares, without what it begins with.</summary>
public sealed record ReferenceAdagrad(double Epsilon, double LearningRateDecay, double InitialSum, double WeightDecay) : ReferenceOptimizer
{
    public override int StateCount => 1;

    public override double Update(double parameter, double gradient, Span<double> state, long update, double learningRate)
    {
        double slope = gradient + (WeightDecay * parameter);
        state[0] += slope * slope;
        return parameter - (learningRate / (1 + ((update - 1) * LearningRateDecay)) * slope / (Math.Sqrt(InitialSum + state[0]) + Epsilon));
    }
}

/// <summary>Lion (Chen et al. 2023, algorithm 2). State: the momentum.</summary>
public sealed record ReferenceLion(double Beta1, double Beta2, double WeightDecay) : ReferenceOptimizer
{
    public override int StateCount => 1;

    public override double Update(double parameter, double gradient, Span<double> state, long update, double learningRate)
    {
        int direction = Math.Sign((Beta1 * state[0]) + ((1 - Beta1) * gradient));
        state[0] = (Beta2 * state[0]) + ((1 - Beta2) * gradient);
        return parameter - (learningRate * (direction + (WeightDecay * parameter)));
    }
}

/// <summary>LARS (You et al. 2017). State: the momentum buffer, which holds the rate too.</summary>
public sealed record ReferenceLars(double Momentum, double WeightDecay, double TrustCoefficient, double Epsilon) : ReferenceOptimizer
{
    public override int StateCount => 1;

    public override double Update(double parameter, double gradient, Span<double> state, long update, double learningRate)
    {
        state[0] = (Momentum * state[0]) + (learningRate * (gradient + (WeightDecay * parameter)));
        return parameter - state[0];
    }

    public override void Update(double[] parameters, double[] gradients, double[] states, long update, double learningRate, bool isAdapted = true)
    {
        if (!isAdapted)
        {
            (this with { WeightDecay = 0 }).Step(parameters, gradients, states, update, learningRate);
            return;
        }

        (double weight, double slope) = (Norm(parameters), Norm(gradients));
        double ratio = weight == 0 || slope == 0 ? 1 : TrustCoefficient * weight / (slope + (WeightDecay * weight) + Epsilon);
        Step(parameters, gradients, states, update, ratio * learningRate);
    }

    internal static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    private void Step(double[] parameters, double[] gradients, double[] states, long update, double learningRate) =>
        base.Update(parameters, gradients, states, update, learningRate);
}

/// <summary>LAMB (You et al. 2020, algorithm 2) with the identity for its function of the norm. State: first and second moment.</summary>
public sealed record ReferenceLamb(double Beta1, double Beta2, double Epsilon, double WeightDecay) : ReferenceOptimizer
{
    public override int StateCount => 2;

    public override double Update(double parameter, double gradient, Span<double> state, long update, double learningRate) =>
        parameter - (learningRate * Direction(parameter, gradient, state, update));

    public override void Update(double[] parameters, double[] gradients, double[] states, long update, double learningRate, bool isAdapted = true)
    {
        if (!isAdapted)
        {
            (this with { WeightDecay = 0 }).Step(parameters, gradients, states, update, learningRate);
            return;
        }

        double[] untouched = [.. states];
        double step = ReferenceLars.Norm(parameters.Select((parameter, i) => Direction(parameter, gradients[i], untouched.AsSpan(2 * i, 2), update)));
        double weight = ReferenceLars.Norm(parameters);
        Step(parameters, gradients, states, update, weight == 0 || step == 0 ? learningRate : learningRate * weight / step);
    }

    private void Step(double[] parameters, double[] gradients, double[] states, long update, double learningRate) =>
        base.Update(parameters, gradients, states, update, learningRate);

    private double Direction(double parameter, double gradient, Span<double> state, long update)
    {
        state[0] = (Beta1 * state[0]) + ((1 - Beta1) * gradient);
        state[1] = (Beta2 * state[1]) + ((1 - Beta2) * gradient * gradient);
        double first = state[0] / (1 - Math.Pow(Beta1, update));
        double second = state[1] / (1 - Math.Pow(Beta2, update));
        return (first / (Math.Sqrt(second) + Epsilon)) + (WeightDecay * parameter);
    }
}
