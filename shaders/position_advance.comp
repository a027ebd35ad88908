#version 450
// position_advance: position += B, the step of an evaluation
//
// Shapes     one StepControl
// Bindings   0 Control (StepControl), read and written
// Push       batch B
// Dispatch   one invocation; runs after the batch was gathered, for gather_batch reads position
// Numerics   exact
#include "include/step_state.glsl"
layout(local_size_x = 1) in;
layout(set = 0, binding = 0, std430) buffer Control { StepControl control; };
layout(push_constant) uniform Push { uint batch; };

void main() {
    control.position += batch;
}
