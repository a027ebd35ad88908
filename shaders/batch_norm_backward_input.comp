#version 450
// batch_norm_backward_input: dx[n,c] = act'(x) * scale[c] / sqrt(variance[g,c] + epsilon) * (dy[n,c] - (shift_sum[g,c] + x^[n,c] * scale_sum[g,c]) / M), g the group of row n, M its rows
//
// x^ = (x - mean) / sqrt(variance + epsilon); the sums are those of dy * x^ and of dy over the group, which also moved its mean and variance.
// Shapes     x, dy, saved and dx [N, C]; mean, variance, scale_sum and shift_sum [G, ceil(C / 4) * 4]; scale [C]
// Bindings   0 Input x, read · 1 OutputGradient dy, read · 2 Mean, read · 3 Variance, read · 4 ScaleSums, read · 5 ShiftSums, read · 6 Scale, read
//            7 Saved, what act' is computed from, read (not touched by the identity) · 8 InputGradient dx, write
// Constants  C; vector_channels: C is a multiple of 4 (16-byte accesses)
// Push       rows N; group_rows: rows of a group, the last one perhaps shorter; epsilon
// Dispatch   N * ceil(C / 4) invocations, channels fastest
// Numerics   float32
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const bool vector_channels = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { real dy[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { real4 dy4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Mean { vec4 means[]; };
layout(set = 0, binding = 3, std430) readonly buffer Variance { vec4 variances[]; };
layout(set = 0, binding = 4, std430) readonly buffer ScaleSums { vec4 scale_sums[]; };
layout(set = 0, binding = 5, std430) readonly buffer ShiftSums { vec4 shift_sums[]; };
layout(set = 0, binding = 6, std430) readonly buffer Scale { float scales[]; };
layout(set = 0, binding = 7, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 7, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 8, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 8, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint rows; uint group_rows; float epsilon; };

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(channels) * 4;
    uint row = index / channel_vectors(channels);
    if (row >= rows) {
        return;
    }
    uint group = row / group_rows;
    float count = float(min(group_rows, rows - group * group_rows));
    uint statistic = group * channel_vectors(channels) + c / 4;
    uvec4 own = min(uvec4(c, c + 1, c + 2, c + 3), uvec4(channels - 1));
    uint target = row * channels + c;
    vec4 value;
    vec4 gradient;
    if (vector_channels) {
        value = vec4(x4[target / 4]);
        gradient = vec4(dy4[target / 4]);
    } else {
        uvec4 i = channel_indices(row, c, channels);
        value = vec4(float(x[i.x]), float(x[i.y]), float(x[i.z]), float(x[i.w]));
        gradient = vec4(float(dy[i.x]), float(dy[i.y]), float(dy[i.z]), float(dy[i.w]));
    }

    vec4 deviation = sqrt(variances[statistic] + epsilon);
    vec4 normalized = (value - means[statistic]) / deviation;
    vec4 scale = vec4(scales[own.x], scales[own.y], scales[own.z], scales[own.w]) / deviation;
    vec4 result = scale * (gradient - (shift_sums[statistic] + normalized * scale_sums[statistic]) / count);
    if (vector_channels) {
        vec4 kept = vec4(saved4[target / 4]);
        dx4[target / 4] = stored4(vec4(
            activation_backward(kept.x, result.x), activation_backward(kept.y, result.y), activation_backward(kept.z, result.z), activation_backward(kept.w, result.w)));
        return;
    }
    for (uint e = 0; e < 4 && c + e < channels; e++) {
        dx[target + e] = stored(activation_backward(float(saved[target + e]), result[e]));
    }
}
