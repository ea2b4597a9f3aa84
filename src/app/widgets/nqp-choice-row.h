/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-method.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpChoiceRow:
 *
 * One setting of the method: its title, a drop-down of a table of NqpChoice (each with its explanation and formula) and
 * below them the explanation of the choice in force.
 *
 * Property: "title". Signal: "chosen" (int position), only when the user chose.
 */
#define NQP_TYPE_CHOICE_ROW (nqp_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpChoiceRow, nqp_choice_row, NQP, CHOICE_ROW, GtkListBoxRow)

void nqp_choice_row_set_choices (NqpChoiceRow *self, const NqpChoice *const *choices, int n_choices);
void nqp_choice_row_set_stage (NqpChoiceRow *self, NqpStage stage); /* all choices of it, at their own positions */
/* Emits nothing. @name: shown instead of the name in the table, or NULL. */
void nqp_choice_row_show (NqpChoiceRow *self, int position, const char *name);

G_END_DECLS
