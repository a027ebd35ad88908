#version 450
// dense_backward_weight_register: dw[j,i,o] = sum over b of x[b,i] * dz[b,o], db[j,o] = sum over b of dz[b,o]; b in piece j
//
// Shapes     x [B, I], dz [B, O], dw [J, I, O], db [J, O]. J pieces of piece_length examples each, the last one shorter.
// Bindings   0 Input x, read · 1 OutputGradient dz, read · 2 WeightGradient dw, write · 3 BiasGradient db, write, only if has_bias
// Constants  I (inputs), O (outputs); tile: each invocation makes 4 * row_vectors inputs x 4 * column_vectors outputs of one piece;
//            vector_inputs: I is a multiple of 4; vector_outputs: O is a multiple of 4 (both mean 16-byte accesses)
// Push       batch B; piece_length; weight_stride, bias_stride: values from one piece to the next in dw and db
// Dispatch   J * ceil(I / (4 * row_vectors)) * ceil(O / (4 * column_vectors)) invocations, outputs fastest, then inputs
// Numerics   each value is one sum over b in order, by fma from 0 in float32, whatever the tile and the family; the pieces follow from the shapes alone and are added by reduce_partials
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint row_vectors = 2;
layout(constant_id = 2) const uint column_vectors = 2;
layout(constant_id = 3) const uint inputs = 1;
layout(constant_id = 4) const uint outputs = 1;
layout(constant_id = 5) const bool vector_inputs = false;
layout(constant_id = 6) const bool vector_outputs = false;
layout(constant_id = 7) const bool has_bias = true;
layout(set = 0, binding = 0, std430) readonly buffer Input { float x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { vec4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { float dz[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { vec4 dz4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradient { float dw[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradientVectors { vec4 dw4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer BiasGradient { float db[]; };
layout(push_constant) uniform Push { uint batch; uint piece_length; uint weight_stride; uint bias_stride; };

const uint row_tile = 4 * row_vectors;

// Four consecutive values of a row of x or dz. Columns over the last repeat it: their sums are not stored.
vec4 values(uint row, uint i) {
    if (vector_inputs) {
        return x4[(row + min(i, inputs - 4)) / 4];
    }
    const uint last = inputs - 1;
    return vec4(x[row + min(i, last)], x[row + min(i + 1, last)], x[row + min(i + 2, last)], x[row + min(i + 3, last)]);
}

vec4 gradients(uint row, uint o) {
    if (vector_outputs) {
        return dz4[(row + min(o, outputs - 4)) / 4];
    }
    const uint last = outputs - 1;
    return vec4(dz[row + min(o, last)], dz[row + min(o + 1, last)], dz[row + min(o + 2, last)], dz[row + min(o + 3, last)]);
}

void main() {
    uint column_tiles = ceil_div(outputs, 4 * column_vectors);
    uint row_tiles = ceil_div(inputs, row_tile);
    uint index = invocation_index(workgroup_size);
    uint first_output = index % column_tiles * 4 * column_vectors;
    index /= column_tiles;
    uint first_input = index % row_tiles * row_tile;
    uint piece = index / row_tiles;
    if (piece >= ceil_div(batch, piece_length)) {
        return;
    }

    vec4 sum[row_tile * column_vectors];
    [[unroll]] for (uint n = 0; n < row_tile * column_vectors; n++) {
        sum[n] = vec4(0.0);
    }
    vec4 bias_sum[column_vectors];
    [[unroll]] for (uint j = 0; j < column_vectors; j++) {
        bias_sum[j] = vec4(0.0);
    }

    uint end = min((piece + 1) * piece_length, batch);
    for (uint example = piece * piece_length; example < end; example++) {
        vec4 value[row_vectors];
        [[unroll]] for (uint i = 0; i < row_vectors; i++) {
            value[i] = values(example * inputs, first_input + 4 * i);
        }
        [[unroll]] for (uint j = 0; j < column_vectors; j++) {
            vec4 gradient = gradients(example * outputs, first_output + 4 * j);
            [[unroll]] for (uint i = 0; i < row_tile; i++) {
                sum[i * column_vectors + j] = fma(vec4(value[i / 4][i % 4]), gradient, sum[i * column_vectors + j]);
            }
            if (has_bias) {
                bias_sum[j] += gradient;
            }
        }
    }

    [[unroll]] for (uint j = 0; j < column_vectors; j++) {
        uint o = first_output + 4 * j;
        [[unroll]] for (uint i = 0; i < row_tile; i++) {
            uint target = piece * weight_stride + (first_input + i) * outputs + o;
            if (first_input + i < inputs && o < outputs) {
                if (vector_outputs) {
                    dw4[target / 4] = sum[i * column_vectors + j];
                } else {
                    [[unroll]] for (uint e = 0; e < 4; e++) {
                        if (o + e < outputs) {
                            dw[target + e] = sum[i * column_vectors + j][e];
                        }
                    }
                }
            }
        }
        if (has_bias && first_input == 0) {
            [[unroll]] for (uint e = 0; e < 4; e++) {
                if (o + e < outputs) {
                    db[piece * bias_stride + o + e] = bias_sum[j][e];
                }
            }
        }
    }
}
