#version 450
// softmax_cross_entropy: loss[b] = -sum over k of t[k] * log p[b,k], p = softmax(z[b]), t[k] = (1 - s) * m[k] + s / K, m[k] = [k = label[b]]; dz[b,k] = (p[b,k] - t[k]) / B
//
// With mixed targets m[k] = share[b] * [k = label[b]] + (1 - share[b]) * [k = partner's label].
// Shapes     z and dz [B, K], label, loss and correct [B]; mixing [B] { partner's label, bits of the share }
// Bindings   0 Logits z, read · 1 Labels, read · 2 Gradient dz, write, only if store_gradient · 3 ExampleLoss, write · 4 ExampleCorrect (1 when the first largest z is the label's, else 0), write ·
//            5 Scale (LossScale), read, only if scale_gradient: dz is multiplied by it · 6 Mixing, read, only if mixed_targets
// Push       batch B; classes K; label_smoothing s; gradient_scale = 1 / B
// Dispatch   B invocations
// Numerics   exponents are taken after subtracting the largest logit; sums over k in order, in float32.
//            A logit that is infinite or NaN makes loss and gradient of its example NaN, and the example incorrect: subtracting a largest logit cannot hide it
#include <storage>
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include "include/loss_scale.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 32;
layout(constant_id = 1) const bool store_gradient = true;
layout(constant_id = 2) const bool scale_gradient = false;
layout(constant_id = 3) const bool mixed_targets = false;
layout(set = 0, binding = 0, std430) readonly buffer Logits { real z[]; };
layout(set = 0, binding = 1, std430) readonly buffer Labels { uint labels[]; };
layout(set = 0, binding = 2, std430) writeonly buffer Gradient { real dz[]; };
layout(set = 0, binding = 3, std430) writeonly buffer ExampleLoss { float example_loss[]; };
layout(set = 0, binding = 4, std430) writeonly buffer ExampleCorrect { uint example_correct[]; };
layout(set = 0, binding = 5, std430) readonly buffer Scale { LossScale loss_scale; };
layout(set = 0, binding = 6, std430) readonly buffer Mixing { uvec2 mixing[]; };
layout(push_constant) uniform Push { uint batch; uint classes; float label_smoothing; float gradient_scale; };

// log(1 + x) for x >= 0. A device's log may be off by 2^-21 near 1, which is all there is of a small loss; the series of 2 artanh(x / (2 + x)) is right to the last places there.
float log_one_plus(float x) {
    if (x > 0.5) {
        return log(1.0 + x);
    }
    float s = x / (2.0 + x);
    float s2 = s * s;
    return 2.0 * s * (1.0 + s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 * (1.0 / 9.0 + s2 / 11.0)))));
}

float scaled(float gradient) {
    return scale_gradient ? gradient * loss_scale.scale : gradient;
}

void main() {
    uint b = invocation_index(workgroup_size);
    if (b >= batch) {
        return;
    }
    uint row = b * classes;
    uint label = labels[b];
    uint partner = mixed_targets ? mixing[b].x : label;
    float share = mixed_targets ? uintBitsToFloat(mixing[b].y) : 1.0;

    float largest = float(z[row]);
    uint largest_class = 0;
    bool finite = true;
    for (uint k = 0; k < classes; k++) {
        float value = float(z[row + k]);
        finite = finite && is_finite(value);
        if (value > largest) {
            largest = value;
            largest_class = k;
        }
    }

    float others = 0.0;          // sum of exp(z[k] - largest) without the largest, which adds 1
    float label_distance = 0.0;  // largest - z[label]: never negative
    float partner_distance = 0.0;
    float distances = 0.0;       // sum of largest - z[k]
    for (uint k = 0; k < classes; k++) {
        float distance = largest - float(z[row + k]);
        others += k == largest_class ? 0.0 : exp(-distance);
        distances += distance;
        label_distance = k == label ? distance : label_distance;
        partner_distance = k == partner ? distance : partner_distance;
    }
    float even = label_smoothing / float(classes);
    float mixed_distance = mixed_targets ? share * label_distance + (1.0 - share) * partner_distance : label_distance;
    float loss = log_one_plus(others) + (1.0 - label_smoothing) * mixed_distance + (label_smoothing > 0.0 ? even * distances : 0.0);
    example_loss[b] = finite ? loss : not_a_number();
    example_correct[b] = finite && largest_class == label ? 1 : 0;

    if (store_gradient) {
        for (uint k = 0; k < classes; k++) {
            float probability = exp(float(z[row + k]) - largest) / (1.0 + others);
            float target = (k == label ? 1.0 - label_smoothing : 0.0) + even;
            if (mixed_targets) {
                target = (1.0 - label_smoothing) * ((k == label ? share : 0.0) + (k == partner ? 1.0 - share : 0.0)) + even;
            }
            dz[row + k] = stored(finite ? scaled((probability - target) * gradient_scale) : not_a_number());
        }
    }
}
