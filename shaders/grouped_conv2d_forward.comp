#version 450
// grouped_conv2d_forward: y[b,p,q,k] = act(bias[k] + sum over r,s,i of x[b, p*sy - pt + r, q*sx - pl + s, g*I + i] * w[r,s,i,k]), g = k / O the group of channel k
//
// Each of the G groups has I channels before and O after; with I = 1 it is a depthwise convolution.
// Shapes     x [B, H, W, G*I], w [R, S, I, G*O], bias [G*O], y and z [B, P, Q, G*O]; x is 0 outside its image
// Bindings   0 Input x, read · 1 Weight w, read · 2 Bias, read · 3 Output y, write · 4 Preactivation z (the sum before act), write, only if store_preactivation
// Constants  the sizes above but B; input_channels G*I, output_channels G*O; vector_outputs: G*O is a multiple of 4 (16-byte accesses); has_bias
// Dispatch   B*P*Q * ceil(G*O / 4) invocations, channels fastest: each makes four neighbouring channels of a pixel
// Numerics   each output is one sum over r, s, i in this order, by fma from 0 in float32; the bias is added last
#extension GL_EXT_control_flow_attributes : enable
#include <storage>
#include "include/indexing.glsl"
#include "include/channels.glsl"
#include <activation>
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint input_height = 1;
layout(constant_id = 2) const uint input_width = 1;
layout(constant_id = 3) const uint input_channels = 1;
layout(constant_id = 4) const uint output_height = 1;
layout(constant_id = 5) const uint output_width = 1;
layout(constant_id = 6) const uint output_channels = 1;
layout(constant_id = 7) const uint group_inputs = 1;
layout(constant_id = 8) const uint group_outputs = 1;
layout(constant_id = 9) const uint window_height = 1;
layout(constant_id = 10) const uint window_width = 1;
layout(constant_id = 11) const uint stride_y = 1;
layout(constant_id = 12) const uint stride_x = 1;
layout(constant_id = 13) const uint padding_top = 0;
layout(constant_id = 14) const uint padding_left = 0;
layout(constant_id = 15) const bool vector_outputs = false;
layout(constant_id = 16) const bool has_bias = true;
layout(constant_id = 17) const bool store_preactivation = false;
layout(set = 0, binding = 0, std430) readonly buffer Input { real x[]; };
layout(set = 0, binding = 0, std430) readonly buffer InputVectors { real4 x4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Weight { real w[]; };
layout(set = 0, binding = 1, std430) readonly buffer WeightVectors { real4 w4[]; };
layout(set = 0, binding = 2, std430) readonly buffer Bias { float bias[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Output { real y[]; };
layout(set = 0, binding = 3, std430) writeonly buffer OutputVectors { real4 y4[]; };
layout(set = 0, binding = 4, std430) writeonly buffer Preactivation { real z[]; };
layout(set = 0, binding = 4, std430) writeonly buffer PreactivationVectors { real4 z4[]; };
layout(push_constant) uniform Push { uint batch; };

const uint columns = output_channels;
const bool vector_columns = vector_outputs;
#include "include/store_forward.glsl"
#include "include/grouped_channels.glsl"
#include "include/grouped_weights.glsl"

void main() {
    uint index = invocation_index(workgroup_size);
    uint k = index % channel_vectors(output_channels) * 4;
    uint pixel = index / channel_vectors(output_channels);
    if (pixel >= batch * output_height * output_width) {
        return;
    }
    uint image = pixel / (output_height * output_width) * (input_height * input_width);
    int top = int(pixel / output_width % output_height * stride_y) - int(padding_top);
    int left = int(pixel % output_width * stride_x) - int(padding_left);

    vec4 sum = vec4(0.0);
    for (uint r = 0; r < window_height; r++) {
        for (uint s = 0; s < window_width; s++) {
            uint h = uint(top + int(r));
            uint v = uint(left + int(s));
            if (h < input_height && v < input_width) {
                uint row = (r * window_width + s) * group_inputs;
                for (uint i = 0; i < group_inputs; i++) {
                    sum = fma(inputs_of(image + h * input_width + v, i, k), weights_of(row + i, k), sum);
                }
            }
        }
    }
    store_activated(pixel, k, sum);
}
