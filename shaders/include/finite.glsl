// Infinity and NaN told apart from numbers by their bits: a driver may assume that neither occurs, and then isnan() and x != x are always false.
#ifndef FINITE_GLSL
#define FINITE_GLSL

float not_a_number() {
    return uintBitsToFloat(0x7fc00000u);
}

bool is_finite(float x) {
    return (floatBitsToUint(x) & 0x7f800000u) != 0x7f800000u;
}

bool is_nan(float x) {
    return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u;
}

#endif
