// The sum of many values in an order that their number alone decides: 64 invocations of one workgroup each add every 64th value, and the first adds up what they found.

const uint sum_lanes = 64;
shared float lane_sums[sum_lanes];

// To be called by all invocations of the workgroup; the result is the first one's alone. A sum with a value that is no number, or infinite, is NaN.
float sum_of_lanes(float lane_sum, uint lane) {
    lane_sums[lane] = lane_sum;
    barrier();
    float total = 0.0;
    bool finite = true;
    if (lane == 0) {
        for (uint i = 0; i < sum_lanes; i++) {
            total += lane_sums[i];
            finite = finite && is_finite(lane_sums[i]);
        }
    }
    return finite ? total : not_a_number();
}
