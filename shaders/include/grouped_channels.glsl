// What four neighbouring channels behind a grouped convolution are made of. The kernel declares x, x4, and as constants input_channels, output_channels, group_inputs, group_outputs and
// vector_outputs. Channels over the last repeat it, to be read in bounds and not to be stored.

uvec4 output_channels_from(uint k) {
    return min(uvec4(k, k + 1, k + 2, k + 3), uvec4(output_channels - 1));
}

// Value i of each one's group at a pixel.
vec4 inputs_of(uint pixel, uint i, uint k) {
    uint first = pixel * input_channels;
    if (vector_outputs && group_inputs == 1 && group_outputs == 1) {
        return vec4(x4[(first + k) / 4]);
    }
    if (group_outputs % 4 == 0) {
        return vec4(float(x[first + k / group_outputs * group_inputs + i]));
    }
    uvec4 place = first + output_channels_from(k) / group_outputs * group_inputs + i;
    return vec4(float(x[place.x]), float(x[place.y]), float(x[place.z]), float(x[place.w]));
}
