// What an optimizer adds that takes a ratio of norms for each tensor ("layer-wise adaptive"). It defines LAYERWISE_OPTIMIZER and the three functions; for all others these stand in, so that
// every kernel compiles with every optimizer.

// Of the values of a block: the learning rate of a tensor's step is multiplied by ratio. All members have 4 bytes.
struct Trust {
    float ratio;
    uint is_adapted;  // 0: the tensor has no ratio of its own, and hyper-parameters are those of optimizer_without_trust
};

// Tensors begin at multiples of so many values, and the gaps between them are 0.
const uint block_values = 128;

#ifndef LAYERWISE_OPTIMIZER
Hyper optimizer_without_trust(Hyper hyper) {
    return hyper;
}

float optimizer_measured(float parameter, float gradient, State state, Hyper hyper, PerUpdate per_update) {
    return 0.0;
}

float optimizer_trust(float parameter_norm, float measured_norm, Hyper hyper) {
    return 1.0;
}
#endif
