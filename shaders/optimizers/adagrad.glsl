// adagrad: AdaGrad (Duchi et al. 2011), by PyTorch's rule.
struct Hyper
{
    float epsilon;               // = 1e-10 in (0, 1]: added to the root of the sum of squares
    float learning_rate_decay;   // = 0 in [0, inf): the rate of update t is divided by 1 + (t - 1) times it
    float initial_sum;           // = 0 in [0, inf): what the sum of squares begins with
    float weight_decay;          // = 0 in [0, inf): factor of the parameter that is added to its gradient
};

struct State
{
    float sum_of_squares;   // of gradients alone: it begins at 0 as all state does
};

struct PerUpdate
{
    float divisor;   // of the learning rate
};

PerUpdate optimizer_prepare(Hyper hyper, uint update)
{
    return PerUpdate(1.0 + float(update - 1u) * hyper.learning_rate_decay);
}

float optimizer_update(float parameter, float gradient, inout State state, Hyper hyper, PerUpdate per_update, float learning_rate)
{
    float decayed = gradient + hyper.weight_decay * parameter;
    state.sum_of_squares += decayed * decayed;
    return parameter - learning_rate / per_update.divisor * decayed / (sqrt(state.sum_of_squares + hyper.initial_sum) + hyper.epsilon);
}
