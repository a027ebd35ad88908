// What the device keeps from step to step. The host writes and reads the same bytes: all members have 4.

// Written by the host when an epoch begins, moved on by step_advance.
struct StepControl {
    uint position;  // place of the next batch's first example in the epoch's order
    uint update;    // updates begun so far
    uint epoch;
    uint reserved;
};

// Written by step_advance for the update that it begins.
struct StepCurrent {
    uint update;    // counts from 1
    uint epoch;
    float learning_rate;
    uint reserved;
};
