using System.Runtime.InteropServices;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

/// <summary>Small kernels for tests of the layer itself.</summary>
internal static class TestShaders
{
    /// <summary>y[i] = factor * x[i] + shift for i below count; the factor is a specialization constant.</summary>
    public const string Scale = """
        #version 450
        layout(local_size_x_id = 0) in;
        layout(constant_id = 0) const uint workgroup_size = 32;
        layout(constant_id = 1) const float factor = 2.0;
        layout(set = 0, binding = 0, std430) readonly buffer X { float x[]; };
        layout(set = 0, binding = 1, std430) writeonly buffer Y { float y[]; };
        layout(push_constant) uniform Push { uint count; float shift; };
        void main()
        {
            uint i = gl_GlobalInvocationID.x;
            if (i < count)
            {
                y[i] = factor * x[i] + shift;
            }
        }
        """;

    /// <summary>y[i] = the first float of texel i.</summary>
    public const string Unpack = """
        #version 450
        layout(local_size_x = 1) in;
        layout(set = 0, binding = 0) uniform samplerBuffer texels;
        layout(set = 0, binding = 1, std430) writeonly buffer Y { float y[]; };
        void main()
        {
            y[gl_GlobalInvocationID.x] = texelFetch(texels, int(gl_GlobalInvocationID.x)).x;
        }
        """;

    public static uint[] Compile(string source)
    {
        using ShaderCompiler compiler = new(cache: null);
        return compiler.Compile(source, "test.comp");
    }

    public static ComputePipeline ScalePipeline(GpuDevice device, float factor = 2) => new(device, new ComputePipelineDescription
    {
        Label = "scale",
        Spirv = Compile(Scale),
        Bindings = [BindingKind.StorageBuffer, BindingKind.StorageBuffer],
        PushConstantBytes = 8,
        Specialization = [new(0, 32), new(1, BitConverter.SingleToUInt32Bits(factor))],
    });

    public static ComputePipeline UnpackPipeline(GpuDevice device) => UnpackPipeline(device, [BindingKind.TexelBuffer, BindingKind.StorageBuffer]);

    public static ComputePipeline UnpackPipeline(GpuDevice device, ImmutableArray<BindingKind> bindings) => new(device, new ComputePipelineDescription
    {
        Label = "unpack",
        Spirv = Compile(Unpack),
        Bindings = bindings,
    });

    public static void Unpacked(this CommandRecorder recorder, ComputePipeline pipeline, BufferRange texels, BufferRange y, uint count) =>
        recorder.Dispatch(pipeline, [texels, y], [], (count, 1, 1), "unpack");

    public static void Scaled(this CommandRecorder recorder, ComputePipeline pipeline, BufferRange x, BufferRange y, int count, float shift = 0)
    {
        Span<byte> push = stackalloc byte[8];
        MemoryMarshal.Write(push, (uint)count);
        MemoryMarshal.Write(push[4..], shift);
        recorder.Dispatch(pipeline, [x, y], push, ((uint)(count + 31) / 32, 1, 1), "scale");
    }
}
