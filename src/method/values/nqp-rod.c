/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rod-private.h"

void
nqp_rod_copy (NqpRod *self, const NqpRod *other)
{
  *self = *other;
  if (self->years != NULL)
    g_atomic_rc_box_acquire (self->years);
  if (self->sorted != NULL)
    g_atomic_rc_box_acquire (self->sorted);
}

void
nqp_rod_clear (NqpRod *self)
{
  g_clear_pointer (&self->years, g_atomic_rc_box_release);
  g_clear_pointer (&self->sorted, g_atomic_rc_box_release);
}
