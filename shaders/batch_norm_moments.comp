#version 450
// batch_norm_moments: mean[j,c] and variance[j,c] of x[n,c] over the rows n of piece j
//
// Shapes     x [N, C], where a row is a pixel of the batch; mean and variance [J, ceil(C / 4) * 4]: channels over the last mean nothing; both 0 where a piece is empty
// Bindings   0 Input x, read · 1 Mean, write · 2 Variance, write
// Constants  C; vector_channels: C is a multiple of 4 (16-byte accesses)
// Push       rows N; pieces J; group_rows, piece_rows and pieces_per_group as include/row_pieces.glsl has them
// Dispatch   J * ceil(C / 4) invocations, channels fastest
// Numerics   the piece is read twice: for its mean, and for the differences from it and their squares. What the differences add up to corrects both (Chan, Golub and LeVeque 1983, eq. 1.7),
//            so that a mean far from 0 costs no digits of the variance. Sums in the order of the rows, in float32; the variance is divided by the number of rows
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const bool vector_channels = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) writeonly buffer Mean { vec4 means[]; };
layout(set = 0, binding = 2, std430) writeonly buffer Variance { vec4 variances[]; };
layout(push_constant) uniform Push { uint rows; uint pieces; uint group_rows; uint piece_rows; uint pieces_per_group; };
#include "include/row_pieces.glsl"

vec4 load(uint row, uint c) {
    if (vector_channels) {
        return vec4(x4[(row * channels + c) / 4]);
    }
    uvec4 i = channel_indices(row, c, channels);
    return vec4(float(x[i.x]), float(x[i.y]), float(x[i.z]), float(x[i.w]));
}

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(channels) * 4;
    uint piece = index / channel_vectors(channels);
    if (piece >= pieces) {
        return;
    }
    uint first = first_row(piece);
    uint end = end_of_piece(piece);
    if (first >= end) {
        means[index] = vec4(0.0);
        variances[index] = vec4(0.0);
        return;
    }

    float count = float(end - first);
    vec4 sum = vec4(0.0);
    for (uint row = first; row < end; row++) {
        sum += load(row, c);
    }
    vec4 mean = sum / count;

    vec4 differences = vec4(0.0);
    vec4 squares = vec4(0.0);
    for (uint row = first; row < end; row++) {
        vec4 difference = load(row, c) - mean;
        differences += difference;
        squares += difference * difference;
    }
    means[index] = mean + differences / count;
    variances[index] = max((squares - differences * differences / count) / count, vec4(0.0));
}
