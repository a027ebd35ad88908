// leaky_relu: x where x > 0, 0.01 x elsewhere
// @backward_from output
// The slope is positive, so output and input have one sign.
float activation_forward(float x) { return x > 0.0 ? x : 0.01 * x; }
float activation_backward(float saved, float dy) { return saved > 0.0 ? dy : 0.01 * dy; }
