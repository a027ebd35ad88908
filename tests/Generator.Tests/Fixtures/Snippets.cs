namespace SweepDsl.Generator.Tests.Fixtures;

/// <summary>Texts of GLSL that tests share.</summary>
internal static class Snippets
{
    public const string Relu = """
        // relu: max(x, 0)
        // @backward_from output
        float activation_forward(float x) { return max(x, 0.0); }
        float activation_backward(float saved, float dy) { return saved > 0.0 ? dy : 0.0; }
        """;

    public const string Gelu = """
        // gelu: x Phi(x)
        // @backward_from input
        float activation_forward(float x) { return x; }
        float activation_backward(float saved, float dy) { return dy; }
        """;

    public const string Adam = """
        // adam: Adam; weight decay is added to the gradient.
        struct Hyper {
            float beta1;          // = 0.9 in [0, 1): decay of the mean
            float epsilon;        // = 1e-8 in (0, 1]
            float weight_decay;   // = 0 in [0, inf)
            uint warmup;          // = 3 in [1, 100]
            int offset;           // = -2
            uint amsgrad;         // bool = false: whether the largest second moment counts
        };
        struct State { float first_moment; float second_moment; };
        struct PerUpdate { float first_correction; float second_correction; };
        PerUpdate optimizer_prepare(Hyper hyper, uint update) { return PerUpdate(1.0, 1.0); }
        float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate) {
            return parameter;
        }
        """;

    public const string Kernel = """
        #version 450
        // conv2d_forward: y = act(b + x * w)
        // more of the header
        #include "include/indexing.glsl"
        #include <activation>
        layout(local_size_x_id = 0) in;
        layout(constant_id = 0) const uint workgroup_size = 64;  // invocations of a group
        layout(constant_id = 1) const float slope = -1e-3;
        layout(constant_id = 2) const bool has_bias = true;
        layout(constant_id = 3) const int shift = -1;
        layout(constant_id = 4) const uint subgroup_size = 8;
        layout(set = 0, binding = 0, std430) readonly buffer Input { vec4 x[]; };
        layout(set = 0, binding = 1, std430) writeonly buffer Output { float y[]; };  // [batch, h & w]
        layout(set = 0, binding = 2, std430) buffer Sums { float sums[]; };
        layout(set = 0, binding = 3) uniform samplerBuffer weight_texels;  // w
        layout(push_constant) uniform Push { uint batch; float rate; int first; };
        void main() { }
        """;
}
