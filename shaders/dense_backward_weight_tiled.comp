#version 450
// dense_backward_weight_tiled: dw[j,i,o] = sum over b of x[b,i] * dz[b,o], db[j,o] = sum over b of dz[b,o]; b in piece j
//
// Shapes     x [B, I], dz [B, O], dw [J, I, O], db [J, O]. J pieces of piece_length examples each, the last one shorter.
// Bindings   0 Input x, read · 1 OutputGradient dz, read · 2 WeightGradient dw, write · 3 BiasGradient db, write, only if has_bias
// Constants  workgroup, tile and its parts as include/tile_product.glsl has them; I (inputs), O (outputs);
//            vector_inputs: I is a multiple of 4; vector_outputs: O is a multiple of 4 (both mean 16-byte accesses)
// Push       batch B; piece_length; weight_stride, bias_stride: values from one piece to the next in dw and db
// Dispatch   J * ceil(I / tile_rows) * ceil(O / tile_columns) workgroups, outputs fastest, then inputs
// Numerics   each value is one sum over b in order, from 0 in float32 as <product> adds; the pieces follow from the shapes alone and are added by reduce_partials
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint tile_rows = 32;
layout(constant_id = 2) const uint tile_columns = 32;
layout(constant_id = 3) const uint tile_depth = 16;
layout(constant_id = 4) const uint part_rows = 4;
layout(constant_id = 5) const uint part_columns = 4;
layout(constant_id = 6) const bool whole_depth = false;
layout(constant_id = 7) const uint inputs = 1;
layout(constant_id = 8) const uint outputs = 1;
layout(constant_id = 9) const bool vector_inputs = false;
layout(constant_id = 10) const bool vector_outputs = false;
layout(constant_id = 11) const bool has_bias = true;
layout(constant_id = 12) const uint subgroup_size = 0;
layout(constant_id = 13) const uint matrix_rows = 16;
layout(constant_id = 14) const uint matrix_columns = 16;
layout(constant_id = 15) const uint matrix_depth = 16;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { real dz[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { real4 dz4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradient { float dw[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradientVectors { vec4 dw4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer BiasGradient { float db[]; };
layout(push_constant) uniform Push { uint batch; uint piece_length; uint weight_stride; uint bias_stride; };

const uint rows = inputs;
const uint columns = outputs;
const bool vector_columns = vector_outputs;
#include "include/store_backward_weight.glsl"

const bool a_along_depth = false;
const bool b_along_depth = false;
const bool adds_columns = has_bias;

uint piece;

struct RowPlace {
    uint row;  // the first of four; rows over the last repeat it and are not stored
};

RowPlace row_place(uint row) {
    return RowPlace(row);
}

vec4 load_a(RowPlace place, uint example) {
    uint first = example * inputs;
    if (vector_inputs) {
        return vec4(x4[(first + min(place.row, inputs - 4)) / 4]);
    }
    uvec4 index = first + min(uvec4(place.row, place.row + 1, place.row + 2, place.row + 3), uvec4(inputs - 1));
    return vec4(float(x[index.x]), float(x[index.y]), float(x[index.z]), float(x[index.w]));
}

vec4 load_b(uint o, uint example) {
    uint first = example * outputs;
    if (vector_outputs) {
        return vec4(dz4[(first + min(o, outputs - 4)) / 4]);
    }
    uvec4 index = first + min(uvec4(o, o + 1, o + 2, o + 3), uvec4(outputs - 1));
    return vec4(float(dz[index.x]), float(dz[index.y]), float(dz[index.z]), float(dz[index.w]));
}

void store(uint row, uint column, vec4 sum) {
    if (row < inputs && column < outputs) {
        store_piece(piece, row, column, sum);
    }
}
#include <product>
#include "include/tile_product.glsl"

void main() {
    uint column_tiles = ceil_div(columns, tile_columns);
    uint row_tiles = ceil_div(rows, tile_rows);
    uint first_column = workgroup_index() % column_tiles * tile_columns;
    uint first_row = workgroup_index() / column_tiles % row_tiles * tile_rows;
    piece = workgroup_index() / column_tiles / row_tiles;
    uint begin = piece * piece_length;
    if (begin < batch) {
        bool adds_bias = has_bias && first_row == 0;
        make_tile(first_row, first_column, begin, min(begin + piece_length, batch), adds_bias);
        if (adds_bias && gl_LocalInvocationID.x < tile_columns) {
            store_bias_piece(piece, first_column + gl_LocalInvocationID.x, column_sum);
        }
    }
}
