#version 450
// dense_backward_input_tiled: dx[b,i] = act'(x) * sum over o of dz[b,o] * w[i,o]
//
// Shapes     dz [B, O], w [I, O], saved and dx [B, I]
// Bindings   0 OutputGradient dz, read · 1 Weight w, read · 2 Saved, what act' is computed from, read (not touched by the identity) · 3 InputGradient dx, write
// Constants  workgroup, tile and its parts as include/tile_product.glsl has them; I (inputs), O (outputs);
//            vector_inputs: I is a multiple of 4; vector_outputs: O is a multiple of 4 (both mean 16-byte accesses)
// Dispatch   ceil(B / tile_rows) * ceil(I / tile_columns) workgroups, inputs fastest
// Numerics   each value is one sum over o in order, from 0 in float32 as <product> adds
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
layout(constant_id = 11) const uint subgroup_size = 0;
layout(constant_id = 12) const uint matrix_rows = 16;
layout(constant_id = 13) const uint matrix_columns = 16;
layout(constant_id = 14) const uint matrix_depth = 16;
layout(set = 0, binding = 0, std430) readonly buffer OutputGradient { real dz[]; };
layout(set = 0, binding = 0, std430) readonly buffer OutputGradientVectors { real4 dz4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { real w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { real4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 2, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint columns = inputs;
const bool vector_columns = vector_inputs;
#include "include/store_backward_input.glsl"

const bool a_along_depth = true;
const bool b_along_depth = true;
const bool adds_columns = false;

struct RowPlace {
    uint first;  // place of the row's first value; rows over the last repeat it and are not stored
};

RowPlace row_place(uint row) {
    return RowPlace(min(row, batch - 1) * outputs);
}

vec4 load_a(RowPlace place, uint o) {
    if (vector_outputs) {
        return vec4(dz4[(place.first + o) / 4]);
    }
    uvec4 index = place.first + min(uvec4(o, o + 1, o + 2, o + 3), uvec4(outputs - 1));
    return vec4(float(dz[index.x]), float(dz[index.y]), float(dz[index.z]), float(dz[index.w]));
}

vec4 load_b(uint i, uint o) {
    uint row = min(i, inputs - 1) * outputs;
    if (vector_outputs) {
        return vec4(w4[(row + o) / 4]);
    }
    uvec4 index = row + min(uvec4(o, o + 1, o + 2, o + 3), uvec4(outputs - 1));
    return vec4(float(w[index.x]), float(w[index.y]), float(w[index.z]), float(w[index.w]));
}

void store(uint row, uint column, vec4 sum) {
    if (row < batch && column < inputs) {
        store_through_activation(row, column, sum);
    }
}
#include <product>
#include "include/tile_product.glsl"

void main() {
    uint column_tiles = ceil_div(inputs, tile_columns);
    uint first_row = workgroup_index() / column_tiles * tile_rows;
    if (first_row < batch) {
        make_tile(first_row, workgroup_index() % column_tiles * tile_columns, 0, outputs, false);
    }
}
