#version 450
// dropout: y[b,i] = act'(x[b,i]) * (u(epoch, example[b], i) < rate ? 0 : x[b,i] * scale)
//
// Serves both ways: forward with act = identity; backward with x the gradient of the output, y that of the input, and act the activation before the dropout.
// Shapes     x, saved and y [B, elements], example [B]; x and y may be the same buffer
// Bindings   0 Input x, read · 1 BatchExamples, read · 2 Control (StepControl), read · 3 Saved, what act' is computed from, read (not touched by the identity) · 4 Output y, write
// Constants  vector_elements: elements is a multiple of 4 (16-byte accesses)
// Push       batch B; elements; rate; scale = 1 / (1 - rate); seed; layer
// Dispatch   B * ceil(elements / 4) invocations: each makes four neighbours of one example
// Numerics   u is the Philox draw with key (seed, 3 | layer << 8) and counter (epoch, example, element, 0), word 0: the same mask on every device and for every batch size
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
#include "include/philox.glsl"
#include "include/step_state.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const bool vector_elements = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer BatchExamples { uint examples[]; };
layout(set = 0, binding = 2, std430) readonly buffer Control { StepControl control; };
layout(set = 0, binding = 3, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 3, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 4, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 4, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(push_constant) uniform Push { uint batch; uint elements; float rate; float scale; uint seed; uint layer; };

void main() {
    uint index = invocation_index(workgroup_size);
    uint vectors = channel_vectors(elements);
    uint first = index % vectors * 4;
    uint b = index / vectors;
    if (b >= batch) {
        return;
    }

    vec4 factor;
    [[unroll]] for (uint e = 0; e < 4; e++) {
        uint word = philox(uvec4(control.epoch, examples[b], first + e, 0), uvec2(seed, purpose_dropout | layer << 8)).x;
        factor[e] = uniform_float(word) < rate ? 0.0 : scale;
    }

    uint target = b * elements + first;
    if (vector_elements) {
        vec4 value = vec4(x4[target / 4]) * factor;
        vec4 kept = vec4(saved4[target / 4]);
        y4[target / 4] = stored4(vec4(
            activation_backward(kept.x, value.x), activation_backward(kept.y, value.y), activation_backward(kept.z, value.z), activation_backward(kept.w, value.w)));
        return;
    }
    for (uint e = 0; e < 4 && first + e < elements; e++) {
        y[target + e] = stored(activation_backward(float(saved[target + e]), float(x[target + e]) * factor[e]));
    }
}
