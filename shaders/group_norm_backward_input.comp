#version 450
// group_norm_backward_input: dx[b,p,c] = act'(x) / sqrt(variance[b,g] + epsilon) * (d - (sum of d + x^ * sum of d * x^) / N), d = dy[b,p,c] * scale[i], i = (p * C + c) % affine_length
//
// The sums are over the N = P * C / G values of the group, which also moved its mean and variance; x^ = (x - mean) / sqrt(variance + epsilon).
// Shapes     x, dy, saved and dx [B, P, C]; mean and variance [B, G]; scale [affine_length], C or P * C
// Bindings   0 Input x, read · 1 OutputGradient dy, read · 2 Mean, read · 3 Variance, read · 4 Scale, read · 5 Saved, what act' is computed from, read (not touched by the identity) ·
//            6 InputGradient dx, write
// Constants  P, C, G (divides C); affine_length; vector_values: C / G and affine_length are multiples of 4 (16-byte accesses)
// Push       batch B; epsilon
// Dispatch   B * G workgroups of 64
// Numerics   64 sums of every 64th value (or four of them), and then their sum, in order, in float32
#include <storage>
#include "include/indexing.glsl"
#include <activation>
layout(local_size_x = 64) in;
layout(constant_id = 0) const uint pixels = 1;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const uint groups = 1;
layout(constant_id = 3) const uint affine_length = 1;
layout(constant_id = 4) const bool vector_values = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradient { real dy[]; };
layout(set = 0, binding = 1, std430) readonly buffer OutputGradientVectors { real4 dy4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Mean { float means[]; };
layout(set = 0, binding = 3, std430) readonly buffer Variance { float variances[]; };
layout(set = 0, binding = 4, std430) readonly buffer Scale { float scales[]; };
layout(set = 0, binding = 4, std430) readonly buffer ScaleVectors { vec4 scales4[]; };
layout(set = 0, binding = 5, std430) readonly buffer Saved { real saved[]; };
layout(set = 0, binding = 5, std430) readonly buffer SavedVectors { real4 saved4[]; };
layout(set = 0, binding = 6, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 6, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint batch; float epsilon; };
#include "include/group_norm.glsl"

// Four values at a place, or one and three zeros.
vec4 values(uint place) {
    return vector_values ? vec4(x4[place / 4]) : vec4(float(x[place]), 0.0, 0.0, 0.0);
}

// Their gradients times the scale.
vec4 gradients(uint place, uint affine) {
    return vector_values ? vec4(dy4[place / 4]) * scales4[affine / 4] : vec4(float(dy[place]) * scales[affine], 0.0, 0.0, 0.0);
}

void main() {
    uint workgroup = workgroup_index();
    if (workgroup >= batch * groups) {
        return;
    }
    uint group = workgroup % groups;
    uint example = workgroup / groups * (pixels * channels);
    uint lane = gl_LocalInvocationID.x;
    float mean = means[workgroup];
    float deviation = sqrt(variances[workgroup] + epsilon);

    vec4 sum = vec4(0.0);
    vec4 normalized_sum = vec4(0.0);
    for (uint i = lane * at_once; i < group_values; i += lanes * at_once) {
        uint place = place_in_example(group, i);
        vec4 gradient = gradients(example + place, place % affine_length);
        sum += gradient;
        normalized_sum += gradient * ((values(example + place) - mean) / deviation);
    }
    vec2 means_of_both = over_lanes(vec2(sum_of(sum), sum_of(normalized_sum)), lane) / float(group_values);

    for (uint i = lane * at_once; i < group_values; i += lanes * at_once) {
        uint place = place_in_example(group, i);
        uint target = example + place;
        vec4 normalized = (values(target) - mean) / deviation;
        vec4 result = (gradients(target, place % affine_length) - (means_of_both.x + normalized * means_of_both.y)) / deviation;
        if (vector_values) {
            vec4 kept = vec4(saved4[target / 4]);
            dx4[target / 4] = stored4(vec4(
                activation_backward(kept.x, result.x), activation_backward(kept.y, result.y), activation_backward(kept.z, result.z), activation_backward(kept.w, result.w)));
        } else {
            dx[target] = stored(activation_backward(float(saved[target]), result.x));
        }
    }
}
