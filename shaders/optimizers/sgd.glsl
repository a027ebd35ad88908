// sgd: stochastic gradient descent with momentum (Polyak or Nesterov), by PyTorch's rule.
// The buffer starts as the first gradient: with the buffer at 0, momentum * 0 + g is just that.
struct Hyper
{
    float momentum;       // = 0 in [0, 1): share of the buffer that is kept from update to update
    float weight_decay;   // = 0 in [0, inf): factor of the parameter that is added to its gradient
    uint nesterov;        // bool = false: whether the step looks ahead along the buffer
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

float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate)
{
    float decayed = gradient + hyper.weight_decay * parameter;
    state.momentum_buffer = hyper.momentum * state.momentum_buffer + decayed;
    float direction = hyper.nesterov != 0u ? decayed + hyper.momentum * state.momentum_buffer : state.momentum_buffer;
    return parameter - learning_rate * direction;
}
