// The weights of four neighbouring channels behind a grouped convolution, w [rows, output_channels]; a row is a tap and a channel of the group.

vec4 weights_of(uint row, uint k) {
    if (vector_outputs) {
        return vec4(w4[(row * output_channels + k) / 4]);
    }
    uvec4 place = row * output_channels + output_channels_from(k);
    return vec4(float(w[place.x]), float(w[place.y]), float(w[place.z]), float(w[place.w]));
}
