using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Stages and shared memory of step programs; no device is needed.</summary>
public sealed class StepProgramTests
{
    private static readonly LogicalBuffer Weights = new("weights", 1024, BufferLifetime.Persistent);

    [Test]
    public void A_reader_waits_for_the_writer_of_its_range()
    {
        LogicalBuffer x = Transient("x");
        StepProgram program = Program(Writes(x.View), Reads(x.View));

        Assert.That(StagesOf(program), Is.EqualTo(new[] { "w:x", "r:x" }));
    }

    [Test]
    public void Readers_of_one_range_share_a_stage()
    {
        LogicalBuffer x = Transient("x");
        StepProgram program = Program(Writes(x.View), Reads(x.View), Reads(x.View));

        Assert.That(StagesOf(program), Is.EqualTo(new[] { "w:x", "r:x r:x" }));
    }

    [Test]
    public void A_writer_waits_for_readers_of_what_it_overwrites()
    {
        StepProgram program = Program(Reads(Weights.View), Writes(Weights.View));

        Assert.That(program.Stages, Has.Length.EqualTo(2));
    }

    [Test]
    public void Writers_of_disjoint_ranges_share_a_stage()
    {
        StepProgram program = Program(Writes(new BufferView(Weights, 0, 256)), Writes(new BufferView(Weights, 256, 256)));

        Assert.That(program.Stages, Has.Length.EqualTo(1));
    }

    [Test]
    public void Writers_of_ranges_that_share_one_byte_do_not_share_a_stage()
    {
        StepProgram program = Program(Writes(new BufferView(Weights, 0, 257)), Writes(new BufferView(Weights, 256, 256)));

        Assert.That(program.Stages, Has.Length.EqualTo(2));
    }

    [Test]
    public void A_dispatch_moves_ahead_of_later_stages_it_has_nothing_to_do_with()
    {
        LogicalBuffer x = Transient("x");
        LogicalBuffer y = Transient("y");
        StepProgram program = Program(Writes(x.View), Reads(x.View), Writes(y.View));

        Assert.That(StagesOf(program), Is.EqualTo(new[] { "w:x w:y", "r:x" }));
    }

    [Test]
    public void A_dispatch_never_moves_ahead_of_a_late_conflict()
    {
        LogicalBuffer x = Transient("x");
        LogicalBuffer y = Transient("y");
        StepProgram program = Program(Writes(x.View), Reads(x.View, y.View), Writes(y.View), Reads(y.View));

        Assert.That(StagesOf(program), Is.EqualTo(new[] { "w:x", "r:x", "w:y", "r:y" }));
    }

    [Test]
    public void A_view_outside_its_buffer_is_refused()
    {
        Assert.That(() => Program(Reads(new BufferView(Weights, 1000, 256))), Throws.ArgumentException.With.Message.Contains("outside its buffer"));
    }

    [Test]
    public void A_reader_of_texels_waits_for_the_writer_of_its_range()
    {
        LogicalBuffer x = Transient("x");
        StepProgram program = Program(Writes(x.View), ReadsTexels(x.View.AsTexels(TexelFormat.Float4)), Writes(x.View));

        Assert.That(StagesOf(program), Is.EqualTo(new[] { "w:x", "t:x", "w:x" }));
    }

    [Test]
    public void A_texel_binding_wants_a_format()
    {
        Assert.That(() => Program(ReadsTexels(Weights.View)), Throws.ArgumentException.With.Message
            .EqualTo("t:weights: 'x_texels' of kernel 'test' reads texels, but weights[0..1024] has no texel format; "
                + "bind view.AsTexels(TexelFormat.Float4), or Float1 where rows are no multiple of 4 floats. (Parameter 'dispatch')"));
    }

    [Test]
    public void A_storage_binding_wants_none()
    {
        Assert.That(() => Program(Reads(Weights.View.AsTexels(TexelFormat.Float1))), Throws.ArgumentException.With.Message
            .Contains("r:weights: 'b0' of kernel 'test' is a storage buffer, but weights[0..1024] has the texel format Float1; bind the view without AsTexels."));
    }

    [TestCase(TexelFormat.Float1, 6)]
    [TestCase(TexelFormat.Float4, 20)]
    public void A_view_that_is_no_whole_number_of_texels_has_no_texels(TexelFormat format, int bytes) => Assert.That(
        () => new BufferView(Weights, 0, bytes).AsTexels(format),
        Throws.ArgumentException.With.Message.Contains($"weights[0..{bytes}] is no whole number of {format} texels"));

    [Test]
    public void Transient_buffers_of_disjoint_stages_share_memory()
    {
        LogicalBuffer x = Transient("x");
        LogicalBuffer y = Transient("y");
        LogicalBuffer z = Transient("z");
        StepProgram program = Program(Writes(x.View), Copies(x.View, y.View), Copies(y.View, z.View), Reads(z.View));

        Assert.Multiple(() =>
        {
            Assert.That(program.Transients.ByteLength, Is.EqualTo(2 * 1024));
            Assert.That(program.Transients.Offsets[z], Is.EqualTo(program.Transients.Offsets[x]));
            Assert.That(program.Transients.Offsets[y], Is.Not.EqualTo(program.Transients.Offsets[x]));
        });
    }

    [Test]
    public void Transient_buffers_of_a_common_stage_never_overlap([Random(0, int.MaxValue, 20)] int seed)
    {
        Random random = new(seed);
        List<TransientUse> uses = [];
        for (int i = 0; i < 40; i++)
        {
            int first = random.Next(12);
            uses.Add(new TransientUse(new LogicalBuffer($"t{i}", 4 * random.Next(1, 2000), BufferLifetime.Transient), first, first + random.Next(5)));
        }

        TransientLayout layout = TransientLayout.Plan(uses);

        foreach (TransientUse a in uses)
        {
            Assert.That(layout.Offsets[a.Buffer] % TransientLayout.Alignment, Is.Zero);
            Assert.That(layout.Offsets[a.Buffer] + a.Buffer.ByteLength, Is.LessThanOrEqualTo(layout.ByteLength));
            foreach (TransientUse b in uses.Where(b => b.Buffer != a.Buffer && a.FirstStage <= b.LastStage && b.FirstStage <= a.LastStage))
            {
                bool apart = layout.Offsets[a.Buffer] + a.Buffer.ByteLength <= layout.Offsets[b.Buffer]
                    || layout.Offsets[b.Buffer] + b.Buffer.ByteLength <= layout.Offsets[a.Buffer];
                Assert.That(apart, Is.True, $"{a} and {b} overlap (seed {seed})");
            }
        }
    }

    private static LogicalBuffer Transient(string name) => new(name, 1024, BufferLifetime.Transient);

    private static StepProgram Program(params Dispatch[] dispatches)
    {
        StepProgramBuilder builder = new();
        builder.Add(dispatches);
        return builder.Build();
    }

    private static string[] StagesOf(StepProgram program) => [.. program.Stages.Select(stage => string.Join(' ', stage.Select(dispatch => dispatch.Label)))];

    private static Dispatch Reads(params BufferView[] views) => Uses($"r:{views[0].Buffer.Name}", [.. views.Select(view => (view, BufferAccess.Read))]);

    private static Dispatch ReadsTexels(BufferView view) => Uses($"t:{view.Buffer.Name}", (view, BufferAccess.Read)) with
    {
        Kernel = new KernelSignature("test", [new KernelBuffer("x_texels", BufferAccess.Read, IsTexels: true)], [], 0, []),
    };

    private static Dispatch Writes(BufferView view) => Uses($"w:{view.Buffer.Name}", (view, BufferAccess.Write));

    private static Dispatch Copies(BufferView from, BufferView to) => Uses($"c:{to.Buffer.Name}", (from, BufferAccess.Read), (to, BufferAccess.Write));

    private static Dispatch Uses(string label, params (BufferView View, BufferAccess Access)[] uses) => new()
    {
        Kernel = new KernelSignature("test", [.. uses.Select((use, i) => new KernelBuffer($"b{i}", use.Access))], [], 0, []),
        Buffers = [.. uses.Select(use => use.View)],
        Groups = new GroupCount(1),
        Label = label,
    };
}
