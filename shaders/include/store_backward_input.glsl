// How products end the gradient of an input: through the activation that made the input. The kernel declares saved, saved4, dx, dx4, and as constants
// columns (of the product) and vector_columns (they are a multiple of 4).

void store_through_activation(uint row, uint column, vec4 sum) {
    uint index = row * columns + column;
    if (vector_columns) {
        vec4 kept = vec4(saved4[index / 4]);
        dx4[index / 4] = stored4(vec4(
            activation_backward(kept.x, sum.x), activation_backward(kept.y, sum.y), activation_backward(kept.z, sum.z), activation_backward(kept.w, sum.w)));
        return;
    }
    [[unroll]] for (uint e = 0; e < 4; e++) {
        if (column + e < columns) {
            dx[index + e] = stored(activation_backward(float(saved[index + e]), sum[e]));
        }
    }
}
