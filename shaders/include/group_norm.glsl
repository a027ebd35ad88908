// What both ways of a group norm share: one workgroup of 64 makes one group of one example, whose values are some neighbouring channels of each pixel. The kernel declares batch and, as
// constants, pixels, channels, groups and vector_values.

const uint lanes = 64;
const uint group_channels = channels / groups;
const uint group_values = pixels * group_channels;
const uint at_once = vector_values ? 4 : 1;
shared vec2 lane_sums[lanes];

// Place within its example of value i of a group.
uint place_in_example(uint group, uint i) {
    return i / group_channels * channels + group * group_channels + i % group_channels;
}

// Two sums over all lanes, in order, for all lanes.
vec2 over_lanes(vec2 own, uint lane) {
    barrier();  // the sums before are read
    lane_sums[lane] = own;
    barrier();
    vec2 total = vec2(0.0);
    for (uint i = 0; i < lanes; i++) {
        total += lane_sums[i];
    }
    return total;
}

float sum_of(vec4 values) {
    return values.x + values.y + values.z + values.w;
}
