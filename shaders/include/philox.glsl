// Philox4x32-10 (Salmon et al. 2011, as in its reference code): four random words for a counter and a key, the same on every device.

const uint purpose_dropout = 3;
const uint purpose_augmentation = 4;

uvec4 philox(uvec4 counter, uvec2 key) {
    for (int i = 0; i < 10; i++) {
        uint high0, low0, high1, low1;
        umulExtended(0xD2511F53u, counter.x, high0, low0);
        umulExtended(0xCD9E8D57u, counter.z, high1, low1);
        counter = uvec4(high1 ^ counter.y ^ key.x, low1, high0 ^ counter.w ^ key.y, low0);
        key += uvec2(0x9E3779B9u, 0xBB67AE85u);
    }
    return counter;
}

// Uniform in [0, 1) from a word's top 24 bits: exact in a float.
float uniform_float(uint word) {
    return float(word >> 8) * 5.9604644775390625e-8;
}

// Uniform in [0, bound): multiply-high.
uint uniform_below(uint word, uint bound) {
    uint high, low;
    umulExtended(word, bound, high, low);
    return high;
}
