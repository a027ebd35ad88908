// adam: Adam (Kingma and Ba 2015, algorithm 1); weight decay is added to the gradient, as in PyTorch.
#include "include/bias_correction.glsl"
struct Hyper
{
    float beta1;          // = 0.9 in [0, 1): decay of the mean of the gradients
    float beta2;          // = 0.999 in [0, 1): decay of the mean of their squares
    float epsilon;        // = 1e-8 in (0, 1]: added to the root of the second moment
    float weight_decay;   // = 0 in [0, inf): factor of the parameter that is added to its gradient
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
    float decayed_gradient = gradient + hyper.weight_decay * parameter;
    state.first_moment = hyper.beta1 * state.first_moment + (1.0 - hyper.beta1) * decayed_gradient;
    state.second_moment = hyper.beta2 * state.second_moment + (1.0 - hyper.beta2) * decayed_gradient * decayed_gradient;
    float denominator = sqrt(state.second_moment) / sqrt(per_update.second_correction) + hyper.epsilon;
    return parameter - learning_rate / per_update.first_correction * state.first_moment / denominator;
}
