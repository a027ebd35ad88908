// The sums of one tile of a product of matrices, sums[row, column] = sum over k of a[row, k] * b[k, column], made by a workgroup together: in each round it loads tile_depth
// columns of a and rows of b into shared memory, while it still multiplies those of the round before, and adds the products to sums in registers.
//
// The kernel declares before it includes this file
//   constants  workgroup_size, tile_rows, tile_columns, tile_depth: all but the first multiples of 4, workgroup_size at least tile_columns;
//              part_rows, part_columns: the part of the tile of one invocation or, where invocations multiply together, of one subgroup;
//              subgroup_size and matrix_rows, matrix_columns, matrix_depth, for products by subgroups;
//              whole_depth: k ends with a whole round, so that no round need be tested; a_along_depth, b_along_depth: which way four values loaded at once lie;
//              adds_columns: whether add_columns may be asked for
//   types      RowPlace, what the loads of a row need; made by row_place(row) once, for rows beyond the last as well
//   functions  vec4 load_a(RowPlace, k): a at k to k + 3 (a_along_depth), or at k for four rows; k is below the end
//              vec4 load_b(column, k): b at k to k + 3 of a column (b_along_depth), or at k for four columns, also beyond the last
//              void store(row, column, vec4): takes the sums of four columns, those beyond the last as well
// and fills the slot <product>, which says how a round is kept and multiplied, with
//   functions  void share_a(half, origin, values, left), void share_b(...): keep four values, loaded at a row (column) of the tile and a depth, in one half of shared memory;
//              `left` of them along the depth lie before the end
//              float shared_b(half, depth, column): one of them again
//              void clear_sums(), void multiply_round(half, depth): adds that many terms to each sum, void store_sums(first_row, first_column): gives them to store

const uint depth_vectors = tile_depth / 4;
const uint a_vectors = tile_rows * depth_vectors;
const uint b_vectors = tile_columns * depth_vectors;
const uint a_loads = (a_vectors + workgroup_size - 1) / workgroup_size;
const uint b_loads = (b_vectors + workgroup_size - 1) / workgroup_size;

RowPlace a_place[a_loads];
vec4 a_next[a_loads];
vec4 b_next[b_loads];
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

// Beyond the end anything may be loaded that exists.
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

void share_round(uint half_in_use, uint k, uint end) {
    [[unroll]] for (uint i = 0; i < a_loads; i++) {
        if (has_load(i, a_vectors)) {
            share_a(half_in_use, a_origin(i), a_next[i], int(end - k) - int(a_origin(i).y));
        }
    }
    [[unroll]] for (uint i = 0; i < b_loads; i++) {
        if (has_load(i, b_vectors)) {
            share_b(half_in_use, b_origin(i), b_next[i], int(end - k) - int(b_origin(i).y));
        }
    }
}

// Makes the tile's sums over k from begin to end and stores them; column_sum becomes the sum of b over k in the invocation's column of the tile, if that is asked for.
// To be called by all invocations of the workgroup, with the same values.
void make_tile(uint first_row, uint first_column, uint begin, uint end, bool add_columns) {
    [[unroll]] for (uint i = 0; i < a_loads; i++) {
        a_place[i] = row_place(first_row + a_origin(i).x);
    }
    clear_sums();
    column_sum = 0.0;

    uint half_in_use = 0;
    if (begin < end) {
        load_round(first_column, begin, end);
        share_round(half_in_use, begin, end);
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
                column_sum += shared_b(half_in_use, d, gl_LocalInvocationID.x);
            }
        }
        half_in_use = 1 - half_in_use;
        if (has_next) {
            share_round(half_in_use, k + tile_depth, end);
        }
        barrier();
    }

    store_sums(first_row, first_column);
}
