#version 450
// conv2d_backward_weight_tiled: dw[j,r,s,c,k] = sum over n of x[b, p*sy - pt + r, q*sx - pl + s, c] * dz[b,p,q,k], db[j,k] = sum over n of dz[b,p,q,k]; n = (b,p,q), in piece j
//
// Shapes     x [B, H, W, C], dz [B, P, Q, K], dw [J, R, S, C, K], db [J, K]; x is 0 outside its image. J pieces of piece_length pixels each, the last one shorter.
//            As a product: rows (r,s,c), depth n, columns k.
// Bindings   0 Input x, read · 1 OutputGradient dz, read · 2 WeightGradient dw, write · 3 BiasGradient db, write, only if has_bias
// Constants  workgroup, tile and its parts as include/tile_product.glsl has them; the sizes above but B;
//            vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4 (both mean 16-byte accesses)
// Push       batch B; piece_length; weight_stride, bias_stride: values from one piece to the next in dw and db
// Dispatch   J * ceil(R*S*C / tile_rows) * ceil(K / tile_columns) workgroups, channels fastest, then rows
// Numerics   each value is one sum over n in this order, from 0 in float32 as <product> adds; the pieces follow from the shapes alone and are added by reduce_partials
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
layout(constant_id = 7) const uint input_height = 1;
layout(constant_id = 8) const uint input_width = 1;
layout(constant_id = 9) const uint input_channels = 1;
layout(constant_id = 10) const uint output_height = 1;
layout(constant_id = 11) const uint output_width = 1;
layout(constant_id = 12) const uint output_channels = 1;
layout(constant_id = 13) const uint window_height = 1;
layout(constant_id = 14) const uint window_width = 1;
layout(constant_id = 15) const uint stride_y = 1;
layout(constant_id = 16) const uint stride_x = 1;
layout(constant_id = 17) const uint padding_top = 0;
layout(constant_id = 18) const uint padding_left = 0;
layout(constant_id = 19) const bool vector_inputs = false;
layout(constant_id = 20) const bool vector_outputs = false;
layout(constant_id = 21) const bool has_bias = true;
layout(constant_id = 22) const uint subgroup_size = 0;
layout(constant_id = 23) const uint matrix_rows = 16;
layout(constant_id = 24) const uint matrix_columns = 16;
layout(constant_id = 25) const uint matrix_depth = 16;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { real dz[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { real4 dz4[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradient { float dw[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradientVectors { vec4 dw4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer BiasGradient { float db[]; };
layout(push_constant) uniform Push { uint batch; uint piece_length; uint weight_stride; uint bias_stride; };

const uint rows = window_height * window_width * input_channels;
const uint columns = output_channels;
const bool vector_columns = vector_outputs;
#include "include/store_backward_weight.glsl"

const bool a_along_depth = false;
const bool b_along_depth = false;
const bool adds_columns = has_bias;

uint piece;

// Where four rows' taps lie from the window's corner, and their channels: of a vector of channels the first row's alone counts.
struct RowPlace {
    ivec4 down;
    ivec4 across;
    uvec4 channel;
};

// Rows over the last repeat it and are not stored.
RowPlace row_place(uint row) {
    uvec4 existing_row = vector_inputs ? uvec4(min(row, rows - 4)) : min(uvec4(row, row + 1, row + 2, row + 3), uvec4(rows - 1));
    uvec4 tap = existing_row / input_channels;
    return RowPlace(ivec4(tap / window_width) - int(padding_top), ivec4(tap % window_width) - int(padding_left), existing_row % input_channels);
}

vec4 load_a(RowPlace place, uint pixel) {
    uint image = pixel / (output_height * output_width) * (input_height * input_width);
    int top = int(pixel / output_width % output_height * stride_y);
    int left = int(pixel % output_width * stride_x);
    uvec4 h = uvec4(top + place.down);
    uvec4 v = uvec4(left + place.across);
    if (vector_inputs) {
        bool inside = h.x < input_height && v.x < input_width;
        uint first = inside ? (image + h.x * input_width + v.x) * input_channels + place.channel.x : 0;
        return mix(vec4(0.0), vec4(x4[first / 4]), bvec4(inside));
    }
    vec4 values;
    [[unroll]] for (uint e = 0; e < 4; e++) {
        bool inside = h[e] < input_height && v[e] < input_width;
        uint place_of_value = inside ? (image + h[e] * input_width + v[e]) * input_channels + place.channel[e] : 0;
        values[e] = mix(0.0, float(x[place_of_value]), inside);
    }
    return values;
}

vec4 load_b(uint k, uint pixel) {
    uint first = pixel * output_channels;
    if (vector_outputs) {
        return vec4(dz4[(first + min(k, output_channels - 4)) / 4]);
    }
    uvec4 index = first + min(uvec4(k, k + 1, k + 2, k + 3), uvec4(output_channels - 1));
    return vec4(float(dz[index.x]), float(dz[index.y]), float(dz[index.z]), float(dz[index.w]));
}

void store(uint row, uint column, vec4 sum) {
    if (row < rows && column < output_channels) {
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
    if (begin < batch * (output_height * output_width)) {
        bool adds_bias = has_bias && first_row == 0;
        make_tile(first_row, first_column, begin, min(begin + piece_length, batch * (output_height * output_width)), adds_bias);
        if (adds_bias && gl_LocalInvocationID.x < tile_columns) {
            store_bias_piece(piece, first_column + gl_LocalInvocationID.x, column_sum);
        }
    }
}
