#version 450
// metric_accumulate: loss_sum += sum over b of loss[b], correct += sum over b of correct[b], examples += B
//
// Shapes     loss and correct [B]; totals { loss_sum, loss_compensation, correct, examples }, all 0 before the first batch
// Bindings   0 ExampleLoss, read · 1 ExampleCorrect, read · 2 Totals, read and written
// Push       batch B
// Dispatch   one workgroup of 64
// Numerics   a batch's sum as in loss_record; batches are added with Neumaier's compensation: the total is loss_sum + loss_compensation. What is not finite makes loss_sum NaN for good
#include "include/finite.glsl"
#include "include/ordered_sum.glsl"
layout(local_size_x = 64) in;
layout(set = 0, binding = 0, std430) readonly buffer ExampleLoss { float example_loss[]; };
layout(set = 0, binding = 1, std430) readonly buffer ExampleCorrect { uint example_correct[]; };
layout(set = 0, binding = 2, std430) buffer Totals { float loss_sum; float loss_compensation; uint correct; uint examples; };
layout(push_constant) uniform Push { uint batch; };

shared uint lane_counts[sum_lanes];

void main() {
    uint lane = gl_LocalInvocationID.x;
    float sum = 0.0;
    uint count = 0;
    bool finite = true;
    for (uint b = lane; b < batch; b += sum_lanes) {
        sum += example_loss[b];
        count += example_correct[b];
        finite = finite && is_finite(example_loss[b]);
    }
    lane_counts[lane] = count;
    float added = sum_of_lanes(finite ? sum : not_a_number(), lane);
    if (lane == 0) {
        float before = loss_sum;
        precise float after = before + added;
        precise float lost = abs(before) >= abs(added) ? (before - after) + added : (added - after) + before;
        loss_sum = is_finite(before) && is_finite(after) ? after : not_a_number();
        loss_compensation += lost;
        for (uint i = 0; i < sum_lanes; i++) {
            correct += lane_counts[i];
        }
        examples += batch;
    }
}
