// gelu: x Phi(x), with Phi the distribution function of the standard normal (Hendrycks and Gimpel 2016), exact, not the tanh formula
// @backward_from input
// Phi(x) = erfc(-x / sqrt 2) / 2. Both polynomials are Chebyshev interpolants of their function, good to 1e-8 relative before rounding:
// erf(z) / z in z^2 for z < 1, and exp(z^2) erfc(z) / t in t = 1 / (1 + z / 2) for z from 1 to 9.2, where erfc leaves float32.
float gelu_normal_distribution(float x)
{
    float z = abs(x) * 0.70710678118;
    if (z < 1.0)
    {
        float square = z * z;
        float series = 7.87587505e-05;
        series = series * square - 0.000801686428;
        series = series * square + 0.00518908742;
        series = series * square - 0.026854212;
        series = series * square + 0.112835947;
        series = series * square - 0.376126267;
        series = series * square + 1.12837917;
        float half_erf = 0.5 * z * series;
        return x < 0.0 ? 0.5 - half_erf : 0.5 + half_erf;
    }

    float t = 1.0 / (1.0 + 0.5 * z);
    float series = 0.0916801943;
    series = series * t - 0.220758848;
    series = series * t + 0.0754731339;
    series = series * t + 0.0657958187;
    series = series * t + 0.176866721;
    series = series * t + 0.247407751;
    series = series * t + 0.28198429;
    series = series * t + 0.282101256;
    float tail = 0.5 * t * series * exp(-0.5 * x * x);
    return x < 0.0 ? tail : 1.0 - tail;
}

float activation_forward(float x) { return x * gelu_normal_distribution(x); }

float activation_backward(float saved, float dy)
{
    float density = 0.39894228040 * exp(-0.5 * saved * saved);
    return dy * (gelu_normal_distribution(saved) + saved * density);
}
