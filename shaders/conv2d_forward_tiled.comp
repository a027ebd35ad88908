#version 450
// conv2d_forward_tiled: y[b,p,q,k] = act(bias[k] + sum over r,s,c of x[b, p*sy - pt + r, q*sx - pl + s, c] * w[r,s,c,k])
//
// Shapes     x [B, H, W, C], w [R, S, C, K], bias [K], y and z [B, P, Q, K]; x is 0 outside its image. As a product: rows (b,p,q), depth (r,s,c), columns k.
// Bindings   0 Input x, read · 1 Weight w, read · 2 Bias, read · 3 Output y, write · 4 Preactivation z (the sum before act), write, only if store_preactivation
// Constants  workgroup, tile and its parts as include/tile_product.glsl has them; the sizes above but B;
//            vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4 (both mean 16-byte accesses)
// Dispatch   ceil(B*P*Q / tile_rows) * ceil(K / tile_columns) workgroups, channels fastest
// Numerics   each output is one sum over r, s, c in this order, from 0 in float32 as <product> adds; the bias is added last
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
layout(constant_id = 22) const bool store_preactivation = false;
layout(constant_id = 23) const uint subgroup_size = 0;
layout(constant_id = 24) const uint matrix_rows = 16;
layout(constant_id = 25) const uint matrix_columns = 16;
layout(constant_id = 26) const uint matrix_depth = 16;
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

const uint fan_in = window_height * window_width * input_channels;
const uint columns = output_channels;
const bool vector_columns = vector_outputs;
#include "include/store_forward.glsl"

const bool a_along_depth = true;
const bool b_along_depth = false;
const bool adds_columns = false;

struct RowPlace {
    uint image;  // first pixel of the image
    int top;     // corner of the window
    int left;
};

// Rows over the last repeat it and are not stored.
RowPlace row_place(uint row) {
    uint pixel = min(row, batch * (output_height * output_width) - 1);
    return RowPlace(
        pixel / (output_height * output_width) * (input_height * input_width),
        int(pixel / output_width % output_height * stride_y) - int(padding_top),
        int(pixel % output_width * stride_x) - int(padding_left));
}

// Place of a tap's value; the image has no pixel there if it is not inside.
uint source(RowPlace place, uint term, out bool inside) {
    uint tap = term / input_channels;
    uint h = uint(place.top + int(tap / window_width));
    uint v = uint(place.left + int(tap % window_width));
    inside = h < input_height && v < input_width;
    return inside ? (place.image + h * input_width + v) * input_channels + term % input_channels : 0;
}

vec4 load_a(RowPlace place, uint term) {
    bool inside;
    if (vector_inputs) {
        uint first = source(place, term, inside);
        return mix(vec4(0.0), vec4(x4[first / 4]), bvec4(inside));
    }
    vec4 values;
    [[unroll]] for (uint e = 0; e < 4; e++) {
        uint place_of_value = source(place, min(term + e, fan_in - 1), inside);
        values[e] = mix(0.0, float(x[place_of_value]), inside);
    }
    return values;
}

vec4 load_b(uint k, uint term) {
    uint row = term * output_channels;
    if (vector_outputs) {
        return vec4(w4[(row + min(k, output_channels - 4)) / 4]);
    }
    uvec4 index = row + min(uvec4(k, k + 1, k + 2, k + 3), uvec4(output_channels - 1));
    return vec4(float(w[index.x]), float(w[index.y]), float(w[index.z]), float(w[index.w]));
}

void store(uint row, uint column, vec4 sum) {
    if (row < batch * (output_height * output_width) && column < output_channels) {
        store_activated(row, column, sum);
    }
}
#include <product>
#include "include/tile_product.glsl"

void main() {
    uint column_tiles = ceil_div(output_channels, tile_columns);
    uint first_row = workgroup_index() / column_tiles * tile_rows;
    if (first_row < batch * (output_height * output_width)) {
        make_tile(first_row, workgroup_index() % column_tiles * tile_columns, 0, fan_in, false);
    }
}
