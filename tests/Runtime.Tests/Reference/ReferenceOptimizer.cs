using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>An update rule for one parameter, as <c>torch.optim</c> has it.</summary>
public abstract record ReferenceOptimizer
{
    /// <summary>Numbers kept for each parameter; they start at 0.</summary>
    public abstract int StateCount { get; }

    /// <summary>The rule that a definition names, with the hyper-parameters' bits as the device gets them.</summary>
    public static ReferenceOptimizer Of(OptimizerDefinition definition)
    {
        double Real(string name) => BitConverter.UInt32BitsToSingle(definition.HyperBits[definition.HyperNames.IndexOf(name)]);
        bool Truth(string name) => definition.HyperBits[definition.HyperNames.IndexOf(name)] != 0;
        return definition.Name switch
        {
            "sgd" => new ReferenceSgd(Real("momentum"), Truth("nesterov"), Real("weight_decay")),
            "adam" => new ReferenceAdam(Real("beta1"), Real("beta2"), Real("epsilon"), Real("weight_decay"), IsDecoupled: false),
            "adamw" => new ReferenceAdam(Real("beta1"), Real("beta2"), Real("epsilon"), Real("weight_decay"), IsDecoupled: true),
            "rmsprop" => new ReferenceRmsprop(Real("decay"), Real("epsilon"), Real("momentum"), Real("weight_decay")),
            "adagrad" => new ReferenceAdagrad(Real("epsilon"), Real("learning_rate_decay"), Real("initial_sum"), Real("weight_decay")),
            "lion" => new ReferenceLion(Real("beta1"), Real("beta2"), Real("weight_decay")),
            "lars" => new ReferenceLars(Real("momentum"), Real("weight_decay"), Real("trust_coefficient"), Real("epsilon")),
            "lamb" => new ReferenceLamb(Real("beta1"), Real("beta2"), Real("epsilon"), Real("weight_decay")),
            _ => throw new ArgumentException($"There is no reference for the optimizer '{definition.Name}'."),
        };
    }

    /// <summary>The parameter after an update.</summary>
    /// <param name="parameter">The parameter before.</param>
    /// <param name="gradient">The loss's gradient.</param>
    /// <param name="state">The numbers kept for this parameter; overwritten.</param>
    /// <param name="update">Number of the update, from 1.</param>
    /// <param name="learningRate">The learning rate of this update.</param>
    public abstract double Update(double parameter, double gradient, Span<double> state, long update, double learningRate);

    /// <summary>Updates all parameters of a tensor in place; their states lie one after another.</summary>
    /// <param name="parameters">The tensor.</param>
    /// <param name="gradients">Its gradient.</param>
    /// <param name="states">What is kept.</param>
    /// <param name="update">Number of the update, from 1.</param>
    /// <param name="learningRate">The learning rate of this update.</param>
    /// <param name="isAdapted">Whether the tensor has a ratio of its own, where the rule has ratios.</param>
    public virtual void Update(double[] parameters, double[] gradients, double[] states, long update, double learningRate, bool isAdapted = true)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Update(parameters[i], gradients[i], states.AsSpan(i * StateCount, StateCount), update, learningRate);
        }
    }
}

/// <summary>torch.optim.SGD with dampening 0. State: the momentum buffer.</summary>
public sealed record ReferenceSgd(double Momentum = 0, bool Nesterov = false, double WeightDecay = 0) : ReferenceOptimizer
{
    public override int StateCount => 1;

    public override double Update(double parameter, double gradient, Span<double> state, long update, double learningRate)
    {
        double slope = gradient + (WeightDecay * parameter);
        state[0] = (Momentum * state[0]) + slope;
        return parameter - (learningRate * (Nesterov ? slope + (Momentum * state[0]) : state[0]));
    }
}

/// <summary>torch.optim.Adam (decay added to the gradient) and torch.optim.AdamW (decay decoupled). State: first and second moment.</summary>
public sealed record ReferenceAdam(double Beta1, double Beta2, double Epsilon, double WeightDecay, bool IsDecoupled) : ReferenceOptimizer
{
    public override int StateCount => 2;

    public override double Update(double parameter, double gradient, Span<double> state, long update, double learningRate)
    {
        double slope = IsDecoupled ? gradient : gradient + (WeightDecay * parameter);
        double decayed = IsDecoupled ? parameter * (1 - (learningRate * WeightDecay)) : parameter;
        state[0] = (Beta1 * state[0]) + ((1 - Beta1) * slope);
        state[1] = (Beta2 * state[1]) + ((1 - Beta2) * slope * slope);
        double firstMoment = state[0] / (1 - Math.Pow(Beta1, update));
        double secondMoment = state[1] / (1 - Math.Pow(Beta2, update));
        return decayed - (learningRate * firstMoment / (Math.Sqrt(secondMoment) + Epsilon));
    }
}
