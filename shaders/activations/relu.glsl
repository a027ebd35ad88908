// relu: max(x, 0)
// @backward_from output
// A NaN stays a NaN, which max() would not promise.
float activation_forward(float x) { return x < 0.0 ? 0.0 : x; }
float activation_backward(float saved, float dy) { return saved > 0.0 ? dy : 0.0; }
