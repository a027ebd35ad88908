#version 450
// activation_forward: y[i] = act(x[i])
//
// Shapes     x and y [count]; they may be the same buffer
// Bindings   0 Input x, read · 1 Output y, write
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   those of the activation
#include <storage>
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 1, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint index = invocation_index(workgroup_size);
    if (index < count / 4) {
        vec4 value = vec4(x4[index]);
        y4[index] = stored4(vec4(activation_forward(value.x), activation_forward(value.y), activation_forward(value.z), activation_forward(value.w)));
        return;
    }
    if (index == count / 4) {
        for (uint i = 4 * index; i < count; i++) {
            y[i] = stored(activation_forward(float(x[i])));
        }
    }
}
