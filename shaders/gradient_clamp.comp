#version 450
// gradient_clamp: gradient[i] = min(max(gradient[i], -largest), largest), as torch.nn.utils.clip_grad_value_ has it
//
// Shapes     gradient [count]
// Bindings   0 Gradients, read and written · 1 Scale (LossScale), read, only if is_scaled
// Constants  is_scaled: gradients are multiplied by the scale, and so is largest
// Push       count; largest
// Dispatch   ceil(count / 4) invocations: each makes four neighbours
// Numerics   exact. What is infinite or NaN stays so: nothing hides it
#include "include/indexing.glsl"
#include "include/finite.glsl"
#include "include/loss_scale.glsl"
layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint workgroup_size = 64;
layout(constant_id = 1) const bool is_scaled = false;
layout(set = 0, binding = 0, std430) buffer Gradients { float gradients[]; };
layout(set = 0, binding = 1, std430) readonly buffer Scale { LossScale loss_scale; };
layout(push_constant) uniform Push { uint count; float largest; };

void main() {
    uint first = invocation_index(workgroup_size) * 4;
    float most = is_scaled ? largest * loss_scale.scale : largest;
    for (uint i = first; i < min(first + 4, count); i++) {
        float gradient = gradients[i];
        gradients[i] = is_finite(gradient) ? clamp(gradient, -most, most) : gradient;
    }
}
