#version 450
// gradient_squares: partial[k] = sum of gradient[i]^2 over the values i of block k
//
// Shapes     gradient [count], partial [ceil(count / 128)]
// Bindings   0 Gradients, read · 1 Scale (LossScale), read, only if is_scaled · 2 Partials, write
// Constants  is_scaled: gradients are multiplied by the scale, and their squares are of what they are without it
// Push       count
// Dispatch   one workgroup of 64 for each block of 128 values
// Numerics   each invocation adds two squares, and the first adds up what they found, in order, in float32. A sum that is not finite is NaN
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include "include/ordered_sum.glsl"
#include "include/loss_scale.glsl"
layout(local_size_x = 64) in;
layout(constant_id = 0) const bool is_scaled = false;
layout(set = 0, binding = 0, std430) readonly buffer Gradients { float gradients[]; };
layout(set = 0, binding = 1, std430) readonly buffer Scale { LossScale loss_scale; };
layout(set = 0, binding = 2, std430) writeonly buffer Partials { float partials[]; };
layout(push_constant) uniform Push { uint count; };

const uint block_values = 128;

void main() {
    uint block = workgroup_index();
    uint lane = gl_LocalInvocationID.x;
    uint first = block * block_values;
    if (first >= count) {
        return;
    }
    float sum = 0.0;
    for (uint i = first + lane; i < min(first + block_values, count); i += sum_lanes) {
        float gradient = is_scaled ? gradients[i] * inverse_of(loss_scale.scale) : gradients[i];
        sum += gradient * gradient;
    }
    float total = sum_of_lanes(sum, lane);
    if (lane == 0) {
        partials[block] = total;
    }
}
