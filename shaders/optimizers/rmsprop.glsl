// rmsprop: RMSProp (Tieleman and Hinton 2012), by PyTorch's rule: epsilon is added to the root; momentum, if any, gathers what is divided by it.
struct Hyper
{
    float decay;          // = 0.99 in [0, 1): decay of the mean of the gradients' squares
    float epsilon;        // = 1e-8 in (0, 1]: added to the root of that mean
    float momentum;       // = 0 in [0, 1): share of the buffer that is kept from update to update
    float weight_decay;   // = 0 in [0, inf): factor of the parameter that is added to its gradient
};

struct State
{
    float mean_square;
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
    state.mean_square = hyper.decay * state.mean_square + (1.0 - hyper.decay) * decayed * decayed;
    state.momentum_buffer = hyper.momentum * state.momentum_buffer + decayed / (sqrt(state.mean_square) + hyper.epsilon);
    return parameter - learning_rate * state.momentum_buffer;
}
