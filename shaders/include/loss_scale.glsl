// How the gradients of float16 features are kept from vanishing: the loss's gradient is multiplied by a power of two, by which the optimizer divides. All members have 4 bytes.
struct LossScale {
    float scale;        // a power of two
    uint good_updates;  // updates in a row, since the scale changed, whose gradients were finite
    uint not_finite;    // 1 if a gradient of the update under way, or of the last one, was not
    uint reserved;
};

// 1 / scale, exactly: a device's division need not be.
float inverse_of(float scale) {
    return uintBitsToFloat((254u << 23) - floatBitsToUint(scale));
}
