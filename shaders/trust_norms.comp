#version 450
// trust_norms: partial[k] = (sum of parameter[i]^2, sum of measured[i]^2) over the values i of block k, where measured is what the optimizer judges a tensor's step by
//
// Shapes     parameter and gradient [count], state [count, values of struct State], partial [ceil(count / 128), 2]; one StepControl, one Hyper
// Bindings   0 Parameters, read · 1 Gradients, read · 2 States, read · 3 HyperParameters, read · 4 Control (StepControl), read · 5 Scale (LossScale), read, only if is_scaled · 6 Partials, write
// Constants  is_scaled: gradients are multiplied by the scale
// Push       count
// Dispatch   one workgroup of 64 for each block of 128 values
// Numerics   each invocation adds two squares, and the first adds up what they found, in order, in float32. A sum that is not finite is NaN
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include "include/ordered_sum.glsl"
#include "include/loss_scale.glsl"
#include "include/step_state.glsl"
#include <optimizer>
#include "include/layerwise.glsl"
layout(local_size_x = 64) in;
layout(constant_id = 0) const bool is_scaled = false;
layout(set = 0, binding = 0, std430) readonly buffer Parameters { float parameters[]; };
layout(set = 0, binding = 1, std430) readonly buffer Gradients { float gradients[]; };
layout(set = 0, binding = 2, std430) readonly buffer States { State states[]; };
layout(set = 0, binding = 3, std430) readonly buffer HyperParameters { Hyper hyper; };
layout(set = 0, binding = 4, std430) readonly buffer Control { StepControl control; };
layout(set = 0, binding = 5, std430) readonly buffer Scale { LossScale loss_scale; };
layout(set = 0, binding = 6, std430) writeonly buffer Partials { vec2 partials[]; };
layout(push_constant) uniform Push { uint count; };

void main() {
    uint block = workgroup_index();
    uint lane = gl_LocalInvocationID.x;
    uint first = block * block_values;
    if (first >= count) {
        return;
    }
    PerUpdate per_update = optimizer_prepare(hyper, control.update);
    float of_parameters = 0.0;
    float of_measured = 0.0;
    for (uint i = first + lane; i < min(first + block_values, count); i += sum_lanes) {
        float gradient = is_scaled ? gradients[i] * inverse_of(loss_scale.scale) : gradients[i];
        float measured = optimizer_measured(parameters[i], gradient, states[i], hyper, per_update);
        of_parameters += parameters[i] * parameters[i];
        of_measured += measured * measured;
    }
    float parameter_sum = sum_of_lanes(of_parameters, lane);
    barrier();
    float measured_sum = sum_of_lanes(of_measured, lane);
    if (lane == 0) {
        partials[block] = vec2(parameter_sum, measured_sum);
    }
}
