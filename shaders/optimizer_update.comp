#version 450
// optimizer_update: (parameter[i], state[i]) = the optimizer's rule on (parameter[i], gradient[i], state[i]), for all parameters of a trial
//
// Shapes     parameter and gradient [count], state [count, values of struct State]
// Bindings   0 Parameters, read and written · 1 Gradients, read · 2 States, read and written · 3 HyperParameters, read · 4 Current (StepCurrent), read · 5 UpdateConstants (PerUpdate), read
// Push       count
// Dispatch   count invocations
// Numerics   those of the optimizer, in float32
#include "include/indexing.glsl"
#include "include/step_state.glsl"
#include <optimizer>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) buffer Parameters { float parameters[]; };
layout(set = 0, binding = 1, std430) readonly buffer Gradients { float gradients[]; };
layout(set = 0, binding = 2, std430) buffer States { State states[]; };
layout(set = 0, binding = 3, std430) readonly buffer HyperParameters { Hyper hyper; };
layout(set = 0, binding = 4, std430) readonly buffer Current { StepCurrent current; };
layout(set = 0, binding = 5, std430) readonly buffer UpdateConstants { PerUpdate per_update; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint index = invocation_index(workgroup_size);
    if (index < count) {
        State state = states[index];
        parameters[index] = optimizer_update(parameters[index], gradients[index], state, hyper, per_update, current.learning_rate);
        states[index] = state;
    }
}
