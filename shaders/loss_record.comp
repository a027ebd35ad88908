#version 450
// loss_record: losses[update % capacity] = (1/B) sum over b of loss[b]; then update += 1, position += B
//
// A batch may come in parts, one dispatch for each: their sums are added in order, and the last one ends the update.
//
// Shapes     loss [part], losses [capacity]: the length of the binding; one StepControl
// Bindings   0 ExampleLoss, read · 1 Control (StepControl), read and written · 2 Losses, read and written (one value of it)
// Constants  is_first, is_last: whether the part is the first and the last one of its batch
// Push       part: examples of the part; batch B: examples of the whole batch
// Dispatch   one workgroup of 64; runs after the batch was gathered, for gather_batch reads position, and before the optimizer, which reads the update counted here
// Numerics   64 sums of every 64th loss, and then their sum, in order, in float32: the parts alone decide. A loss that is not finite makes the mean NaN
#include "include/finite.glsl"
#include "include/ordered_sum.glsl"
#include "include/step_state.glsl"
layout(local_size_x = 64) in;
layout(constant_id = 0) const bool is_first = true;
layout(constant_id = 1) const bool is_last = true;
layout(set = 0, binding = 0, std430) readonly buffer ExampleLoss { float example_loss[]; };
layout(set = 0, binding = 1, std430) buffer Control { StepControl control; };
layout(set = 0, binding = 2, std430) buffer Losses { float losses[]; };
layout(push_constant) uniform Push { uint part; uint batch; };

void main() {
    uint lane = gl_LocalInvocationID.x;
    float sum = 0.0;
    bool finite = true;
    for (uint b = lane; b < part; b += sum_lanes) {
        sum += example_loss[b];
        finite = finite && is_finite(example_loss[b]);
    }
    float total = sum_of_lanes(finite ? sum : not_a_number(), lane);
    if (lane == 0) {
        if (!is_first) {
            total += uintBitsToFloat(control.loss_sum);
        }
        if (is_last) {
            losses[control.update % losses.length()] = is_finite(total) ? total / float(batch) : not_a_number();
            control.update += 1;
        } else {
            control.loss_sum = floatBitsToUint(total);
        }
        control.position += part;
    }
}
