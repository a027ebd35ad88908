// Subgroups multiply matrices in units that the device has for it, by GL_NV_cooperative_matrix, which compilers know that do not know GL_KHR_cooperative_matrix yet.
#extension GL_NV_cooperative_matrix : require
#extension GL_KHR_memory_scope_semantics : require
#define MATRIX_A fcoopmatNV<16, gl_ScopeSubgroup, matrix_rows, matrix_depth>
#define MATRIX_B fcoopmatNV<16, gl_ScopeSubgroup, matrix_depth, matrix_columns>
#define MATRIX_SUMS fcoopmatNV<32, gl_ScopeSubgroup, matrix_rows, matrix_columns>
#define matrix_load(matrix, array, first, pitch, is_column_major) coopMatLoadNV(matrix, array, first, pitch, is_column_major)
#define matrix_store(matrix, array, first, pitch) coopMatStoreNV(matrix, array, first, pitch, false)
#define matrix_multiply_add(a, b, sums) coopMatMulAddNV(a, b, sums)
#include "include/cooperative_product.glsl"
