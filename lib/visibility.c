/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "visibility.h"

#define VISIBILITY_CELL(id, observation) { id, observation },
const struct visibility_cell visibility_cells[] = {
#include "visibility-table.h"
};
#undef VISIBILITY_CELL

const size_t visibility_cell_count = sizeof visibility_cells / sizeof visibility_cells[0];
