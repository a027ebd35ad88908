// The sums of one tile of a product of matrices, sums[row, column] = sum over k of a[row, k] * b[k, column], made by a workgroup together: in each round it loads tile_depth
// columns of a and rows of b into shared memory, while it still multiplies those of the round before, and each invocation adds to thread_rows x thread_columns sums in registers.
//
// The kernel declares before it includes this file
//   constants  workgroup_size, tile_rows, tile_columns, tile_depth, thread_rows, thread_columns: all but the first multiples of 4, and
//              workgroup_size = tile_rows / thread_rows * tile_columns / thread_columns, which is at least tile_columns;
//              whole_depth: k ends with a whole round, so that no round need be tested; a_along_depth, b_along_depth: which way four values loaded at once lie;
//              adds_columns: whether add_columns may be asked for
//   types      RowPlace, what the loads of a row need; made by row_place(row) once, for rows beyond the last as well
//   functions  vec4 load_a(RowPlace, k): a at k to k + 3 (a_along_depth), or at k for four rows; k is below the end
//              vec4 load_b(column, k): b at k to k + 3 of a column (b_along_depth), or at k for four columns, also beyond the last
//              void store(row, column, vec4): takes the sums of four columns, those beyond the last as well
// Numerics   each sum is one sequence of fma over k from first to last, from 0: whatever the tile, and as the register kernels make it

const uint threads_across = tile_columns / thread_columns;
const uint threads_down = tile_rows / thread_rows;
const uint row_vectors = thread_rows / 4;
const uint column_vectors = thread_columns / 4;
const uint depth_vectors = tile_depth / 4;
const uint a_pitch = tile_rows / 4 + 1;     // one vector more than a row of the tile has: rows begin in different banks
const uint b_pitch = tile_columns / 4 + 1;
const uint a_vectors = tile_rows * depth_vectors;
const uint b_vectors = tile_columns * depth_vectors;
const uint a_loads = (a_vectors + workgroup_size - 1) / workgroup_size;
const uint b_loads = (b_vectors + workgroup_size - 1) / workgroup_size;

// Two of each: one is multiplied while the other is filled.
shared vec4 tile_a[2 * tile_depth * a_pitch];
shared vec4 tile_b[2 * tile_depth * b_pitch];

RowPlace a_place[a_loads];
vec4 a_next[a_loads];
vec4 b_next[b_loads];
vec4 sums[thread_rows * column_vectors];
float column_sum;

// The row (column) of the tile, and how deep in it, that this invocation's load number `load` begins at.
uvec2 a_origin(uint load) {
    uint vector = load * workgroup_size + gl_LocalInvocationID.x;
    return a_along_depth ? uvec2(vector / depth_vectors, vector % depth_vectors * 4) : uvec2(vector % (tile_rows / 4) * 4, vector / (tile_rows / 4));
}

uvec2 b_origin(uint load) {
    uint vector = load * workgroup_size + gl_LocalInvocationID.x;
    return b_along_depth ? uvec2(vector / depth_vectors, vector % depth_vectors * 4) : uvec2(vector % (tile_columns / 4) * 4, vector / (tile_columns / 4));
}

// Whether the load exists: the last one may be for some invocations only.
bool has_load(uint load, uint vectors) {
    return vectors % workgroup_size == 0 || load * workgroup_size + gl_LocalInvocationID.x < vectors;
}

// What lies beyond the end is not multiplied: anything may be loaded there that exists.
uint existing(uint k, uint end, bool along_depth) {
    return whole_depth ? k : min(k, along_depth ? (end - 1) / 4 * 4 : end - 1);
}

void load_round(uint first_column, uint k, uint end) {
    [[unroll]] for (uint i = 0; i < a_loads; i++) {
        if (has_load(i, a_vectors)) {
            a_next[i] = load_a(a_place[i], existing(k + a_origin(i).y, end, a_along_depth));
        }
    }
    [[unroll]] for (uint i = 0; i < b_loads; i++) {
        if (has_load(i, b_vectors)) {
            b_next[i] = load_b(first_column + b_origin(i).x, existing(k + b_origin(i).y, end, b_along_depth));
        }
    }
}

void share_round(uint half_in_use) {
    [[unroll]] for (uint i = 0; i < a_loads; i++) {
        if (has_load(i, a_vectors)) {
            uvec2 origin = a_origin(i);
            uint row = (half_in_use * tile_depth + origin.y) * a_pitch + origin.x / 4;
            if (a_along_depth) {
                [[unroll]] for (uint e = 0; e < 4; e++) {
                    tile_a[row + e * a_pitch][origin.x % 4] = a_next[i][e];
                }
            } else {
                tile_a[row] = a_next[i];
            }
        }
    }
    [[unroll]] for (uint i = 0; i < b_loads; i++) {
        if (has_load(i, b_vectors)) {
            uvec2 origin = b_origin(i);
            uint row = (half_in_use * tile_depth + origin.y) * b_pitch + origin.x / 4;
            if (b_along_depth) {
                [[unroll]] for (uint e = 0; e < 4; e++) {
                    tile_b[row + e * b_pitch][origin.x % 4] = b_next[i][e];
                }
            } else {
                tile_b[row] = b_next[i];
            }
        }
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
                    [[unroll]] for (uint i = 0; i < thread_rows; i++) {
                        sums[i * column_vectors + j] = fma(vec4(left[i / 4][i % 4]), right, sums[i * column_vectors + j]);
                    }
                }
            }
        }
    }
}

// Makes the tile's sums over k from begin to end and stores them; column_sum becomes the sum of b over k in the invocation's column of the tile, if that is asked for.
// To be called by all invocations of the workgroup, with the same values.
void make_tile(uint first_row, uint first_column, uint begin, uint end, bool add_columns) {
    [[unroll]] for (uint i = 0; i < a_loads; i++) {
        a_place[i] = row_place(first_row + a_origin(i).x);
    }
    [[unroll]] for (uint n = 0; n < thread_rows * column_vectors; n++) {
        sums[n] = vec4(0.0);
    }
    column_sum = 0.0;

    uint half_in_use = 0;
    if (begin < end) {
        load_round(first_column, begin, end);
        share_round(half_in_use);
    }
    barrier();
    for (uint k = begin; k < end; k += tile_depth) {
        bool has_next = k + tile_depth < end;
        if (has_next) {
            load_round(first_column, k + tile_depth, end);
        }
        uint depth = whole_depth ? tile_depth : min(tile_depth, end - k);
        multiply_round(half_in_use, depth);
        if (adds_columns && add_columns && gl_LocalInvocationID.x < tile_columns) {
            for (uint d = 0; d < depth; d++) {
                column_sum += tile_b[(half_in_use * tile_depth + d) * b_pitch + gl_LocalInvocationID.x / 4][gl_LocalInvocationID.x % 4];
            }
        }
        half_in_use = 1 - half_in_use;
        if (has_next) {
            share_round(half_in_use);
        }
        barrier();
    }

    [[unroll]] for (uint i = 0; i < thread_rows; i++) {
        uint row = first_row + (i / 4 * threads_down + gl_LocalInvocationID.x / threads_across) * 4 + i % 4;
        [[unroll]] for (uint j = 0; j < column_vectors; j++) {
            store(row, first_column + (j * threads_across + gl_LocalInvocationID.x % threads_across) * 4, sums[i * column_vectors + j]);
        }
    }
}
