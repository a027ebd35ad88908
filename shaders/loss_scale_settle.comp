#version 450
// loss_scale_settle: scale /= 2 if gradients of the update before were not finite; scale *= 2 after growth_interval updates in a row whose gradients were
//
// Shapes     one StepControl, one LossScale
// Bindings   0 Control (StepControl), read · 1 Scale (LossScale), read and written
// Dispatch   one invocation; begins a step. The first update has none before it
// Numerics   exact: scales are powers of two from 2^-24 to 2^64
#include "include/loss_scale.glsl"
#include "include/step_state.glsl"
layout(local_size_x = 1) in;
layout(set = 0, binding = 0, std430) readonly buffer Control { StepControl control; };
layout(set = 0, binding = 1, std430) buffer Scale { LossScale loss_scale; };

const uint growth_interval = 2000;
const float least_scale = 5.9604644775390625e-8;
const float largest_scale = 18446744073709551616.0;

void main() {
    if (control.update == 0) {
        return;
    }
    if (loss_scale.not_finite != 0) {
        loss_scale.scale = max(loss_scale.scale * 0.5, least_scale);
        loss_scale.good_updates = 0;
    } else if (loss_scale.good_updates + 1 == growth_interval) {
        loss_scale.scale = min(loss_scale.scale * 2.0, largest_scale);
        loss_scale.good_updates = 0;
    } else {
        loss_scale.good_updates += 1;
    }
    loss_scale.not_finite = 0;
}
