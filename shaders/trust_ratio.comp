#version 450
// trust_ratio: the ratio of each tensor, by the optimizer's rule on the norms of its parameters and of what its step is judged by; a tensor that is not adapted has 1
//
// Shapes     tensor [T] of (first block, blocks, is_adapted, 0), partial [blocks, 2], one Trust for each block; one Hyper
// Bindings   0 Tensors, read · 1 Partials, read · 2 HyperParameters, read · 3 Blocks (Trust), write
// Push       count: tensors
// Dispatch   one workgroup of 64 for each tensor
// Numerics   64 sums of every 64th partial, and then their sum, in order, in float32
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include "include/ordered_sum.glsl"
#include <optimizer>
#include "include/layerwise.glsl"
layout(local_size_x = 64) in;
layout(set = 0, binding = 0, std430) readonly buffer Tensors { uvec4 tensors[]; };
layout(set = 0, binding = 1, std430) readonly buffer Partials { vec2 partials[]; };
layout(set = 0, binding = 2, std430) readonly buffer HyperParameters { Hyper hyper; };
layout(set = 0, binding = 3, std430) writeonly buffer Blocks { Trust blocks[]; };
layout(push_constant) uniform Push { uint count; };

shared float shared_ratio;

void main() {
    uint index = workgroup_index();
    uint lane = gl_LocalInvocationID.x;
    if (index >= count) {
        return;
    }
    uvec4 tensor = tensors[index];
    vec2 sums = vec2(0.0);
    for (uint b = lane; b < tensor.y; b += sum_lanes) {
        sums += partials[tensor.x + b];
    }
    float parameter_sum = sum_of_lanes(sums.x, lane);
    barrier();
    float measured_sum = sum_of_lanes(sums.y, lane);
    if (lane == 0) {
        shared_ratio = tensor.z != 0 ? optimizer_trust(sqrt(parameter_sum), sqrt(measured_sum), hyper) : 1.0;
    }
    barrier();
    for (uint b = lane; b < tensor.y; b += sum_lanes) {
        blocks[tensor.x + b] = Trust(shared_ratio, tensor.z);
    }
}
