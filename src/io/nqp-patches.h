/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"
#include "nqp-rows.h"

G_BEGIN_DECLS

/**
 * NqpPatches:
 *
 * Cells that are read otherwise than the file has them: what a user corrected, while the file itself stays as it is. Rows and columns
 * are numbered from 1, as those who see the file number them.
 *
 * NqpPatches is declared in nqp-import.h.
 */
NqpPatches *
nqp_patches_new (void);
NqpPatches *
nqp_patches_copy (const NqpPatches *self);
void
nqp_patches_free (NqpPatches *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpPatches, nqp_patches_free)

void
nqp_patches_set (NqpPatches *self, int row, int column, const char *text); /* NULL: as the file has it */
const char *
nqp_patches_get (const NqpPatches *self, int row, int column); /* NULL: as the file has it */
int
nqp_patches_size (const NqpPatches *self);

/* @rows with the corrections in them. @rows is freed with them, and @self outlives them. */
NqpRows *
nqp_patches_apply (const NqpPatches *self, NqpRows *rows);

G_END_DECLS
