#version 450
// conv2d_backward_input_tiled: dx[b,h,v,c] = act'(x) * sum over r,s,k of dz[b, (h + pt - r) / sy, (v + pl - s) / sx, k] * w[r,s,c,k], where both divisions leave no rest
//
// Shapes     dz [B, P, Q, K], w [R, S, C, K], saved and dx [B, H, W, C]; dz is 0 outside its image. As a product: rows (b,h,v), depth (r,s,k), columns c.
// Bindings   0 OutputGradient dz, read · 1 Weight w, read · 2 Saved, what act' is computed from, read (not touched by the identity) · 3 InputGradient dx, write
// Constants  workgroup, tile and its parts as include/tile_product.glsl has them; the sizes above but B;
//            vector_inputs: C is a multiple of 4; vector_outputs: K is a multiple of 4 (both mean 16-byte accesses)
// Dispatch   sy*sx * ceil(B * ceil(H/sy) * ceil(W/sx) / tile_rows) * ceil(C / tile_columns) workgroups, channels fastest, then pixels.
//            Pixels with the same rest of h by sy and of v by sx meet the same taps, so a tile holds such pixels only and no product with a hole between strides is made.
// Numerics   each value is one sum over r, s, k in this order, from 0 in float32 as <product> adds
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
layout(constant_id = 21) const uint subgroup_size = 0;
layout(constant_id = 22) const uint matrix_rows = 16;
layout(constant_id = 23) const uint matrix_columns = 16;
layout(constant_id = 24) const uint matrix_depth = 16;
layout(set = 0, binding = 0, std430) readonly buffer OutputGradient { real dz[]; };
layout(set = 0, binding = 0, std430) readonly buffer OutputGradientVectors { real4 dz4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { real w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { real4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 2, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 3, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint columns = input_channels;
const bool vector_columns = vector_inputs;
#include "include/store_backward_input.glsl"

const bool a_along_depth = true;
const bool b_along_depth = true;
const bool adds_columns = false;
const uint class_height = (input_height + stride_y - 1) / stride_y;
const uint class_width = (input_width + stride_x - 1) / stride_x;

// The class of pixels: their rest by the strides, the first tap they meet, and how many they meet.
uvec2 rest;
uvec2 first_tap;
uvec2 taps;

struct RowPlace {
    uint image;  // first pixel of the gradient's image
    int bottom;  // gradient row that the first tap meets; each further tap of the class meets the row above
    int right;
};

uvec2 pixel_of(uint row) {
    return uvec2(row / class_width % class_height * stride_y + rest.y, row % class_width * stride_x + rest.x);
}

// Rows over the last repeat it and are not stored.
RowPlace row_place(uint row) {
    uint existing_row = min(row, batch * (class_height * class_width) - 1);
    uvec2 pixel = pixel_of(existing_row);
    return RowPlace(
        existing_row / (class_height * class_width) * (output_height * output_width),
        int((pixel.x + padding_top) / stride_y),
        int((pixel.y + padding_left) / stride_x));
}

// The number of a tap among those of the class, down and across; divisions are by constants wherever there is one class alone.
uvec2 tap_of(uint term) {
    uint tap = term / output_channels;
    uint across = stride_x == 1 ? window_width : taps.x;
    return uvec2(tap % across, tap / across);
}

uint source(RowPlace place, uint term, out bool inside) {
    uvec2 tap = tap_of(term);
    uint p = uint(place.bottom - int(tap.y));
    uint q = uint(place.right - int(tap.x));
    inside = p < output_height && q < output_width;
    return inside ? (place.image + p * output_width + q) * output_channels + term % output_channels : 0;
}

uint weight_index(uint c, uint term) {
    uvec2 tap = tap_of(term) * uvec2(stride_x, stride_y) + first_tap;
    return ((tap.y * window_width + tap.x) * input_channels + min(c, input_channels - 1)) * output_channels + term % output_channels;
}

vec4 load_a(RowPlace place, uint term) {
    bool inside;
    if (vector_outputs) {
        uint first = source(place, term, inside);
        return mix(vec4(0.0), vec4(dz4[first / 4]), bvec4(inside));
    }
    const uint last = taps.x * taps.y * output_channels - 1;
    vec4 values;
    [[unroll]] for (uint e = 0; e < 4; e++) {
        uint place_of_value = source(place, min(term + e, last), inside);
        values[e] = mix(0.0, float(dz[place_of_value]), inside);
    }
    return values;
}

vec4 load_b(uint c, uint term) {
    if (vector_outputs) {
        return vec4(w4[weight_index(c, term) / 4]);
    }
    const uint last = taps.x * taps.y * output_channels - 1;
    return vec4(float(w[weight_index(c, term)]), float(w[weight_index(c, min(term + 1, last))]), float(w[weight_index(c, min(term + 2, last))]), float(w[weight_index(c, min(term + 3, last))]));
}

void store(uint row, uint column, vec4 sum) {
    uvec2 pixel = pixel_of(row);
    if (row < batch * (class_height * class_width) && pixel.x < input_height && pixel.y < input_width && column < input_channels) {
        uint example = row / (class_height * class_width);
        store_through_activation((example * input_height + pixel.x) * input_width + pixel.y, column, sum);
    }
}
#include <product>
#include "include/tile_product.glsl"

void main() {
    uint column_tiles = ceil_div(input_channels, tile_columns);
    uint row_tiles = ceil_div(batch * (class_height * class_width), tile_rows);
    uint first_column = workgroup_index() % column_tiles * tile_columns;
    uint first_row = workgroup_index() / column_tiles % row_tiles * tile_rows;
    uint number = workgroup_index() / column_tiles / row_tiles;
    if (number < stride_y * stride_x) {
        rest = uvec2(number % stride_x, number / stride_x);
        first_tap = (rest + uvec2(padding_left, padding_top)) % uvec2(stride_x, stride_y);
        // Strides longer than the window leave classes that meet no tap.
        taps = (max(uvec2(window_width, window_height), first_tap) - first_tap + uvec2(stride_x - 1, stride_y - 1)) / uvec2(stride_x, stride_y);
        make_tile(first_row, first_column, 0, taps.x * taps.y * output_channels, false);
    }
}
