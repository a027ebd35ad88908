using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Kernels that read through samplerBuffers what the host or another kernel wrote.</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class TexelBufferTests(string deviceIndex)
{
    // In floats: three times the offset that every device accepts.
    private const int First = 3 * 64;

    private const string Double = """
        #version 450
        layout(local_size_x = 1) in;
        layout(set = 0, binding = 0, std430) readonly buffer Input { float x[]; };
        layout(set = 0, binding = 1, std430) writeonly buffer Output { float y[]; };
        void main() {
            y[gl_GlobalInvocationID.x] = 2.0 * x[gl_GlobalInvocationID.x];
        }
        """;

    private const string Unpack = """
        #version 450
        layout(local_size_x = 1) in;
        layout(set = 0, binding = 0) uniform samplerBuffer input_texels;
        layout(set = 0, binding = 1, std430) writeonly buffer Output { vec4 y[]; };
        void main() {
            y[gl_GlobalInvocationID.x] = texelFetch(input_texels, int(gl_GlobalInvocationID.x));
        }
        """;

    private static readonly KernelSignature DoubleSignature = new("double", [new("Input", BufferAccess.Read), new("Output", BufferAccess.Write)], [], 0, []);

    private static readonly KernelSignature UnpackSignature =
        new("unpack", [new("input_texels", BufferAccess.Read, IsTexels: true), new("Output", BufferAccess.Write)], [], 0, []);

    private GpuDevice _device = null!;
    private KernelBench _bench = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _device = TestDevices.Open(deviceIndex, isValidated: true);
        _bench = new KernelBench(_device, new ShaderSource(path => path == "unpack.comp" ? Unpack : Double));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _bench?.Dispose();
        _device?.Dispose();
    }

    [TearDown]
    public void The_validation_layer_has_nothing_to_say() => Assert.That(_device.ValidationMessages, Is.Empty);

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(61)]
    public void Four_floats_are_read_at_once_from_any_aligned_offset_on(int texels)
    {
        BenchArray output = BenchArray.Room(4 * texels);

        _bench.Run(Unpacked(Input(out BenchArray input, 4 * texels).AsTexels(TexelFormat.Float4), output, texels), input, output);

        Assert.That(output.Floats, Is.EqualTo(input.Floats[First..(First + (4 * texels))]));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(61)]
    public void One_float_is_read_into_x_from_any_aligned_offset_on(int texels)
    {
        BenchArray output = BenchArray.Room(4 * texels);

        _bench.Run(Unpacked(Input(out BenchArray input, texels).AsTexels(TexelFormat.Float1), output, texels), input, output);

        Assert.That(output.Floats, Is.EqualTo(input.Floats[First..(First + texels)].SelectMany(value => new[] { value, 0, 0, 1 })));
    }

    [Test]
    public void Both_formats_read_one_range_in_one_recording()
    {
        BufferView view = Input(out BenchArray input, 12);
        BenchArray four = BenchArray.Room(12);
        BenchArray one = BenchArray.Room(12);

        _bench.Run([Unpacked(view.AsTexels(TexelFormat.Float4), four, 3), Unpacked(view.AsTexels(TexelFormat.Float1), one, 3)], input, four, one);

        Assert.That(four.Floats, Is.EqualTo(input.Floats[First..(First + 12)]));
        Assert.That(one.Floats.Where((_, i) => i % 4 == 0), Is.EqualTo(input.Floats[First..(First + 3)]));
    }

    [Test]
    public void Texels_are_read_after_the_kernel_that_wrote_them()
    {
        BenchArray input = BenchArray.Of([1f, 2, 3, 4, 5, 6, 7, 8]);
        BenchArray between = BenchArray.Room(8);
        BenchArray output = BenchArray.Room(8);
        BufferView written = between.View with { ByteLength = 8 * sizeof(float) };

        _bench.Run(
            [
                new Dispatch { Kernel = DoubleSignature, Buffers = [input.View, written], Groups = new GroupCount(8), Label = "write" },
                Unpacked(written.AsTexels(TexelFormat.Float4), output, 2),
            ],
            input, between, output);

        Assert.That(output.Floats, Is.EqualTo(new float[] { 2, 4, 6, 8, 10, 12, 14, 16 }));
    }

    // The view begins and ends inside the array: what lies before and after must not be read.
    private static BufferView Input(out BenchArray input, int count)
    {
        Random random = new(count);
        input = BenchArray.Of([.. Enumerable.Range(0, First + count + 5).Select(_ => random.NextSingle())]);
        return input.View with { ByteOffset = input.View.ByteOffset + (First * sizeof(float)), ByteLength = count * sizeof(float) };
    }

    private static Dispatch Unpacked(BufferView texels, BenchArray output, int count) => new()
    {
        Kernel = UnpackSignature,
        Buffers = [texels, output.View],
        Groups = new GroupCount((uint)count),
        Label = "unpack",
    };
}
