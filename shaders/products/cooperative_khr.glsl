// Subgroups multiply matrices in units that the device has for it, by GL_KHR_cooperative_matrix.
#extension GL_KHR_cooperative_matrix : require
#extension GL_KHR_memory_scope_semantics : require
#define MATRIX_A coopmat<float16_t, gl_ScopeSubgroup, matrix_rows, matrix_depth, gl_MatrixUseA>
#define MATRIX_B coopmat<float16_t, gl_ScopeSubgroup, matrix_depth, matrix_columns, gl_MatrixUseB>
#define MATRIX_SUMS coopmat<float, gl_ScopeSubgroup, matrix_rows, matrix_columns, gl_MatrixUseAccumulator>
#define matrix_load(matrix, array, first, pitch, is_column_major) \
    coopMatLoad(matrix, array, first, pitch, is_column_major ? gl_CooperativeMatrixLayoutColumnMajor : gl_CooperativeMatrixLayoutRowMajor)
#define matrix_store(matrix, array, first, pitch) coopMatStore(matrix, array, first, pitch, gl_CooperativeMatrixLayoutRowMajor)
#define matrix_multiply_add(a, b, sums) coopMatMulAdd(a, b, sums)
#include "include/cooperative_product.glsl"
