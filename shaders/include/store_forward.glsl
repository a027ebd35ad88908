// How tiled kernels end a forward product: bias, preactivation, activation. The kernel declares bias, y, y4, z, z4, has_bias and store_preactivation, and as constants
// columns (of the product) and vector_columns (they are a multiple of 4).

void store_activated(uint row, uint column, vec4 sum) {
    const uint last = columns - 1;
    if (has_bias) {
        sum += vec4(bias[column], bias[min(column + 1, last)], bias[min(column + 2, last)], bias[min(column + 3, last)]);
    } else {
        sum += vec4(0.0);  // makes 0 of -0, whatever the family
    }
    uint index = row * columns + column;
    if (vector_columns) {
        if (store_preactivation) {
            z4[index / 4] = stored4(sum);
        }
        y4[index / 4] = stored4(vec4(activation_forward(sum.x), activation_forward(sum.y), activation_forward(sum.z), activation_forward(sum.w)));
        return;
    }
    [[unroll]] for (uint e = 0; e < 4; e++) {
        if (column + e < columns) {
            if (store_preactivation) {
                z[index + e] = stored(sum[e]);
            }
            y[index + e] = stored(activation_forward(sum[e]));
        }
    }
}
