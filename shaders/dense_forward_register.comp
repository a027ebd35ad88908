#version 450
// dense_forward_register: y[b,o] = act(bias[o] + sum over i of x[b,i] * w[i,o])
//
// Shapes     x [B, I], w [I, O], bias [O], y and z [B, O]
// Bindings   0 Input x, read · 1 Weight w, read · 2 Bias, read · 3 Output y, write · 4 Preactivation z (the sum before act), write, only if store_preactivation
// Constants  I (inputs), O (outputs); tile: each invocation makes row_tile examples x 4 * column_vectors outputs;
//            vector_inputs: I is a multiple of 4; vector_outputs: O is a multiple of 4 (both mean 16-byte accesses)
// Dispatch   ceil(B / row_tile) * ceil(O / (4 * column_vectors)) invocations, outputs fastest
// Numerics   each output is one sum over i in order, by fma from 0 in float32, whatever the tile and the family; the bias is added last
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
layout(constant_id = 7) const bool has_bias = true;
layout(constant_id = 8) const bool store_preactivation = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { float x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { vec4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { float w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { vec4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Bias { float bias[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Output { float y[]; };
layout(set = 0, binding = 3, std430) writeonly buffer OutputVectors { vec4 y4[]; };
layout(set = 0, binding = 4, std430) writeonly buffer Preactivation { float z[]; };
layout(set = 0, binding = 4, std430) writeonly buffer PreactivationVectors { vec4 z4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint last_output = outputs - 1;

// Four weights of one input. Outputs over the last repeat it: their sums are not stored.
vec4 weights(uint i, uint o) {
    uint row = i * outputs;
    if (vector_outputs) {
        return w4[(row + min(o, outputs - 4)) / 4];
    }
    return vec4(w[row + min(o, last_output)], w[row + min(o + 1, last_output)], w[row + min(o + 2, last_output)], w[row + min(o + 3, last_output)]);
}

void store(uint example, uint o, vec4 sum) {
    uint index = example * outputs + o;
    if (vector_outputs) {
        if (store_preactivation) {
            z4[index / 4] = sum;
        }
        y4[index / 4] = vec4(activation_forward(sum.x), activation_forward(sum.y), activation_forward(sum.z), activation_forward(sum.w));
        return;
    }
    [[unroll]] for (uint e = 0; e < 4; e++) {
        if (o + e < outputs) {
            if (store_preactivation) {
                z[index + e] = sum[e];
            }
            y[index + e] = activation_forward(sum[e]);
        }
    }
}

void main() {
    uint column_tiles = ceil_div(outputs, 4 * column_vectors);
    uint index = invocation_index(workgroup_size);
    uint first_example = index / column_tiles * row_tile;
    uint first_output = index % column_tiles * 4 * column_vectors;
    if (first_example >= batch) {
        return;
    }

    uint source[row_tile];
    [[unroll]] for (uint t = 0; t < row_tile; t++) {
        source[t] = min(first_example + t, batch - 1) * inputs;  // examples over the last repeat it and are not stored
    }
    vec4 sum[row_tile * column_vectors];
    [[unroll]] for (uint n = 0; n < row_tile * column_vectors; n++) {
        sum[n] = vec4(0.0);
    }

    if (vector_inputs) {
        for (uint i = 0; i < inputs; i += 4) {
            vec4 value[row_tile];
            [[unroll]] for (uint t = 0; t < row_tile; t++) {
                value[t] = x4[(source[t] + i) / 4];
            }
            [[unroll]] for (uint e = 0; e < 4; e++) {
                [[unroll]] for (uint j = 0; j < column_vectors; j++) {
                    vec4 weight = weights(i + e, first_output + 4 * j);
                    [[unroll]] for (uint t = 0; t < row_tile; t++) {
                        sum[t * column_vectors + j] = fma(vec4(value[t][e]), weight, sum[t * column_vectors + j]);
                    }
                }
            }
        }
    } else {
        for (uint i = 0; i < inputs; i++) {
            float value[row_tile];
            [[unroll]] for (uint t = 0; t < row_tile; t++) {
                value[t] = x[source[t] + i];
            }
            [[unroll]] for (uint j = 0; j < column_vectors; j++) {
                vec4 weight = weights(i, first_output + 4 * j);
                [[unroll]] for (uint t = 0; t < row_tile; t++) {
                    sum[t * column_vectors + j] = fma(vec4(value[t]), weight, sum[t * column_vectors + j]);
                }
            }
        }
    }

    [[unroll]] for (uint j = 0; j < column_vectors; j++) {
        uint o = first_output + 4 * j;
        if (o < outputs) {
            vec4 shift = vec4(0.0);
            if (has_bias) {
                shift = vec4(bias[o], bias[min(o + 1, last_output)], bias[min(o + 2, last_output)], bias[min(o + 3, last_output)]);
            }
            [[unroll]] for (uint t = 0; t < row_tile; t++) {
                if (first_example + t < batch) {
                    store(first_example + t, o, sum[t * column_vectors + j] + shift);
                }
            }
        }
    }
}
