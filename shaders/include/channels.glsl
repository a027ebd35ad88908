// Four channels at a time, for kernels that treat each channel alike (NHWC). The last four of a pixel may be fewer.

uint channel_vectors(uint channels) {
    return (channels + 3) / 4;
}

// The four channels from c on; those over the last repeat it, to be read in bounds and not to be stored.
uvec4 channel_indices(uint pixel, uint c, uint channels) {
    return pixel * channels + min(uvec4(c, c + 1, c + 2, c + 3), uvec4(channels - 1));
}
