#version 450
// multiply_add_ceiling: y[i] = sum over chains and lanes of z, where z = fma(z, factor, summand), 16 * iterations times over: how fast the device can multiply and add
//
// Shapes     y [invocations]
// Bindings   0 Output y, write
// Constants  chains: vectors of 4 that an invocation works on side by side, so that no multiply-add waits for the one before
// Push       factor, summand, iterations, invocations
// Dispatch   invocations of any number; each makes 2 * 4 * chains * 16 * iterations floating-point operations, and touches memory once
// Numerics   with a factor below 1 and a summand the values stay near summand / (1 - factor): none is infinite or denormal
#extension GL_EXT_control_flow_attributes : enable
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const uint chains = 4;
layout(set = 0, binding = 0, std430) writeonly buffer Output { float y[]; };
layout(push_constant) uniform Push { float factor; float summand; uint iterations; uint invocations; };

const uint unrolled = 16;

void main() {
    uint index = invocation_index(workgroup_size);
    if (index >= invocations) {
        return;
    }

    vec4 chain[chains];
    [[unroll]] for (uint n = 0; n < chains; n++) {
        chain[n] = vec4(float(index + n)) + vec4(0.0, 0.25, 0.5, 0.75);
    }
    for (uint i = 0; i < iterations; i++) {
        [[unroll]] for (uint step = 0; step < unrolled; step++) {
            [[unroll]] for (uint n = 0; n < chains; n++) {
                chain[n] = fma(chain[n], vec4(factor), vec4(summand));
            }
        }
    }
    vec4 sum = vec4(0.0);
    [[unroll]] for (uint n = 0; n < chains; n++) {
        sum += chain[n];
    }
    y[index] = sum.x + sum.y + sum.z + sum.w;
}
