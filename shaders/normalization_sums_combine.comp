#version 450
// normalization_sums_combine: scale_sum[g,c] = sum over the pieces j of group g of scale_piece[j,c], and so the shift's
//
// Shapes     ScalePieces and ShiftPieces [G * pieces_per_group, vectors * 4], scale_sum and shift_sum [G, vectors * 4]
// Bindings   0 ScalePieces, read · 1 ShiftPieces, read · 2 ScaleSums, write · 3 ShiftSums, write
// Push       groups G; vectors: fours of columns; pieces_per_group
// Dispatch   G * vectors workgroups of 64
// Numerics   64 sums of every 64th piece, and then their sum, in order, in float32
#include "include/indexing.glsl"
layout(local_size_x = 64) in;
layout(set = 0, binding = 0, std430) readonly buffer ScalePieces { vec4 scale_pieces[]; };
layout(set = 0, binding = 1, std430) readonly buffer ShiftPieces { vec4 shift_pieces[]; };
layout(set = 0, binding = 2, std430) writeonly buffer ScaleSums { vec4 scale_sums[]; };
layout(set = 0, binding = 3, std430) writeonly buffer ShiftSums { vec4 shift_sums[]; };
layout(push_constant) uniform Push { uint groups; uint vectors; uint pieces_per_group; };

const uint lanes = 64;
shared vec4 lane_scales[lanes];
shared vec4 lane_shifts[lanes];

void main() {
    uint group = workgroup_index() / vectors;
    uint vector = workgroup_index() % vectors;
    if (group >= groups) {
        return;
    }
    uint lane = gl_LocalInvocationID.x;
    vec4 scale = vec4(0.0);
    vec4 shift = vec4(0.0);
    for (uint j = lane; j < pieces_per_group; j += lanes) {
        uint place = (group * pieces_per_group + j) * vectors + vector;
        scale += scale_pieces[place];
        shift += shift_pieces[place];
    }
    lane_scales[lane] = scale;
    lane_shifts[lane] = shift;
    barrier();
    if (lane == 0) {
        for (uint i = 1; i < min(lanes, pieces_per_group); i++) {
            scale += lane_scales[i];
            shift += lane_shifts[i];
        }
        scale_sums[group * vectors + vector] = scale;
        shift_sums[group * vectors + vector] = shift;
    }
}
