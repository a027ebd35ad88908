// Which invocation this is, and whole-number divisions. Indices of values fit in 30 bits, for a binding has at most 2^32 - 1 bytes; the planner refuses larger grids.

// Number of this workgroup over the whole grid; grids over 65,535 workgroups are folded into two axes.
uint workgroup_index() {
    return gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
}

// Number of this invocation over the whole grid.
uint invocation_index(uint workgroup_size) {
    return workgroup_index() * workgroup_size + gl_LocalInvocationID.x;
}

uint ceil_div(uint a, uint b) {
    return (a + b - 1) / b;
}
