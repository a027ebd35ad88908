// lamb: LAMB (You et al. 2020, "Large batch optimization for deep learning", algorithm 2): Adam's step scaled for each tensor; biases and scales keep the learning rate itself, without decay.
#define LAYERWISE_OPTIMIZER
#include "include/bias_correction.glsl"
struct Hyper
{
    float beta1;          // = 0.9 in [0, 1): decay of the mean of the gradients
    float beta2;          // = 0.999 in [0, 1): decay of the mean of their squares
    float epsilon;        // = 1e-6 in (0, 1]: added to the root of the second moment
    float weight_decay;   // = 0.01 in [0, inf): factor of the parameter that is added to Adam's step
};

struct State
{
    float first_moment;
    float second_moment;
};

struct PerUpdate
{
    float first_correction;    // 1 - beta1^update
    float second_correction;   // 1 - beta2^update
};

PerUpdate optimizer_prepare(Hyper hyper, uint update)
{
    return PerUpdate(bias_correction(hyper.beta1, update), bias_correction(hyper.beta2, update));
}

Hyper optimizer_without_trust(Hyper hyper)
{
    hyper.weight_decay = 0.0;
    return hyper;
}

float lamb_step(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update)
{
    state.first_moment = hyper.beta1 * state.first_moment + (1.0 - hyper.beta1) * gradient;
    state.second_moment = hyper.beta2 * state.second_moment + (1.0 - hyper.beta2) * gradient * gradient;
    float denominator = sqrt(state.second_moment) / sqrt(per_update.second_correction) + hyper.epsilon;
    return state.first_moment / per_update.first_correction / denominator + hyper.weight_decay * parameter;
}

float optimizer_measured(float parameter, float gradient, State state, Hyper hyper, PerUpdate per_update)
{
    return lamb_step(parameter, gradient, state, hyper, per_update);
}

float optimizer_trust(float parameter_norm, float measured_norm, Hyper hyper)
{
    return parameter_norm > 0.0 && measured_norm > 0.0 ? parameter_norm / measured_norm : 1.0;
}

float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate)
{
    return parameter - learning_rate * lamb_step(parameter, gradient, state, hyper, per_update);
}
