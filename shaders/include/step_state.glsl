// What the device keeps from step to step. The host writes and reads the same bytes: all members have 4.

// Written by the host when an epoch begins, moved on by loss_record.
struct StepControl {
    uint position;  // place of the next batch's first example in the epoch's order
    uint update;    // updates whose loss is known; the optimizer, which comes later, reads the number of the update under way, counted from 1
    uint epoch;
    uint loss_sum;  // bits of the sum of the losses of the parts of a batch so far, where one is worked through in parts
};
