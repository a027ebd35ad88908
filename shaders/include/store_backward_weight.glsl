// How products end a piece of the gradients of weight and bias. The kernel declares dw, dw4, db, weight_stride and bias_stride, and as constants
// columns (of the product) and vector_columns (they are a multiple of 4).

void store_piece(uint piece, uint row, uint column, vec4 sum) {
    uint index = piece * weight_stride + row * columns + column;
    if (vector_columns) {
        dw4[index / 4] = sum;
        return;
    }
    [[unroll]] for (uint e = 0; e < 4; e++) {
        if (column + e < columns) {
            dw[index + e] = sum[e];
        }
    }
}

void store_bias_piece(uint piece, uint column, float sum) {
    if (column < columns) {
        db[piece * bias_stride + column] = sum;
    }
}
