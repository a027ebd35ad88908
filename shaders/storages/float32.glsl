// float32: features and weights lie in memory as they are computed.
#define real float
#define real4 vec4
#define stored(value) (value)
#define stored4(value) (value)

// What is read back of values that are stored.
vec4 as_stored(vec4 values) {
    return values;
}
