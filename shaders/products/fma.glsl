// Each invocation multiplies by itself: part_rows x part_columns sums in registers.
//
// Constants  part_rows, part_columns: multiples of 4, and workgroup_size = tile_rows / part_rows * tile_columns / part_columns; those of matrices are not used
// Numerics   each sum is one sequence of fma over k from first to last, from 0: whatever the tile, and as the register kernels make it

const uint threads_across = tile_columns / part_columns;
const uint threads_down = tile_rows / part_rows;
const uint row_vectors = part_rows / 4;
const uint column_vectors = part_columns / 4;
const uint a_pitch = tile_rows / 4 + 1;     // one vector more than a row of the tile has: rows begin in different banks
const uint b_pitch = tile_columns / 4 + 1;

// Two halves of each: one is multiplied while the other is filled.
shared vec4 tile_a[2 * tile_depth * a_pitch];
shared vec4 tile_b[2 * tile_depth * b_pitch];

vec4 sums[part_rows * column_vectors];

// What lies beyond the end is not multiplied, and may be kept as it is.
void share_a(uint half_in_use, uvec2 origin, vec4 values, int left) {
    uint row = (half_in_use * tile_depth + origin.y) * a_pitch + origin.x / 4;
    if (a_along_depth) {
        [[unroll]] for (uint e = 0; e < 4; e++) {
            tile_a[row + e * a_pitch][origin.x % 4] = values[e];
        }
    } else {
        tile_a[row] = values;
    }
}

void share_b(uint half_in_use, uvec2 origin, vec4 values, int left) {
    uint row = (half_in_use * tile_depth + origin.y) * b_pitch + origin.x / 4;
    if (b_along_depth) {
        [[unroll]] for (uint e = 0; e < 4; e++) {
            tile_b[row + e * b_pitch][origin.x % 4] = values[e];
        }
    } else {
        tile_b[row] = values;
    }
}

float shared_b(uint half_in_use, uint k, uint column) {
    return tile_b[(half_in_use * tile_depth + k) * b_pitch + column / 4][column % 4];
}

void clear_sums() {
    [[unroll]] for (uint n = 0; n < part_rows * column_vectors; n++) {
        sums[n] = vec4(0.0);
    }
}

// An invocation's vectors of rows and of columns lie apart by as many as there are invocations, so that neighbours read neighbouring vectors.
void multiply_round(uint half_in_use, uint depth) {
    uint a = half_in_use * tile_depth * a_pitch + gl_LocalInvocationID.x / threads_across;
    uint b = half_in_use * tile_depth * b_pitch + gl_LocalInvocationID.x % threads_across;
    for (uint k = 0; k < depth; k += 4) {
        [[unroll]] for (uint e = 0; e < 4; e++) {
            if (whole_depth || k + e < depth) {
                vec4 left[row_vectors];
                [[unroll]] for (uint i = 0; i < row_vectors; i++) {
                    left[i] = tile_a[a + (k + e) * a_pitch + i * threads_down];
                }
                [[unroll]] for (uint j = 0; j < column_vectors; j++) {
                    vec4 right = tile_b[b + (k + e) * b_pitch + j * threads_across];
                    [[unroll]] for (uint i = 0; i < part_rows; i++) {
                        sums[i * column_vectors + j] = fma(vec4(left[i / 4][i % 4]), right, sums[i * column_vectors + j]);
                    }
                }
            }
        }
    }
}

void store_sums(uint first_row, uint first_column) {
    [[unroll]] for (uint i = 0; i < part_rows; i++) {
        uint row = first_row + (i / 4 * threads_down + gl_LocalInvocationID.x / threads_across) * 4 + i % 4;
        [[unroll]] for (uint j = 0; j < column_vectors; j++) {
            store(row, first_column + (j * threads_across + gl_LocalInvocationID.x % threads_across) * 4, sums[i * column_vectors + j]);
        }
    }
}
