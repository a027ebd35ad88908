#version 450
// reduce_partials: g[i] = sum over j of partial[j,i], for a weight and its bias at once
//
// Shapes     WeightPartials [J, weight_stride], BiasPartials [J, bias_stride]: of each piece the first weights (biases) values count; weight [weights], bias [biases].
// Bindings   0 WeightPartials, read · 1 BiasPartials, read (not touched if biases is 0) · 2 WeightGradient, write · 3 BiasGradient, write (likewise)
// Push       pieces J; weights, weight_stride, biases, bias_stride; both strides are multiples of 4
// Dispatch   ceil(weights / 4) + ceil(biases / 4) invocations: each sums four neighbours
// Numerics   pieces are added in order 0 to J - 1, in float32
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer WeightPartials { vec4 weight_partials[]; };
layout(set = 0, binding = 1, std430) readonly buffer BiasPartials { vec4 bias_partials[]; };
layout(set = 0, binding = 2, std430) writeonly buffer WeightGradient { float weight_gradient[]; };
layout(set = 0, binding = 3, std430) writeonly buffer BiasGradient { float bias_gradient[]; };
layout(push_constant) uniform Push { uint pieces; uint weights; uint weight_stride; uint biases; uint bias_stride; };

void main() {
    uint first = invocation_index(workgroup_size);
    uint weight_vectors = ceil_div(weights, 4);
    vec4 sum = vec4(0.0);
    if (first < weight_vectors) {
        for (uint j = 0; j < pieces; j++) {
            sum += weight_partials[j * (weight_stride / 4) + first];
        }
        [[unroll]] for (uint e = 0; e < 4; e++) {
            if (4 * first + e < weights) {
                weight_gradient[4 * first + e] = sum[e];
            }
        }
        return;
    }

    first -= weight_vectors;
    if (first < ceil_div(biases, 4)) {
        for (uint j = 0; j < pieces; j++) {
            sum += bias_partials[j * (bias_stride / 4) + first];
        }
        [[unroll]] for (uint e = 0; e < 4; e++) {
            if (4 * first + e < biases) {
                bias_gradient[4 * first + e] = sum[e];
            }
        }
    }
}
