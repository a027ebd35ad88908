// tanh: (e^x - e^-x) / (e^x + e^-x)
// @backward_from output
#include "include/finite.glsl"

// Not the built-in tanh: Vulkan inherits its error from a formula that overflows for large |x| and cancels near 0.
// From 0.25 on, 1 - 2 / (e^2|x| + 1) loses less than two bits; below, the Taylor series to x^11 is exact to 1e-9 relative.
float activation_forward(float x)
{
    float magnitude = abs(x);
    if (magnitude < 0.25)
    {
        float square = x * x;
        float series = -1382.0 / 155925.0;
        series = series * square + 62.0 / 2835.0;
        series = series * square - 17.0 / 315.0;
        series = series * square + 2.0 / 15.0;
        series = series * square - 1.0 / 3.0;
        return x + x * square * series;
    }

    // Beyond 10 the result is 1 in float32. A driver's exp of NaN need not be NaN.
    float result = magnitude > 10.0 ? 1.0 : 1.0 - 2.0 / (exp(2.0 * magnitude) + 1.0);
    return is_nan(x) ? x : x < 0.0 ? -result : result;
}

float activation_backward(float saved, float dy) { return dy * (1.0 - saved) * (1.0 + saved); }
