using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Generator.Tests.Emit;

/// <summary>What was generated into the runtime does what its GLSL says.</summary>
public sealed class RuntimeWrapperTests
{
    [Test]
    public void A_dispatch_carries_everything_in_the_order_of_the_signature()
    {
        BufferView saved = new LogicalBuffer("saved", 28, BufferLifetime.Transient).View;
        BufferView outputGradient = new LogicalBuffer("dy", 28, BufferLifetime.Transient).View;
        BufferView inputGradient = new LogicalBuffer("dx", 28, BufferLifetime.Transient).View;

        Dispatch dispatch = new ActivationBackward
        {
            WorkgroupSize = 32,
            Saved = saved,
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            Count = 0x01020304,
            Activation = Activations.Gelu,
            Storage = ElementType.Float32,
        }.Dispatch(new(1), "test");

        Assert.That(dispatch.Kernel.Buffers.Select(buffer => buffer.Name), Is.EqualTo(new[] { "Saved", "OutputGradient", "InputGradient" }));
        Assert.That(dispatch.Kernel.Buffers.Select(buffer => buffer.Access), Is.EqualTo(new[] { BufferAccess.Read, BufferAccess.Read, BufferAccess.Write }));
        Assert.That(dispatch.Buffers, Is.EqualTo(new[] { saved, outputGradient, inputGradient }));
        Assert.That(dispatch.Specialization, Is.EqualTo(new[] { 32u }));
        Assert.That(dispatch.PushConstants, Is.EqualTo(BitConverter.GetBytes(0x01020304u)));
        Assert.That(dispatch.Snippets, Is.EqualTo(new[] { new Snippet("storage", "storages/float32.glsl"), new Snippet("activation", "activations/gelu.glsl") }));
    }

    [Test]
    public void A_window_sets_all_its_constants_at_once()
    {
        BufferView view = new LogicalBuffer("x", 4, BufferLifetime.Transient).View;

        AvgPool2dForward kernel = new() { Window = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), Input = view, Output = view, Batch = 1, Storage = ElementType.Float32 };

        Assert.That(new[] { kernel.InputHeight, kernel.InputWidth, kernel.WindowHeight, kernel.WindowWidth, kernel.StrideY }, Is.EqualTo(new[] { 1u, 2u, 3u, 4u, 5u }));
        Assert.That(new[] { kernel.StrideX, kernel.PaddingTop, kernel.PaddingLeft, kernel.OutputHeight, kernel.OutputWidth }, Is.EqualTo(new[] { 6u, 7u, 8u, 9u, 10u }));
    }

    [Test]
    public void A_convolution_sets_its_channels_and_its_window_at_once()
    {
        BufferView view = new LogicalBuffer("x", 4, BufferLifetime.Transient).View;

        Conv2dBackwardWeightTiled kernel = new()
        {
            Geometry = new(new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 11, 12),
            Input = view, OutputGradient = view, WeightGradient = view, BiasGradient = view, Storage = ElementType.Float32, Product = TileProduct.Fma,
            Batch = 1, PieceLength = 1, WeightStride = 1, BiasStride = 1,
        };

        Assert.That(new[] { kernel.InputHeight, kernel.OutputWidth, kernel.InputChannels, kernel.OutputChannels }, Is.EqualTo(new[] { 1u, 10u, 11u, 12u }));
        Assert.That((kernel.VectorInputs, kernel.VectorOutputs), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_tile_sets_its_constants_at_once_and_demands_subgroups_only_where_they_multiply_together()
    {
        BufferView view = new LogicalBuffer("x", 4, BufferLifetime.Transient).View;
        DenseForwardTiled alone = new()
        {
            Tile = new WorkgroupTile(64, 32, 16, 8, 4),
            Input = view, Weight = view, Bias = view, Output = view, Preactivation = view, Storage = ElementType.Float16, Product = TileProduct.Fma, Activation = Activations.Identity, Batch = 1,
        };
        CooperativeTile tile = new(64, 32, 16, 32, 16, new CooperativeMatrix(CooperativeMatrixExtension.Khr, 16, 8, 16), Lanes: 32);
        DenseForwardTiled together = alone with { Tile = tile, Product = tile.Product };

        Assert.That(new[] { alone.WorkgroupSize, alone.TileRows, alone.TileColumns, alone.TileDepth, alone.PartRows, alone.PartColumns }, Is.EqualTo(new[] { 64u, 64u, 32u, 16u, 8u, 4u }));
        Assert.That(new[] { together.WorkgroupSize, together.PartRows, together.PartColumns, together.MatrixRows, together.MatrixColumns, together.MatrixDepth }, Is.EqualTo(new[] { 128u, 32u, 16u, 16u, 8u, 16u }));
        Assert.That(alone.Dispatch(new GroupCount(1), "alone").Subgroups, Is.Null);
        Assert.That(together.Dispatch(new GroupCount(1), "together").Subgroups, Is.EqualTo(new SubgroupDemand(32, 128)));
    }

    [TestCase(1.0)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    [TestCase(0.9999999999)]
    public void A_hyper_parameter_out_of_range_is_refused_also_when_only_its_rounding_is(double beta)
    {
        ArgumentOutOfRangeException? error = Assert.Throws<ArgumentOutOfRangeException>(() => _ = new AdamOptimizer { Beta1 = beta });

        Assert.That(error!.Message, Does.StartWith("beta1 of adam must be from 0 to below 1"));
    }

    [Test]
    public void Hyper_parameters_become_bits_in_the_order_of_their_names()
    {
        SgdOptimizer sgd = new() { Momentum = 0.9, Nesterov = true };

        Assert.That(sgd.HyperNames, Is.EqualTo(new[] { "momentum", "weight_decay", "nesterov" }));
        Assert.That(sgd.HyperBits, Is.EqualTo(new[] { BitConverter.SingleToUInt32Bits(0.9f), 0u, 1u }));
        Assert.That(sgd.StateNames, Is.EqualTo(new[] { "momentum_buffer" }));
    }

    [Test]
    public void Optimizers_of_equal_hyper_parameters_are_equal()
    {
        AdamOptimizer one = new() { Beta1 = 0.8 };
        AdamOptimizer other = new() { Beta1 = 0.8 };

        Assert.That(one, Is.EqualTo(other).And.Not.EqualTo(new AdamOptimizer()));
    }

    [Test]
    public void The_lists_hold_every_snippet_of_the_shader_folder()
    {
        Assert.That(Activations.All.Select(activation => activation.Name), Is.EqualTo(Names("activations")));
        Assert.That(Optimizers.All.Select(optimizer => optimizer.Name), Is.EqualTo(Names("optimizers")));
    }

    private static string[] Names(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Architecture.Repository.Root, "shaders", folder), "*.glsl")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];
}
