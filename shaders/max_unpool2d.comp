#version 450
// max_unpool2d: dx[b,h,v,c] = dy[b,p,q,c] where h,v is the place of window p,q that won, else 0. Windows lie side by side; pixels in none get 0.
//
// Shapes     dx [B, H, W, C], dy [B, H / pool_height, W / pool_width, C], winner alike: a byte for each channel, as conv2d_forward_register leaves them
// Bindings   0 output_gradient_texels dy, fetched by fours if vector_channels, else singly · 1 Winners, read · 2 InputGradient dx, write
// Constants  the sizes above but B; vector_channels: C is a multiple of 4 (16-byte accesses)
// Dispatch   B * ceil(H / pool_height) * ceil(W / pool_width) * ceil(C / 4) invocations, channels fastest; each writes one window
// Numerics   exact
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const uint pool_height = 2;
layout(constant_id = 3) const uint pool_width = 2;
layout(constant_id = 4) const uint height = 1;
layout(constant_id = 5) const uint width = 1;
layout(constant_id = 6) const bool vector_channels = false;
layout(set = 0, binding = 0) uniform samplerBuffer output_gradient_texels;
layout(set = 0, binding = 1, std430) readonly buffer Winners { uint winners[]; };
layout(set = 0, binding = 2, std430) writeonly buffer InputGradient { real dx[]; };
layout(set = 0, binding = 2, std430) writeonly buffer InputGradientVectors { real4 dx4[]; };
layout(push_constant) uniform Push { uint batch; };

vec4 gradients(uint window, uint c) {
    if (vector_channels) {
        return texelFetch(output_gradient_texels, int((window * channels + c) / 4));
    }
    uvec4 i = channel_indices(window, c, channels);
    return vec4(
        texelFetch(output_gradient_texels, int(i.x)).x,
        texelFetch(output_gradient_texels, int(i.y)).x,
        texelFetch(output_gradient_texels, int(i.z)).x,
        texelFetch(output_gradient_texels, int(i.w)).x);
}

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(channels) * 4;
    uint cell = index / channel_vectors(channels);
    uint cells_down = ceil_div(height, pool_height);
    uint cells_across = ceil_div(width, pool_width);
    uint example = cell / (cells_down * cells_across);
    if (example >= batch) {
        return;
    }
    uint p = cell / cells_across % cells_down;
    uint q = cell % cells_across;

    // The last cells may be parts of windows, which nothing pooled.
    bool pooled = p < height / pool_height && q < width / pool_width;
    uint window = pooled ? (example * (height / pool_height) + p) * (width / pool_width) + q : 0;
    uint packed = winners[window * channel_vectors(channels) + c / 4];
    uvec4 winner = uvec4(packed, packed >> 8, packed >> 16, packed >> 24) & 0xffu;
    vec4 gradient = mix(vec4(0.0), gradients(window, c), bvec4(pooled));

    [[unroll]] for (uint place = 0; place < pool_height * pool_width; place++) {
        uint h = p * pool_height + place / pool_width;
        uint v = q * pool_width + place % pool_width;
        if (h < height && v < width) {
            vec4 value = mix(vec4(0.0), gradient, equal(winner, uvec4(place)));
            uint target = ((example * height + h) * width + v) * channels + c;
            if (vector_channels) {
                dx4[target / 4] = stored4(value);
            } else {
                for (uint e = 0; e < 4 && c + e < channels; e++) {
                    dx[target + e] = stored(value[e]);
                }
            }
        }
    }
}
