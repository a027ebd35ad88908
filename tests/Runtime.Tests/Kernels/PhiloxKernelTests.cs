using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>include/philox.glsl against the known answers that Random123 publishes (kat_vectors, philox4x32 with 10 rounds).</summary>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class PhiloxKernelTests(string deviceIndex)
{
    private const string Kernel = """
        #version 450
        #include "include/philox.glsl"
        layout(local_size_x = 1) in;
        layout(set = 0, binding = 0, std430) readonly buffer Counters { uvec4 counters[]; };
        layout(set = 0, binding = 1, std430) readonly buffer Keys { uvec2 keys[]; };
        layout(set = 0, binding = 2, std430) writeonly buffer Words { uvec4 words[]; };
        void main() {
            words[gl_GlobalInvocationID.x] = philox(counters[gl_GlobalInvocationID.x], keys[gl_GlobalInvocationID.x]);
        }
        """;

    [Test]
    public void Known_answers_come_out_on_the_device()
    {
        using KernelBench bench = new(deviceIndex, new ShaderSource(path => path == "known_answers.comp" ? Kernel : File.ReadAllText(Path.Combine(KernelLibrary.ShaderFolder, path))));
        BenchArray counters = BenchArray.Of([0u, 0, 0, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]);
        BenchArray keys = BenchArray.Of([0u, 0, 0xffffffff, 0xffffffff, 0xa4093822, 0x299f31d0]);
        BenchArray words = BenchArray.Room(12);

        bench.Run(
            new Dispatch
            {
                Kernel = new KernelSignature("known_answers", [new("Counters", BufferAccess.Read), new("Keys", BufferAccess.Read), new("Words", BufferAccess.Write)], [], 0, []),
                Buffers = [counters.View, keys.View, words.View],
                Groups = new GroupCount(3),
                Label = "philox",
            },
            counters, keys, words);

        Assert.That(words.Integers, Is.EqualTo(new uint[]
        {
            0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8,
            0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
            0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1,
        }));
    }
}
