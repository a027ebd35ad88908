#version 450
// weights_store: w[i] = parameter[i], in the storage of the features
//
// Shapes     parameter and w [count]
// Bindings   0 Parameters, read · 1 Weights w, write
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   one rounding
#include <storage>
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer Parameters { float parameters[]; };
layout(set = 0, binding = 0, std430) readonly buffer ParametersVectors { vec4 parameters4[]; };
layout(set = 0, binding = 1, std430) writeonly buffer Weights { real weights[]; };
layout(set = 0, binding = 1, std430) writeonly buffer WeightsVectors { real4 weights4[]; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint first = invocation_index(workgroup_size) * 4;
    if (first + 4 <= count) {
        weights4[first / 4] = stored4(parameters4[first / 4]);
        return;
    }
    for (uint i = first; i < count; i++) {
        weights[i] = stored(parameters[i]);
    }
}
