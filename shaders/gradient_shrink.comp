#version 450
// gradient_shrink: gradient[i] *= factor
//
// Shapes     gradient [count], factor [1]
// Bindings   0 Gradients, read and written · 1 Factor, read
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   one rounding; a factor of 1 changes nothing
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) buffer Gradients { float gradients[]; };
layout(set = 0, binding = 0, std430) buffer GradientsVectors { vec4 gradients4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Factor { float factor; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint first = invocation_index(workgroup_size) * 4;
    if (first + 4 <= count) {
        gradients4[first / 4] *= factor;
        return;
    }
    for (uint i = first; i < count; i++) {
        gradients[i] *= factor;
    }
}
