#version 450
// weights_average: average[i] += (1 - decay) / (1 - decay^update) * (parameter[i] - average[i])
//
// After t updates that is the sum over s of decay^(t - s) * parameter_s[i], divided by the sum of the weights decay^(t - s): an exponential moving average with its bias corrected, as Adam's
// moments are (Kingma and Ba 2015, section 3). The first average is the first updated parameter, and initial values do not count.
//
// Shapes     parameter and average [count]; one StepControl
// Bindings   0 Parameters, read · 1 Control (StepControl), read · 2 Averages, read and written
// Push       count; decay
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   float32
#include "include/indexing.glsl"
#include "include/bias_correction.glsl"
#include "include/step_state.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(set = 0, binding = 0, std430) readonly buffer Parameters { float parameters[]; };
layout(set = 0, binding = 0, std430) readonly buffer ParametersVectors { vec4 parameters4[]; };
layout(set = 0, binding = 1, std430) readonly buffer Control { StepControl control; };
layout(set = 0, binding = 2, std430) buffer Averages { float averages[]; };
layout(set = 0, binding = 2, std430) buffer AveragesVectors { vec4 averages4[]; };
layout(push_constant) uniform Push { uint count; float decay; };

void main() {
    uint first = invocation_index(workgroup_size) * 4;
    // The first average is the parameter itself, to the bit, also where a division is not exact.
    float share = control.update == 1 ? 1.0 : (1.0 - decay) / bias_correction(decay, control.update);
    if (first + 4 <= count) {
        vec4 average = averages4[first / 4];
        averages4[first / 4] = average + share * (parameters4[first / 4] - average);
        return;
    }
    for (uint i = first; i < count; i++) {
        averages[i] += share * (parameters[i] - averages[i]);
    }
}
