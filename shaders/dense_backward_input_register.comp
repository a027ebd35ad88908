#version 450
// dense_backward_input_register: dx[b,i] = act'(x) * sum over o of dz[b,o] * w[i,o]
//
// Shapes     dz [B, O], w [I, O], saved and dx [B, I]
// Bindings   0 OutputGradient dz, read · 1 Weight w, read · 2 Saved, what act' is computed from, read (not touched by the identity) · 3 InputGradient dx, write
// Constants  I (inputs), O (outputs); tile: each invocation makes row_tile examples x 4 * column_vectors inputs;
//            vector_inputs: I is a multiple of 4; vector_outputs: O is a multiple of 4 (both mean 16-byte accesses)
// Dispatch   ceil(B / row_tile) * ceil(I / (4 * column_vectors)) invocations, inputs fastest
// Numerics   each value is one sum over o in order, by fma from 0 in float32, whatever the tile and the family
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint row_tile = 8;
layout(constant_id = 2) const uint column_vectors = 2;
layout(constant_id = 3) const uint inputs = 1;
layout(constant_id = 4) const uint outputs = 1;
layout(constant_id = 5) const bool vector_inputs = false;
layout(constant_id = 6) const bool vector_outputs = false;
layout(set = 0, binding = 0, std430) readonly buffer OutputGradient { float dz[]; };
layout(set = 0, binding = 0, std430) readonly buffer OutputGradientVectors { vec4 dz4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { float w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { vec4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Saved { float saved[]; };
layout(set = 0, binding = 2, std430) readonly buffer SavedVectors { vec4 saved4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { float dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { vec4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint column_tile = 4 * column_vectors;

void store(uint example, uint i, vec4 sum) {
    uint index = example * inputs + i;
    if (vector_inputs) {
        vec4 kept = saved4[index / 4];
        dx4[index / 4] = vec4(
            activation_backward(kept.x, sum.x), activation_backward(kept.y, sum.y), activation_backward(kept.z, sum.z), activation_backward(kept.w, sum.w));
        return;
    }
    [[unroll]] for (uint e = 0; e < 4; e++) {
        if (i + e < inputs) {
            dx[index + e] = activation_backward(saved[index + e], sum[e]);
        }
    }
}

void main() {
    uint column_tiles = ceil_div(inputs, column_tile);
    uint index = invocation_index(workgroup_size);
    uint first_example = index / column_tiles * row_tile;
    uint first_input = index % column_tiles * column_tile;
    if (first_example >= batch) {
        return;
    }

    uint source[row_tile];  // examples and inputs over the last repeat it and are not stored
    [[unroll]] for (uint t = 0; t < row_tile; t++) {
        source[t] = min(first_example + t, batch - 1) * outputs;
    }
    uint row[column_tile];
    [[unroll]] for (uint i = 0; i < column_tile; i++) {
        row[i] = min(first_input + i, inputs - 1) * outputs;
    }
    float sum[row_tile * column_tile];
    [[unroll]] for (uint n = 0; n < row_tile * column_tile; n++) {
        sum[n] = 0.0;
    }

    if (vector_outputs) {
        for (uint o = 0; o < outputs; o += 4) {
            vec4 gradient[row_tile];
            [[unroll]] for (uint t = 0; t < row_tile; t++) {
                gradient[t] = dz4[(source[t] + o) / 4];
            }
            [[unroll]] for (uint i = 0; i < column_tile; i++) {
                vec4 weight = w4[(row[i] + o) / 4];
                [[unroll]] for (uint t = 0; t < row_tile; t++) {
                    float total = sum[t * column_tile + i];
                    [[unroll]] for (uint e = 0; e < 4; e++) {
                        total = fma(gradient[t][e], weight[e], total);
                    }
                    sum[t * column_tile + i] = total;
                }
            }
        }
    } else {
        for (uint o = 0; o < outputs; o++) {
            float gradient[row_tile];
            [[unroll]] for (uint t = 0; t < row_tile; t++) {
                gradient[t] = dz[source[t] + o];
            }
            [[unroll]] for (uint i = 0; i < column_tile; i++) {
                float weight = w[row[i] + o];
                [[unroll]] for (uint t = 0; t < row_tile; t++) {
                    sum[t * column_tile + i] = fma(gradient[t], weight, sum[t * column_tile + i]);
                }
            }
        }
    }

    [[unroll]] for (uint i = 0; i < column_tile; i += 4) {
        if (first_input + i < inputs) {
            [[unroll]] for (uint t = 0; t < row_tile; t++) {
                if (first_example + t < batch) {
                    uint first = t * column_tile + i;
                    store(first_example + t, first_input + i, vec4(sum[first], sum[first + 1], sum[first + 2], sum[first + 3]));
                }
            }
        }
    }
}
