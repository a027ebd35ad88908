// lars: LARS (You et al. 2017, "Large batch training of convolutional networks"): momentum with a rate for each tensor; biases and scales keep the learning rate itself, without decay.
#define LAYERWISE_OPTIMIZER
struct Hyper
{
    float momentum;            // = 0.9 in [0, 1): share of the buffer that is kept from update to update
    float weight_decay;        // = 0 in [0, inf): factor of the parameter that is added to its gradient
    float trust_coefficient;   // = 0.001 in (0, inf): share of its own norm by which a step changes a tensor, at a learning rate of 1
    float epsilon;             // = 1e-8 in [0, 1]: added to the divisor of the ratio
};

struct State
{
    float momentum_buffer;
};

struct PerUpdate
{
    uint unused;
};

PerUpdate optimizer_prepare(Hyper hyper, uint update)
{
    return PerUpdate(0u);
}

Hyper optimizer_without_trust(Hyper hyper)
{
    hyper.weight_decay = 0.0;
    return hyper;
}

float optimizer_measured(float parameter, float gradient, State state, Hyper hyper, PerUpdate per_update)
{
    return gradient;
}

float optimizer_trust(float parameter_norm, float measured_norm, Hyper hyper)
{
    float divisor = measured_norm + hyper.weight_decay * parameter_norm + hyper.epsilon;
    return parameter_norm > 0.0 && measured_norm > 0.0 ? hyper.trust_coefficient * parameter_norm / divisor : 1.0;
}

// The rate lies within the buffer: a ratio that changes does not change steps that were taken.
float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate)
{
    state.momentum_buffer = hyper.momentum * state.momentum_buffer + learning_rate * (gradient + hyper.weight_decay * parameter);
    return parameter - state.momentum_buffer;
}
