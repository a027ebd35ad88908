// silu: x / (1 + e^-x) (Hendrycks and Gimpel 2016; also called swish)
// @backward_from input
float silu_sigmoid(float x)
{
    // The exponential of a negative number cannot overflow.
    float decay = exp(-abs(x));
    float result = 1.0 / (1.0 + decay);
    return x < 0.0 ? decay * result : result;
}

float activation_forward(float x) { return x * silu_sigmoid(x); }

float activation_backward(float saved, float dy)
{
    float gate = silu_sigmoid(saved);
    return dy * gate * (1.0 + saved * silu_sigmoid(-saved));
}
