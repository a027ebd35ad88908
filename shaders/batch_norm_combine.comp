#version 450
// batch_norm_combine: mean[g,c] and variance[g,c] over all rows of group g, from those of its pieces
//
// Shapes     MeanPieces and VariancePieces [J, vectors * 4], mean and variance [G, vectors * 4]
// Bindings   0 MeanPieces, read · 1 VariancePieces, read · 2 Mean, write · 3 Variance, write
// Push       rows; groups G; vectors: fours of channels; group_rows, piece_rows and pieces_per_group as include/row_pieces.glsl has them
// Dispatch   G * vectors workgroups of 64
// Numerics   moments of two sets are put together by Chan, Golub and LeVeque 1983, eq. 2.1: those of every 64th piece, and then the 64 results, in order, in float32.
//            The variance is divided by the number of rows
#include "include/indexing.glsl"
layout(local_size_x = 64) in;
layout(set = 0, binding = 0, std430) readonly buffer MeanPieces { vec4 mean_pieces[]; };
layout(set = 0, binding = 1, std430) readonly buffer VariancePieces { vec4 variance_pieces[]; };
layout(set = 0, binding = 2, std430) writeonly buffer Mean { vec4 means[]; };
layout(set = 0, binding = 3, std430) writeonly buffer Variance { vec4 variances[]; };
layout(push_constant) uniform Push { uint rows; uint groups; uint vectors; uint group_rows; uint piece_rows; uint pieces_per_group; };
#include "include/row_pieces.glsl"

const uint lanes = 64;
shared float lane_counts[lanes];
shared vec4 lane_means[lanes];
shared vec4 lane_squares[lanes];

struct Moments {
    float count;
    vec4 mean;
    vec4 squares;  // of the differences from the mean
};

Moments together(Moments a, Moments b) {
    float count = a.count + b.count;
    if (b.count == 0.0) {
        return a;
    }
    vec4 difference = b.mean - a.mean;
    return Moments(count, a.mean + difference * (b.count / count), a.squares + b.squares + difference * difference * (a.count * (b.count / count)));
}

void main() {
    uint group = workgroup_index() / vectors;
    uint vector = workgroup_index() % vectors;
    if (group >= groups) {
        return;
    }
    uint lane = gl_LocalInvocationID.x;
    Moments all = Moments(0.0, vec4(0.0), vec4(0.0));
    for (uint j = lane; j < pieces_per_group; j += lanes) {
        uint piece = group * pieces_per_group + j;
        float count = float(end_of_piece(piece) - first_row(piece));
        uint place = piece * vectors + vector;
        all = together(all, Moments(count, mean_pieces[place], variance_pieces[place] * count));
    }
    lane_counts[lane] = all.count;
    lane_means[lane] = all.mean;
    lane_squares[lane] = all.squares;
    barrier();
    if (lane == 0) {
        for (uint i = 1; i < min(lanes, pieces_per_group); i++) {
            all = together(all, Moments(lane_counts[i], lane_means[i], lane_squares[i]));
        }
        means[group * vectors + vector] = all.mean;
        variances[group * vectors + vector] = all.squares / all.count;
    }
}
