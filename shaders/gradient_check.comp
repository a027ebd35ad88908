#version 450
// gradient_check: not_finite = 1 if any gradient is infinite or NaN
//
// Shapes     gradient [count], one LossScale
// Bindings   0 Gradients, read · 1 Scale (LossScale), read and written
// Push       count
// Dispatch   ceil(count / 4) invocations: each looks at four neighbours
// Numerics   exact; who finds one first does not matter
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include "include/loss_scale.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer Gradients { float gradients[]; };
layout(set = 0, binding = 0, std430) readonly buffer GradientsVectors { vec4 gradients4[]; };
layout(set = 0, binding = 1, std430) buffer Scale { LossScale loss_scale; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint first = invocation_index(workgroup_size) * 4;
    bool finite = true;
    if (first + 4 <= count) {
        vec4 gradient = gradients4[first / 4];
        finite = is_finite(gradient.x) && is_finite(gradient.y) && is_finite(gradient.z) && is_finite(gradient.w);
    } else {
        for (uint i = first; i < count; i++) {
            finite = finite && is_finite(gradients[i]);
        }
    }
    if (!finite) {
        atomicOr(loss_scale.not_finite, 1u);
    }
}
