// float16: features and weights take half the memory; each is rounded once, when it is stored, and widened when it is read. Needs no float16 arithmetic.
#extension GL_EXT_shader_16bit_storage : require
#define real float16_t
#define real4 f16vec4
#define stored(value) float16_t(overflowing(value))
#define stored4(value) f16vec4(overflowing(value))

// What rounds to more than the largest float16 is infinite, also on devices that round toward zero: a gradient that overflows must be seen.
float overflowing(float value) {
    uint bits = floatBitsToUint(value);
    return abs(value) >= 65520.0 ? uintBitsToFloat(bits & 0x80000000u | 0x7f800000u) : value;
}

vec4 overflowing(vec4 values) {
    return vec4(overflowing(values.x), overflowing(values.y), overflowing(values.z), overflowing(values.w));
}

// What is read back of values that are stored.
vec4 as_stored(vec4 values) {
    return vec4(stored4(values));
}
