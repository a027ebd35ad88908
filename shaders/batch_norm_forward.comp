#version 450
// batch_norm_forward: y[n,c] = act((x[n,c] - mean[g,c]) / sqrt(variance[g,c] + epsilon) * scale[c] + shift[c]), g the group of row n
//
// Shapes     x, y and z [N, C]; mean and variance [G, stride]; scale and shift [C]
// Bindings   0 Input x, read · 1 Mean, read · 2 Variance, read · 3 Scale, read · 4 Shift, read · 5 Output y, write · 6 Preactivation z (the value before act), write, only if store_preactivation
// Constants  C; vector_channels: C is a multiple of 4 (16-byte accesses), and so is the stride
// Push       rows N; group_rows: rows of a group; stride; epsilon
// Dispatch   N * ceil(C / 4) invocations, channels fastest
// Numerics   float32; the difference from the mean first, so that a large mean cancels exactly
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const bool vector_channels = false;
layout(constant_id = 3) const bool store_preactivation = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Mean { float means[]; };
layout(set = 0, binding = 1, std430) readonly buffer MeanVectors { vec4 means4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Variance { float variances[]; };
layout(set = 0, binding = 2, std430) readonly buffer VarianceVectors { vec4 variances4[]; };
layout(set = 0, binding = 3, std430) readonly buffer Scale { float scales[]; };
layout(set = 0, binding = 3, std430) readonly buffer ScaleVectors { vec4 scales4[]; };
layout(set = 0, binding = 4, std430) readonly buffer Shift { float shifts[]; };
layout(set = 0, binding = 4, std430) readonly buffer ShiftVectors { vec4 shifts4[]; };
layout(set = 0, binding = 5, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 5, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(set = 0, binding = 6, std430) writeonly buffer Preactivation { real z[]; };
layout(set = 0, binding = 6, std430) writeonly buffer PreactivationVectors { real4 z4[]; };
layout(push_constant) uniform Push { uint rows; uint group_rows; uint stride; float epsilon; };

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(channels) * 4;
    uint row = index / channel_vectors(channels);
    if (row >= rows) {
        return;
    }
    uint statistic = row / group_rows * stride + c;
    uint target = row * channels + c;
    if (vector_channels) {
        vec4 normalized = (vec4(x4[target / 4]) - means4[statistic / 4]) / sqrt(variances4[statistic / 4] + epsilon);
        vec4 value = normalized * scales4[c / 4] + shifts4[c / 4];
        if (store_preactivation) {
            z4[target / 4] = stored4(value);
        }
        y4[target / 4] = stored4(vec4(activation_forward(value.x), activation_forward(value.y), activation_forward(value.z), activation_forward(value.w)));
        return;
    }
    for (uint e = 0; e < 4 && c + e < channels; e++) {
        float normalized = (float(x[target + e]) - means[statistic + e]) / sqrt(variances[statistic + e] + epsilon);
        float value = normalized * scales[c + e] + shifts[c + e];
        if (store_preactivation) {
            z[target + e] = stored(value);
        }
        y[target + e] = stored(activation_forward(value));
    }
}
