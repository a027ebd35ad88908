#version 450
// sum_backward: dx[i] = act'(x[i]) * (da[i] + db[i]), the gradient of what went two ways
//
// Shapes     saved, da, db and dx [count]; saved is x or act(x), as the activation wants; da and db may be the same buffer
// Bindings   0 Saved, read (not touched by the identity) · 1 Left da, read · 2 Right db, read · 3 InputGradient dx, write
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   one addition in float32, then those of the activation
#include <storage>
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 0, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Left { real da[]; };
layout(set = 0, binding = 1, std430) readonly buffer LeftVectors { real4 da4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Right { real db[]; };
layout(set = 0, binding = 2, std430) readonly buffer RightVectors { real4 db4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint index = invocation_index(workgroup_size);
    if (index < count / 4) {
        vec4 kept = vec4(saved4[index]);
        vec4 sum = vec4(da4[index]) + vec4(db4[index]);
        dx4[index] = stored4(vec4(
            activation_backward(kept.x, sum.x), activation_backward(kept.y, sum.y), activation_backward(kept.z, sum.z), activation_backward(kept.w, sum.w)));
        return;
    }
    if (index == count / 4) {
        for (uint i = 4 * index; i < count; i++) {
            dx[i] = stored(activation_backward(float(saved[i]), float(da[i]) + float(db[i])));
        }
    }
}
