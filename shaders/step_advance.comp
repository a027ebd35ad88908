#version 450
// step_advance: begins an update: position += B, update += 1; current = (update, epoch, learning_rates[update - 1]); per_update = what the optimizer computes once an update
//
// Shapes     one StepControl, one StepCurrent, one Hyper, one PerUpdate; learning_rates [at least 1]: the last one holds for all later updates
// Bindings   0 Control (StepControl), read and written · 1 LearningRates, read · 2 HyperParameters, read · 3 Current (StepCurrent), write · 4 UpdateConstants (PerUpdate), write
// Push       batch B
// Dispatch   one invocation; runs after the batch was gathered, for gather_batch reads position
// Numerics   those of the optimizer
#include "include/step_state.glsl"
#include <optimizer>
layout(local_size_x = 1) in;
layout(set = 0, binding = 0, std430) buffer Control { StepControl control; };
layout(set = 0, binding = 1, std430) readonly buffer LearningRates { float learning_rates[]; };
layout(set = 0, binding = 2, std430) readonly buffer HyperParameters { Hyper hyper; };
layout(set = 0, binding = 3, std430) writeonly buffer Current { StepCurrent current; };
layout(set = 0, binding = 4, std430) writeonly buffer UpdateConstants { PerUpdate per_update; };
layout(push_constant) uniform Push { uint batch; };

void main() {
    uint update = control.update + 1;
    control.position += batch;
    control.update = update;
    current = StepCurrent(update, control.epoch, learning_rates[min(update, learning_rates.length()) - 1], 0);
    per_update = optimizer_prepare(hyper, update);
}
