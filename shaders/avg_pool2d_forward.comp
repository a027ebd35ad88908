#version 450
// avg_pool2d_forward: y[b,p,q,c] = the mean of x[b, p*sy - pt + r, q*sx - pl + s, c] over taps r,s inside the image
//
// Shapes     x [B, H, W, C], y [B, P, Q, C]. Every window has a tap inside the image.
// Bindings   0 Input x, read · 1 Output y, write
// Constants  the sizes above but B; vector_channels: C is a multiple of 4 (16-byte accesses)
// Dispatch   B*P*Q * ceil(C / 4) invocations, channels fastest
// Numerics   one sum over r, s in this order, in float32, divided by the number of taps inside the image
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint channels = 1;
layout(constant_id = 2) const uint input_height = 1;
layout(constant_id = 3) const uint input_width = 1;
layout(constant_id = 4) const uint output_height = 1;
layout(constant_id = 5) const uint output_width = 1;
layout(constant_id = 6) const uint window_height = 1;
layout(constant_id = 7) const uint window_width = 1;
layout(constant_id = 8) const uint stride_y = 1;
layout(constant_id = 9) const uint stride_x = 1;
layout(constant_id = 10) const uint padding_top = 0;
layout(constant_id = 11) const uint padding_left = 0;
layout(constant_id = 12) const bool vector_channels = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 1, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(push_constant) uniform Push { uint batch; };

vec4 load(uint pixel, uint c) {
    if (vector_channels) {
        return vec4(x4[(pixel * channels + c) / 4]);
    }
    uvec4 i = channel_indices(pixel, c, channels);
    return vec4(float(x[i.x]), float(x[i.y]), float(x[i.z]), float(x[i.w]));
}

void main() {
    uint index = invocation_index(workgroup_size);
    uint c = index % channel_vectors(channels) * 4;
    uint pixel = index / channel_vectors(channels);
    if (pixel >= batch * output_height * output_width) {
        return;
    }
    uint image = pixel / (output_height * output_width) * (input_height * input_width);
    int top = int(pixel / output_width % output_height * stride_y) - int(padding_top);
    int left = int(pixel % output_width * stride_x) - int(padding_left);

    vec4 sum = vec4(0.0);
    uint count = 0;
    for (uint r = 0; r < window_height; r++) {
        for (uint s = 0; s < window_width; s++) {
            uint h = uint(top + int(r));
            uint v = uint(left + int(s));
            if (h < input_height && v < input_width) {
                sum += load(image + h * input_width + v, c);
                count++;
            }
        }
    }

    vec4 mean = sum / float(count);
    uint target = pixel * channels + c;
    if (vector_channels) {
        y4[target / 4] = stored4(mean);
        return;
    }
    for (uint e = 0; e < 4 && c + e < channels; e++) {
        y[target + e] = stored(mean[e]);
    }
}
