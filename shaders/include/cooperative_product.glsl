// A tile's product by subgroups, each of which multiplies its part_rows x part_columns of the tile in matrices of matrix_rows x matrix_columns x matrix_depth: factors in
// float16, sums in float32. The includer names the extension's types and functions: MATRIX_A, MATRIX_B, MATRIX_SUMS, matrix_load, matrix_store, matrix_multiply_add.
//
// Constants  matrix_rows, matrix_columns, matrix_depth: sizes that the device offers, multiples of 8; the parts are multiples of the first two, tile_depth of the last;
//            subgroup_size, and workgroup_size = tile_rows / part_rows * tile_columns / part_columns * subgroup_size
// Numerics   each sum is a sequence over k of sums of matrix_depth products, from 0, the last filled up with zeros: whatever the tile. What order the device adds those
//            matrix_depth products in, and how it rounds between, is its own.
#extension GL_EXT_shader_explicit_arithmetic_types_float16 : require
#extension GL_KHR_shader_subgroup_basic : require

const uint parts_across = tile_columns / part_columns;
const uint subgroups = tile_rows / part_rows * parts_across;
const uint matrices_down = part_rows / matrix_rows;
const uint matrices_across = part_columns / matrix_columns;
const uint matrix_sums = matrix_rows * matrix_columns;

// Four values of float16 in each element, and each row of the tile 16 bytes longer than it need be: rows begin in different banks, and on whole 16 bytes.
// The values that are loaded together lie side by side: matrices can be loaded either way.
const uint a_pitch = (a_along_depth ? tile_depth : tile_rows) / 4 + 2;
const uint b_pitch = (b_along_depth ? tile_depth : tile_columns) / 4 + 2;
// Elements of one half.
const uint a_length = (a_along_depth ? tile_rows : tile_depth) * a_pitch;
const uint b_length = (b_along_depth ? tile_columns : tile_depth) * b_pitch;

// Two halves of each: one is multiplied while the other is filled.
shared uvec2 tile_a[2 * a_length];
shared uvec2 tile_b[2 * b_length];
shared float stored_sums[subgroups * matrix_sums];

MATRIX_SUMS sums[matrices_down * matrices_across];

// Zeros beyond the end, for matrices are multiplied whole.
vec4 or_zero(vec4 values, int left, bool along_depth) {
    return mix(vec4(0.0), values, along_depth ? lessThan(ivec4(0, 1, 2, 3), ivec4(left)) : bvec4(left > 0));
}

// What was stored in float16 loses nothing.
uvec2 packed(vec4 values) {
    return uvec2(packHalf2x16(values.xy), packHalf2x16(values.zw));
}

uint a_place_of(uint half_in_use, uint row, uint k) {
    return half_in_use * a_length + (a_along_depth ? row * a_pitch + k / 4 : k * a_pitch + row / 4);
}

uint b_place_of(uint half_in_use, uint column, uint k) {
    return half_in_use * b_length + (b_along_depth ? column * b_pitch + k / 4 : k * b_pitch + column / 4);
}

void share_a(uint half_in_use, uvec2 origin, vec4 values, int left) {
    tile_a[a_place_of(half_in_use, origin.x, origin.y)] = packed(whole_depth ? values : or_zero(values, left, a_along_depth));
}

void share_b(uint half_in_use, uvec2 origin, vec4 values, int left) {
    tile_b[b_place_of(half_in_use, origin.x, origin.y)] = packed(whole_depth ? values : or_zero(values, left, b_along_depth));
}

float shared_b(uint half_in_use, uint k, uint column) {
    uint place_in_four = (b_along_depth ? k : column) % 4;
    uvec2 four = tile_b[b_place_of(half_in_use, column, k)];
    return unpackHalf2x16(four[place_in_four / 2])[place_in_four % 2];
}

void clear_sums() {
    [[unroll]] for (uint n = 0; n < matrices_down * matrices_across; n++) {
        sums[n] = MATRIX_SUMS(0.0);
    }
}

void multiply_round(uint half_in_use, uint depth) {
    uint first_row = gl_SubgroupID / parts_across * part_rows;
    uint first_column = gl_SubgroupID % parts_across * part_columns;
    for (uint k = 0; k < depth; k += matrix_depth) {
        MATRIX_A left[matrices_down];
        [[unroll]] for (uint i = 0; i < matrices_down; i++) {
            matrix_load(left[i], tile_a, a_place_of(half_in_use, first_row + i * matrix_rows, k), a_pitch, !a_along_depth);
        }
        [[unroll]] for (uint j = 0; j < matrices_across; j++) {
            MATRIX_B right;
            matrix_load(right, tile_b, b_place_of(half_in_use, first_column + j * matrix_columns, k), b_pitch, b_along_depth);
            [[unroll]] for (uint i = 0; i < matrices_down; i++) {
                sums[i * matrices_across + j] = matrix_multiply_add(left[i], right, sums[i * matrices_across + j]);
            }
        }
    }
}

// Which invocation holds which sum is the device's own, so each matrix goes through shared memory.
void store_sums(uint first_row, uint first_column) {
    uint part_row = first_row + gl_SubgroupID / parts_across * part_rows;
    uint part_column = first_column + gl_SubgroupID % parts_across * part_columns;
    uint place = gl_SubgroupID * matrix_sums;
    [[unroll]] for (uint i = 0; i < matrices_down; i++) {
        [[unroll]] for (uint j = 0; j < matrices_across; j++) {
            matrix_store(sums[i * matrices_across + j], stored_sums, place, matrix_columns);
            subgroupBarrier();
            for (uint n = gl_SubgroupInvocationID * 4; n < matrix_sums; n += subgroup_size * 4) {
                vec4 four = vec4(stored_sums[place + n], stored_sums[place + n + 1], stored_sums[place + n + 2], stored_sums[place + n + 3]);
                store(part_row + i * matrix_rows + n / matrix_columns, part_column + j * matrix_columns + n % matrix_columns, four);
            }
            subgroupBarrier();
        }
    }
}
