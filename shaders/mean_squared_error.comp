#version 450
// mean_squared_error: loss[b] = (1/K) sum over k of (y[b,k] - t[k])^2, t[k] = [k = label[b]]; dy[b,k] = 2 (y[b,k] - t[k]) / (B K)
//
// With mixed targets t[k] = share[b] * [k = label[b]] + (1 - share[b]) * [k = partner's label].
// Shapes     y and dy [B, K], label, loss and correct [B]; mixing [B] { partner's label, bits of the share }
// Bindings   0 Outputs y, read · 1 Labels, read · 2 Gradient dy, write, only if store_gradient · 3 ExampleLoss, write · 4 ExampleCorrect (1 when the first largest y is the label's, else 0), write ·
//            5 Scale (LossScale), read, only if scale_gradient: dy is multiplied by it · 6 Mixing, read, only if mixed_targets
// Push       batch B; classes K; gradient_scale = 2 / (B K)
// Dispatch   B invocations
// Numerics   sums over k in order, in float32. An output that is infinite or NaN, or whose square overflows, makes the example's loss NaN (its gradient, if it is not finite itself)
#include <storage>
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include "include/loss_scale.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 32;
layout(constant_id = 1) const bool store_gradient = true;
layout(constant_id = 2) const bool scale_gradient = false;
layout(constant_id = 3) const bool mixed_targets = false;
layout(set = 0, binding = 0, std430) readonly buffer Outputs { real y[]; };
layout(set = 0, binding = 1, std430) readonly buffer Labels { uint labels[]; };
layout(set = 0, binding = 2, std430) writeonly buffer Gradient { real dy[]; };
layout(set = 0, binding = 3, std430) writeonly buffer ExampleLoss { float example_loss[]; };
layout(set = 0, binding = 4, std430) writeonly buffer ExampleCorrect { uint example_correct[]; };
layout(set = 0, binding = 5, std430) readonly buffer Scale { LossScale loss_scale; };
layout(set = 0, binding = 6, std430) readonly buffer Mixing { uvec2 mixing[]; };
layout(push_constant) uniform Push { uint batch; uint classes; float gradient_scale; };

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

    float largest = float(y[row]);
    uint largest_class = 0;
    bool finite = true;
    float total = 0.0;
    for (uint k = 0; k < classes; k++) {
        float value = float(y[row + k]);
        finite = finite && is_finite(value);
        if (value > largest) {
            largest = value;
            largest_class = k;
        }
        float target = k == label ? 1.0 : 0.0;
        if (mixed_targets) {
            target = (k == label ? share : 0.0) + (k == partner ? 1.0 - share : 0.0);
        }
        float difference = value - target;
        total += difference * difference;
        if (store_gradient) {
            dy[row + k] = stored(is_finite(value) ? scaled(difference * gradient_scale) : not_a_number());
        }
    }
    example_loss[b] = finite && is_finite(total) ? total / float(classes) : not_a_number();
    example_correct[b] = finite && largest_class == label ? 1 : 0;
}
