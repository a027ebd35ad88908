// lion: Lion (Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2): the sign of a momentum, with decoupled weight decay.
#include "include/finite.glsl"
struct Hyper
{
    float beta1;          // = 0.9 in [0, 1): share of the momentum in what the sign is taken of
    float beta2;          // = 0.99 in [0, 1): decay of the momentum
    float weight_decay;   // = 0 in [0, inf): share of the parameter that is taken off, times the learning rate
};

struct State
{
    float momentum;
};

struct PerUpdate
{
    uint unused;
};

PerUpdate optimizer_prepare(Hyper hyper, uint update)
{
    return PerUpdate(0u);
}

float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate)
{
    float mixed = hyper.beta1 * state.momentum + (1.0 - hyper.beta1) * gradient;
    state.momentum = hyper.beta2 * state.momentum + (1.0 - hyper.beta2) * gradient;
    // A sign would hide a gradient that is infinite or no number: the parameter shows it.
    float direction = is_finite(mixed) ? sign(mixed) : not_a_number();
    return parameter - learning_rate * hyper.weight_decay * parameter - learning_rate * direction;
}
