#version 450
// dense_forward_tiled: y[b,o] = act(bias[o] + sum over i of x[b,i] * w[i,o])
//
// Shapes     x [B, I], w [I, O], bias [O], y and z [B, O]
// Bindings   0 Input x, read · 1 Weight w, read · 2 Bias, read · 3 Output y, write · 4 Preactivation z (the sum before act), write, only if store_preactivation
// Constants  workgroup, tile and its parts as include/tile_product.glsl has them; I (inputs), O (outputs);
//            vector_inputs: I is a multiple of 4; vector_outputs: O is a multiple of 4 (both mean 16-byte accesses)
// Dispatch   ceil(B / tile_rows) * ceil(O / tile_columns) workgroups, outputs fastest
// Numerics   each output is one sum over i in order, from 0 in float32 as <product> adds; the bias is added last
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
#include <activation>
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
layout(constant_id = 12) const bool store_preactivation = false;
layout(constant_id = 13) const uint subgroup_size = 0;
layout(constant_id = 14) const uint matrix_rows = 16;
layout(constant_id = 15) const uint matrix_columns = 16;
layout(constant_id = 16) const uint matrix_depth = 16;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { real w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { real4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Bias { float bias[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 3, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(set = 0, binding = 4, std430) writeonly buffer Preactivation { real z[]; };
layout(set = 0, binding = 4, std430) writeonly buffer PreactivationVectors { real4 z4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint columns = outputs;
const bool vector_columns = vector_outputs;
#include "include/store_forward.glsl"

const bool a_along_depth = true;
const bool b_along_depth = false;
const bool adds_columns = false;

struct RowPlace {
    uint first;  // place of the row's first value; rows over the last repeat it and are not stored
};

RowPlace row_place(uint row) {
    return RowPlace(min(row, batch - 1) * inputs);
}

vec4 load_a(RowPlace place, uint i) {
    if (vector_inputs) {
        return vec4(x4[(place.first + i) / 4]);
    }
    uvec4 index = place.first + min(uvec4(i, i + 1, i + 2, i + 3), uvec4(inputs - 1));
    return vec4(float(x[index.x]), float(x[index.y]), float(x[index.z]), float(x[index.w]));
}

vec4 load_b(uint o, uint i) {
    uint row = i * outputs;
    if (vector_outputs) {
        return vec4(w4[(row + min(o, outputs - 4)) / 4]);
    }
    uvec4 index = row + min(uvec4(o, o + 1, o + 2, o + 3), uvec4(outputs - 1));
    return vec4(float(w[index.x]), float(w[index.y]), float(w[index.z]), float(w[index.w]));
}

void store(uint row, uint column, vec4 sum) {
    if (row < batch && column < outputs) {
        store_activated(row, column, sum);
    }
}
#include <product>
#include "include/tile_product.glsl"

void main() {
    uint column_tiles = ceil_div(outputs, tile_columns);
    uint first_row = workgroup_index() / column_tiles * tile_rows;
    if (first_row < batch) {
        make_tile(first_row, workgroup_index() % column_tiles * tile_columns, 0, inputs, false);
    }
}
