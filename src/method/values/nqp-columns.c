/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-columns-private.h"

NqpColumns *
nqp_columns_new (NqpPanel *panel)
{
  NqpColumns *self = g_new0 (NqpColumns, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->panel = nqp_panel_ref (panel);
  self->n = panel->n_indicators;
  self->n_cells = (gsize)panel->n_regions * (gsize)panel->n_years;
  self->x = g_new0 (const double *, self->n);
  self->state = g_new0 (const guint8 *, self->n);
  self->own_x = g_new0 (double *, self->n);
  self->own_state = g_new0 (guint8 *, self->n);
  self->treatment = g_new0 (NqpTreatment, self->n);
  self->refused = g_new0 (char *, self->n);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

NqpColumns *
nqp_columns_copy (const NqpColumns *self)
{
  NqpColumns *copy = nqp_columns_new (self->panel);

  for (int j = 0; j < self->n; j++)
    {
      copy->x[j] = self->x[j];
      copy->state[j] = self->state[j];
      if (self->own_x[j] != NULL)
        copy->own_x[j] = g_atomic_rc_box_acquire (self->own_x[j]);
      if (self->own_state[j] != NULL)
        copy->own_state[j] = g_atomic_rc_box_acquire (self->own_state[j]);
      copy->treatment[j] = self->treatment[j];
      copy->refused[j] = g_strdup (self->refused[j]);
    }
  for (guint i = 0; i < self->warnings->len; i++)
    g_ptr_array_add (copy->warnings, g_strdup (g_ptr_array_index (self->warnings, i)));
  return copy;
}

NqpColumns *
nqp_columns_ref (NqpColumns *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_columns_unref (NqpColumns *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (int j = 0; j < self->n; j++)
    {
      g_clear_pointer (&self->own_x[j], g_atomic_rc_box_release);
      g_clear_pointer (&self->own_state[j], g_atomic_rc_box_release);
      g_free (self->refused[j]);
    }
  g_free (self->treatment);
  g_free (self->refused);
  g_free (self->x);
  g_free (self->state);
  g_free (self->own_x);
  g_free (self->own_state);
  g_ptr_array_unref (self->warnings);
  nqp_panel_unref (self->panel);
  g_free (self);
}

void
nqp_columns_own (NqpColumns *self, int j)
{
  double *x = g_atomic_rc_box_alloc (MAX (self->n_cells, 1) * sizeof (double));
  guint8 *state = g_atomic_rc_box_alloc (MAX (self->n_cells, 1));

  if (self->x[j] != NULL)
    {
      memcpy (x, self->x[j], self->n_cells * sizeof (double));
      memcpy (state, self->state[j], self->n_cells);
    }
  g_clear_pointer (&self->own_x[j], g_atomic_rc_box_release);
  g_clear_pointer (&self->own_state[j], g_atomic_rc_box_release);
  self->x[j] = self->own_x[j] = x;
  self->state[j] = self->own_state[j] = state;
}

void
nqp_columns_take_states (NqpColumns *self, const NqpColumns *other)
{
  for (int j = 0; j < self->n; j++)
    {
      g_clear_pointer (&self->own_state[j], g_atomic_rc_box_release);
      self->state[j] = other->state[j];
      if (other->own_state[j] != NULL)
        self->own_state[j] = g_atomic_rc_box_acquire (other->own_state[j]);
      self->treatment[j] = other->treatment[j];
      g_free (self->refused[j]);
      self->refused[j] = g_strdup (other->refused[j]);
    }
}

/**
 * nqp_columns_share:
 * @other: of as many indicators and cells
 *
 * Columns that were made and hold what those of @other hold take their place: after a change of one value it is kept once.
 */
void
nqp_columns_share (NqpColumns *self, const NqpColumns *other)
{
  for (int j = 0; j < self->n; j++)
    {
      if (self->own_x[j] != NULL && other->own_x[j] != NULL && self->own_x[j] != other->own_x[j]
          && memcmp (self->own_x[j], other->own_x[j], self->n_cells * sizeof (double)) == 0)
        {
          g_atomic_rc_box_release (self->own_x[j]);
          self->x[j] = self->own_x[j] = g_atomic_rc_box_acquire (other->own_x[j]);
        }
      if (self->own_state[j] != NULL && other->own_state[j] != NULL
          && self->own_state[j] != other->own_state[j]
          && memcmp (self->own_state[j], other->own_state[j], self->n_cells) == 0)
        {
          g_atomic_rc_box_release (self->own_state[j]);
          self->state[j] = self->own_state[j] = g_atomic_rc_box_acquire (other->own_state[j]);
        }
    }
}
