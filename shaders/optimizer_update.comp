#version 450
// optimizer_update: (parameter[i], state[i]) = the optimizer's rule on (parameter[i], gradient[i], state[i]) at learning_rates[(update - 1) % their number], for all parameters of a trial
//
// Shapes     parameter and gradient [count], state [count, values of struct State]; learning_rates [updates of an epoch, or 1 for all]; one StepControl, one Hyper; one Trust for each 128 values
// Bindings   0 Parameters, read and written · 1 Gradients, read · 2 States, read and written · 3 HyperParameters, read · 4 Control (StepControl), read · 5 LearningRates, read
//            6 Scale (LossScale), read, only if is_scaled · 7 Blocks (Trust), read, only if is_layerwise
// Constants  is_scaled: gradients are multiplied by the scale, and one that is not finite leaves everything as it is;
//            is_layerwise: the learning rate is multiplied by the ratio of the value's tensor
// Push       count
// Dispatch   ceil(count / 4) invocations: each makes four neighbours, so that what is the same for all of an update is computed once for four
// Numerics   those of the optimizer, in float32
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
#include "include/loss_scale.glsl"
#include "include/step_state.glsl"
#include <optimizer>
#include "include/layerwise.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const bool is_scaled = false;
layout(constant_id = 2) const bool is_layerwise = false;
layout(set = 0, binding = 0, std430) buffer Parameters { float parameters[]; };
layout(set = 0, binding = 0, std430) buffer ParametersVectors { vec4 parameters4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Gradients { float gradients[]; };
layout(set = 0, binding = 1, std430) readonly buffer GradientsVectors { vec4 gradients4[]; };
layout(set = 0, binding = 2, std430) buffer States { State states[]; };
layout(set = 0, binding = 3, std430) readonly buffer HyperParameters { Hyper hyper; };
layout(set = 0, binding = 4, std430) readonly buffer Control { StepControl control; };
layout(set = 0, binding = 5, std430) readonly buffer LearningRates { float learning_rates[]; };
layout(set = 0, binding = 6, std430) readonly buffer Scale { LossScale loss_scale; };
layout(set = 0, binding = 7, std430) readonly buffer Blocks { Trust blocks[]; };
layout(push_constant) uniform Push { uint count; };

vec4 unscaled(vec4 gradient) {
    return is_scaled ? gradient * inverse_of(loss_scale.scale) : gradient;
}

void main() {
    uint first = invocation_index(workgroup_size) * 4;
    if (first >= count || is_scaled && loss_scale.not_finite != 0) {
        return;
    }
    float learning_rate = learning_rates[(control.update - 1) % learning_rates.length()];
    Hyper own = hyper;
    if (is_layerwise) {
        Trust trust = blocks[first / block_values];
        learning_rate *= trust.ratio;
        if (trust.is_adapted == 0) {
            own = optimizer_without_trust(hyper);
        }
    }
    PerUpdate per_update = optimizer_prepare(own, control.update);
    if (first + 4 <= count) {
        vec4 parameter = parameters4[first / 4];
        vec4 gradient = unscaled(gradients4[first / 4]);
        [[unroll]] for (uint e = 0; e < 4; e++) {
            State state = states[first + e];
            parameter[e] = optimizer_update(parameter[e], gradient[e], state, own, per_update, learning_rate);
            states[first + e] = state;
        }
        parameters4[first / 4] = parameter;
        return;
    }
    for (uint i = first; i < count; i++) {
        State state = states[i];
        parameters[i] = optimizer_update(parameters[i], unscaled(vec4(gradients[i])).x, state, own, per_update, learning_rate);
        states[i] = state;
    }
}
