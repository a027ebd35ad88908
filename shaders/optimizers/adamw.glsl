// adamw: Adam with decoupled weight decay (Loshchilov and Hutter 2019), by PyTorch's rule.
#include "include/bias_correction.glsl"
struct Hyper
{
    float beta1;          // = 0.9 in [0, 1): decay of the mean of the gradients
    float beta2;          // = 0.999 in [0, 1): decay of the mean of their squares
    float epsilon;        // = 1e-8 in (0, 1]: added to the root of the second moment
    float weight_decay;   // = 0.01 in [0, inf): share of the parameter that is taken off, times the learning rate
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

float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate)
{
    float decayed = parameter - learning_rate * hyper.weight_decay * parameter;
    state.first_moment = hyper.beta1 * state.first_moment + (1.0 - hyper.beta1) * gradient;
    state.second_moment = hyper.beta2 * state.second_moment + (1.0 - hyper.beta2) * gradient * gradient;
    float denominator = sqrt(state.second_moment) / sqrt(per_update.second_correction) + hyper.epsilon;
    return decayed - learning_rate / per_update.first_correction * state.first_moment / denominator;
}
