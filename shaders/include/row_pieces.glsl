// How the rows of a batch are cut for sums over them: into groups of group_rows rows, the last one perhaps shorter, and each group into pieces_per_group pieces of piece_rows rows,
// of which the last ones may be shorter or empty. The kernel declares rows, group_rows, piece_rows and pieces_per_group.

uint end_of_group(uint group) {
    return min((group + 1) * group_rows, rows);
}

uint first_row(uint piece) {
    uint group = piece / pieces_per_group;
    return min(group * group_rows + piece % pieces_per_group * piece_rows, end_of_group(group));
}

uint end_of_piece(uint piece) {
    return min(first_row(piece) + piece_rows, end_of_group(piece / pieces_per_group));
}
