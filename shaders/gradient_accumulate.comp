#version 450
// gradient_accumulate: gradient[i] += part[i]
//
// Shapes     gradient and part [count]
// Bindings   0 Gradients, read and written · 1 Part, read
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   one rounding
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) buffer Gradients { float gradients[]; };
layout(set = 0, binding = 0, std430) buffer GradientsVectors { vec4 gradients4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Part { float part[]; };
layout(set = 0, binding = 1, std430) readonly buffer PartVectors { vec4 part4[]; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint first = invocation_index(workgroup_size) * 4;
    if (first + 4 <= count) {
        gradients4[first / 4] += part4[first / 4];
        return;
    }
    for (uint i = first; i < count; i++) {
        gradients[i] += part[i];
    }
}
