#version 450
// normalization_sums: scale_sum[j,c] = sum over the rows n of piece j of dy[n,c] * x^[n,c], shift_sum[j,c] = that of dy[n,c]; x^ = (x - mean) / sqrt(variance + epsilon)
//
// The statistics of column c in row n lie at n / statistics_rows * statistics_stride + c % channels / statistics_channels.
// Shapes     x and dy [N, C]; scale_sum and shift_sum [J, ceil(C / 4) * 4]: columns over the last mean nothing
// Bindings   0 Input x, read · 1 OutputGradient dy, read · 2 Mean, read · 3 Variance, read · 4 ScaleSums, write · 5 ShiftSums, write
// Constants  columns C; vector_columns: C is a multiple of 4 (16-byte accesses); varying_statistics: a piece has rows of several statistics
// Push       rows N; pieces J; group_rows, piece_rows and pieces_per_group as include/row_pieces.glsl has them; where the statistics lie; epsilon
// Dispatch   J * ceil(C / 4) invocations, columns fastest
// Numerics   sums in the order of the rows, in float32; an empty piece's are 0
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint columns = 1;
layout(constant_id = 2) const bool vector_columns = false;
layout(constant_id = 3) const bool varying_statistics = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { real dy[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { real4 dy4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Mean { float means[]; };
layout(set = 0, binding = 3, std430) readonly buffer Variance { float variances[]; };
layout(set = 0, binding = 4, std430) writeonly buffer ScaleSums { vec4 scale_sums[]; };
layout(set = 0, binding = 5, std430) writeonly buffer ShiftSums { vec4 shift_sums[]; };
layout(push_constant) uniform Push {
    uint rows; uint pieces; uint group_rows; uint piece_rows; uint pieces_per_group;
    uint statistics_rows; uint statistics_stride; uint channels; uint statistics_channels; float epsilon;
};
#include "include/row_pieces.glsl"

// Columns over the last repeat it.
uvec4 places(uint row, uint c) {
    uvec4 column = min(uvec4(c, c + 1, c + 2, c + 3), uvec4(columns - 1));
    return row / statistics_rows * statistics_stride + column % channels / statistics_channels;
}

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(columns) * 4;
    uint piece = index / channel_vectors(columns);
    if (piece >= pieces) {
        return;
    }
    uint first = first_row(piece);
    uint end = end_of_piece(piece);

    vec4 scale_sum = vec4(0.0);
    vec4 shift_sum = vec4(0.0);
    vec4 mean = vec4(0.0);
    vec4 deviation = vec4(1.0);
    for (uint row = first; row < end; row++) {
        if (varying_statistics || row == first) {
            uvec4 place = places(row, c);
            mean = vec4(means[place.x], means[place.y], means[place.z], means[place.w]);
            deviation = sqrt(vec4(variances[place.x], variances[place.y], variances[place.z], variances[place.w]) + epsilon);
        }
        vec4 value;
        vec4 gradient;
        if (vector_columns) {
            value = vec4(x4[(row * columns + c) / 4]);
            gradient = vec4(dy4[(row * columns + c) / 4]);
        } else {
            uvec4 i = channel_indices(row, c, columns);
            value = vec4(float(x[i.x]), float(x[i.y]), float(x[i.z]), float(x[i.w]));
            gradient = vec4(float(dy[i.x]), float(dy[i.y]), float(dy[i.z]), float(dy[i.w]));
        }
        scale_sum += gradient * ((value - mean) / deviation);
        shift_sum += gradient;
    }
    scale_sums[index] = scale_sum;
    shift_sums[index] = shift_sum;
}
