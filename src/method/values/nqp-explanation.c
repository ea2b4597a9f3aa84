/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-explanation.h"

void
nqp_explanation_clear (NqpExplanation *self)
{
  for (int i = 0; i < self->n_measured; i++)
    g_clear_pointer (&self->measured[i].label, g_free);
  self->n_measured = 0;
  g_clear_pointer (&self->formula, g_free);
  g_clear_pointer (&self->numbers, g_free);
  g_clear_pointer (&self->note, g_free);
}
