#version 450
// sum_forward: y[i] = act(a[i] + b[i])
//
// Shapes     a, b, y and z [count]; a and b may be the same buffer
// Bindings   0 Left a, read · 1 Right b, read · 2 Output y, write · 3 Preactivation z (the sum before act), write, only if store_preactivation
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   one addition in float32, then those of the activation, which sees the sum as it is stored
#include <storage>
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const bool store_preactivation = false;
layout(set = 0, binding = 0, std430) readonly buffer Left { real a[]; };
layout(set = 0, binding = 0, std430) readonly buffer LeftVectors { real4 a4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Right { real b[]; };
layout(set = 0, binding = 1, std430) readonly buffer RightVectors { real4 b4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 2, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Preactivation { real z[]; };
layout(set = 0, binding = 3, std430) writeonly buffer PreactivationVectors { real4 z4[]; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint index = invocation_index(workgroup_size);
    if (index < count / 4) {
        vec4 sum = as_stored(vec4(a4[index]) + vec4(b4[index]));
        if (store_preactivation) {
            z4[index] = stored4(sum);
        }
        y4[index] = stored4(vec4(activation_forward(sum.x), activation_forward(sum.y), activation_forward(sum.z), activation_forward(sum.w)));
        return;
    }
    if (index == count / 4) {
        for (uint i = 4 * index; i < count; i++) {
            float sum = as_stored(vec4(float(a[i]) + float(b[i]))).x;
            if (store_preactivation) {
                z[i] = stored(sum);
            }
            y[i] = stored(activation_forward(sum));
        }
    }
}
