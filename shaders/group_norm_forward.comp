#version 450
// group_norm_forward: y[b,p,c] = act((x[b,p,c] - mean[b,g]) / sqrt(variance[b,g] + epsilon) * scale[i] + shift[i]), g the group of channel c, i = (p * C + c) % affine_length
//
// Layer norm is the case of one group.
// Shapes     x, y and z [B, P, C]; mean and variance [B, G], over the P * C / G values of a group of one example; scale and shift [affine_length], C or P * C
// Bindings   0 Input x, read · 1 Scale, read · 2 Shift, read · 3 Output y, write · 4 Preactivation z (the value before act), write, only if store_preactivation
//            5 Mean, write, only if store_statistics · 6 Variance, write, likewise
// Constants  P, C, G (divides C); affine_length; vector_values: C / G and affine_length are multiples of 4 (16-byte accesses)
// Push       batch B; epsilon
// Dispatch   B * G workgroups of 64
// Numerics   three passes over the group: the mean; the differences from it and their squares, what they add up to correcting both; the values. 64 sums of every 64th value (or four of them),
//            and then their sum, in order, in float32. The variance is divided by the number of values
#include <storage>
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x = 64) in;
layout(constant_id = 0) const uint pixels = 1;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const uint groups = 1;
layout(constant_id = 3) const uint affine_length = 1;
layout(constant_id = 4) const bool vector_values = false;
layout(constant_id = 5) const bool store_preactivation = false;
layout(constant_id = 6) const bool store_statistics = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Scale { float scales[]; };
layout(set = 0, binding = 1, std430) readonly buffer ScaleVectors { vec4 scales4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Shift { float shifts[]; };
layout(set = 0, binding = 2, std430) readonly buffer ShiftVectors { vec4 shifts4[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 3, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(set = 0, binding = 4, std430) writeonly buffer Preactivation { real z[]; };
layout(set = 0, binding = 4, std430) writeonly buffer PreactivationVectors { real4 z4[]; };
layout(set = 0, binding = 5, std430) writeonly buffer Mean { float means[]; };
layout(set = 0, binding = 6, std430) writeonly buffer Variance { float variances[]; };
layout(push_constant) uniform Push { uint batch; float epsilon; };
#include "include/group_norm.glsl"

// Value i of the group, and the three behind it; else 0.
vec4 load(uint place) {
    return vector_values ? vec4(x4[place / 4]) : vec4(float(x[place]), 0.0, 0.0, 0.0);
}

void main() {
    uint workgroup = workgroup_index();
    if (workgroup >= batch * groups) {
        return;
    }
    uint group = workgroup % groups;
    uint example = workgroup / groups * (pixels * channels);
    uint lane = gl_LocalInvocationID.x;

    vec4 sum = vec4(0.0);
    for (uint i = lane * at_once; i < group_values; i += lanes * at_once) {
        sum += load(example + place_in_example(group, i));
    }
    float mean = over_lanes(vec2(sum_of(sum), 0.0), lane).x / float(group_values);

    vec4 mask = vec4(1.0, 0.0, 0.0, 0.0);
    if (vector_values) {
        mask = vec4(1.0);
    }
    vec4 differences = vec4(0.0);
    vec4 squares = vec4(0.0);
    for (uint i = lane * at_once; i < group_values; i += lanes * at_once) {
        vec4 difference = (load(example + place_in_example(group, i)) - mean) * mask;
        differences += difference;
        squares += difference * difference;
    }
    vec2 totals = over_lanes(vec2(sum_of(differences), sum_of(squares)), lane) / float(group_values);
    mean += totals.x;
    float variance = max(totals.y - totals.x * totals.x, 0.0);
    if (store_statistics && lane == 0) {
        means[workgroup] = mean;
        variances[workgroup] = variance;
    }

    float deviation = sqrt(variance + epsilon);
    for (uint i = lane * at_once; i < group_values; i += lanes * at_once) {
        uint place = place_in_example(group, i);
        uint affine = place % affine_length;
        uint target = example + place;
        if (vector_values) {
            vec4 value = (vec4(x4[target / 4]) - mean) / deviation * scales4[affine / 4] + shifts4[affine / 4];
            if (store_preactivation) {
                z4[target / 4] = stored4(value);
            }
            y4[target / 4] = stored4(vec4(activation_forward(value.x), activation_forward(value.y), activation_forward(value.z), activation_forward(value.w)));
        } else {
            float value = (float(x[target]) - mean) / deviation * scales[affine] + shifts[affine];
            if (store_preactivation) {
                z[target] = stored(value);
            }
            y[target] = stored(activation_forward(value));
        }
    }
}
