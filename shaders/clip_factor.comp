#version 450
// clip_factor: factor = min(1, largest / (norm + 1e-6)), norm = sqrt(sum over k of partial[k]), as torch.nn.utils.clip_grad_norm_ has it
//
// Shapes     partial [blocks], factor [1]
// Bindings   0 Partials, read · 1 Factor, write
// Push       blocks; largest
// Dispatch   one workgroup of 64
// Numerics   64 sums of every 64th partial, and then their sum, in order, in float32. A norm that is not finite makes the factor NaN, and with it the parameters: nothing hides it
#include "include/finite.glsl"
#include "include/ordered_sum.glsl"
layout(local_size_x = 64) in;
layout(set = 0, binding = 0, std430) readonly buffer Partials { float partials[]; };
layout(set = 0, binding = 1, std430) writeonly buffer Factor { float factor; };
layout(push_constant) uniform Push { uint blocks; float largest; };

void main() {
    uint lane = gl_LocalInvocationID.x;
    float sum = 0.0;
    for (uint k = lane; k < blocks; k += sum_lanes) {
        sum += partials[k];
    }
    float total = sum_of_lanes(sum, lane);
    if (lane == 0) {
        factor = is_finite(total) ? min(1.0, largest / (sqrt(total) + 1e-6)) : not_a_number();
    }
}
