#version 450
// activation_backward: dx[i] = act'(x[i]) * dy[i]
//
// Shapes     saved, dy and dx [count]; saved is x or y, as the activation wants; dy and dx may be the same buffer
// Bindings   0 Saved, read · 1 OutputGradient dy, read · 2 InputGradient dx, write
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   those of the activation
#include <storage>
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 0, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { real dy[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { real4 dy4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 2, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint index = invocation_index(workgroup_size);
    if (index < count / 4) {
        vec4 kept = vec4(saved4[index]);
        vec4 gradient = vec4(dy4[index]);
        dx4[index] = stored4(vec4(
            activation_backward(kept.x, gradient.x), activation_backward(kept.y, gradient.y),
            activation_backward(kept.z, gradient.z), activation_backward(kept.w, gradient.w)));
        return;
    }
    if (index == count / 4) {
        for (uint i = 4 * index; i < count; i++) {
            dx[i] = stored(activation_backward(float(saved[i]), float(dy[i])));
        }
    }
}
