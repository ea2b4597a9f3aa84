/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpJudgementRow:
 *
 * How much one part matters against another: a slider of 17 steps between their names, towards the one that matters more.
 *
 * Signals: "preview" (double value), while a finger is down; "judged" (double value), once when it is up. The value says how many
 * times as important the part at the left is: 1/9 to 9.
 */
#define NQP_TYPE_JUDGEMENT_ROW (nqp_judgement_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpJudgementRow, nqp_judgement_row, NQP, JUDGEMENT_ROW, AdwBin)

GtkWidget *
nqp_judgement_row_new (const char *a, const char *b);
/* Shows a value, which need not be one of the 17, as "strongly more important (5)"; emits nothing. @worst: it fits the others
 * least. */
void
nqp_judgement_row_show (NqpJudgementRow *self, double value, gboolean worst);

/* "3", "1/3"; other numbers with two decimals. Owned by the caller. */
char *
nqp_judgement_to_screen (double value);

G_END_DECLS
