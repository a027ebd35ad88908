using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Network;

/// <summary>Collects the dispatches of one pass over a network for a fixed batch: where layers find their parameters and put their activations.</summary>
/// <param name="program">Where dispatches go.</param>
/// <param name="parameters">All parameters of the network, flat.</param>
/// <param name="batch">Examples of the batch.</param>
/// <param name="tiles">Chooses the tiles of products.</param>
/// <param name="step">What layers need of a training step; null for an evaluation, which has no way back and no randomness.</param>
public sealed class PassBuilder(StepProgramBuilder program, LogicalBuffer parameters, int batch, IProductTiles tiles, StepViews? step)
{
    /// <summary>Examples of the batch.</summary>
    public int Batch { get; } = batch;

    /// <summary>All parameters of the network, flat.</summary>
    public LogicalBuffer Parameters { get; } = parameters;

    /// <summary>What products multiply by: the parameters, or a copy of them. Its element type is that of the features too.</summary>
    public LogicalBuffer Weights { get; init; } = parameters;

    /// <summary>All running statistics of the network, flat; null where no layer keeps any.</summary>
    public LogicalBuffer? RunningStatistics { get; init; }

    /// <summary>Chooses the tiles of products.</summary>
    public IProductTiles Tiles { get; } = tiles;

    /// <summary>What layers need of a training step; null in an evaluation.</summary>
    public StepViews? Step { get; } = step;

    /// <summary>Whether a backward pass follows.</summary>
    public PassMode Mode => Step is null ? PassMode.Evaluation : PassMode.Training;

    /// <summary>The gradients of all parameters, flat.</summary>
    /// <exception cref="InvalidOperationException">The pass is an evaluation.</exception>
    public LogicalBuffer Gradients => Step?.Gradients ?? throw new InvalidOperationException("An evaluation has no gradients.");

    /// <summary>Adds a dispatch.</summary>
    public void Add(Dispatch dispatch) => program.Add(dispatch);

    /// <summary>Adds several dispatches, in order.</summary>
    public void Add(IEnumerable<Dispatch> dispatches) => program.Add(dispatches);

    /// <summary>Values of a shape over the whole batch.</summary>
    public long Elements(FeatureShape shape) => checked((long)Batch * shape.Elements);

    /// <summary>Memory for features of the whole batch, [batch, height, width, channels], kept while a stage needs it.</summary>
    public BufferView Features(string name, FeatureShape shape) =>
        new LogicalBuffer(name, Weights.Elements.BytesOf(Elements(shape)), BufferLifetime.Transient, Weights.Elements).View;

    /// <summary>Memory for integers of 4 bytes of the whole batch, kept while a stage needs it.</summary>
    public BufferView Integers(string name, FeatureShape shape) => Transient(name, Elements(shape) * sizeof(uint));

    /// <summary>Memory for floats, whatever the features' element type, kept while a stage needs it.</summary>
    public static BufferView Floats(string name, long count) => Transient(name, count * sizeof(float));

    /// <summary>Memory of the pass, kept while a stage needs it.</summary>
    public static BufferView Transient(string name, long byteLength) => new LogicalBuffer(name, byteLength, BufferLifetime.Transient).View;

    /// <summary>Memory of the pass, or null for 0 bytes.</summary>
    public static BufferView? Scratch(string name, long byteLength) => byteLength == 0 ? null : Transient(name, byteLength);

    /// <summary>Adds a pass over a gradient that takes it through an activation.</summary>
    /// <returns>The gradient before the activation.</returns>
    public BufferView Through(ActivationGradient activation, BufferView gradient, FeatureShape shape, string label)
    {
        BufferView before = Features($"{label}.gradient", shape);
        Add(ActivationKernels.Backward(activation, Elements(shape), gradient, before, label));
        return before;
    }
}

/// <summary>What layers need of a training step beyond their features.</summary>
/// <param name="Gradients">The gradients of all parameters, flat.</param>
/// <param name="Control">The step's numbers, <c>StepControl</c> in step_state.glsl.</param>
/// <param name="Examples">The numbers of the batch's examples, for what is random by example.</param>
/// <param name="Seed">The trial's seed.</param>
public sealed record StepViews(LogicalBuffer Gradients, BufferView Control, BufferView Examples, int Seed);

/// <summary>What a pass is for.</summary>
public enum PassMode
{
    /// <summary>A backward pass follows; dropout acts.</summary>
    Training,

    /// <summary>Outputs alone.</summary>
    Evaluation,
}
