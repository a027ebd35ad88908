#version 450
// batch_norm_running: for each group g in turn: running_mean[c] += momentum * (mean[g,c] - running_mean[c]), and so the running variance by variance[g,c] * n / (n - 1), n the group's rows
//
// Shapes     mean and variance [G, stride], the variance divided by n; running mean and variance [C]
// Bindings   0 Mean, read · 1 Variance, read · 2 RunningMean, read and written · 3 RunningVariance, read and written
// Push       rows; groups G; group_rows: rows of a group, the last one perhaps shorter; channels C; stride; momentum
// Dispatch   C invocations
// Numerics   groups in order, in float32. A group of one row has no spread to tell of: it leaves both as they are
#include "include/indexing.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer Mean { float means[]; };
layout(set = 0, binding = 1, std430) readonly buffer Variance { float variances[]; };
layout(set = 0, binding = 2, std430) buffer RunningMean { float running_means[]; };
layout(set = 0, binding = 3, std430) buffer RunningVariance { float running_variances[]; };
layout(push_constant) uniform Push { uint rows; uint groups; uint group_rows; uint channels; uint stride; float momentum; };

void main() {
    uint c = invocation_index(workgroup_size);
    if (c >= channels) {
        return;
    }
    float mean = running_means[c];
    float variance = running_variances[c];
    for (uint g = 0; g < groups; g++) {
        uint count = min(group_rows, rows - g * group_rows);
        if (count > 1) {
            mean += momentum * (means[g * stride + c] - mean);
            variance += momentum * (variances[g * stride + c] * (float(count) / float(count - 1)) - variance);
        }
    }
    running_means[c] = mean;
    running_variances[c] = variance;
}
