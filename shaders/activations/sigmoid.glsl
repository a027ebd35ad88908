// sigmoid: 1 / (1 + e^-x)
// @backward_from output
#include "include/finite.glsl"

// A driver's exp of NaN need not be NaN.
float activation_forward(float x)
{
    // The exponential of a negative number cannot overflow.
    float decay = exp(-abs(x));
    float result = 1.0 / (1.0 + decay);
    return is_nan(x) ? x : x < 0.0 ? decay * result : result;
}

float activation_backward(float saved, float dy) { return dy * saved * (1.0 - saved); }
