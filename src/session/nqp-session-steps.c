/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-session-private.h"

/* Assumed values without a name are not in the file, but they are undone like everything else: from press to release is one step.
 * A step notes above which action of the file it was done, and so has its place in one order with these. */

struct _NqpAssumedStep
{
  char *label;
  int place, year, n_values;
  double *before, *after; /* [indicator] */
  gint64 above;           /* the action that undo would have taken back */
};

static void
step_free (NqpAssumedStep *self)
{
  g_free (self->label);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static gint64
newest_action (NqpSession *self)
{
  return self->project != NULL ? nqp_project_undo_action (self->project) : 0;
}

static double *
copy_values (NqpSession *self, int place, int year)
{
  const double *values = nqp_session_get_nameless (self, place, year);
  const int n = self->panel->n_indicators;
  double *copy = g_new (double, MAX (n, 1));

  for (int j = 0; j < n; j++)
    copy[j] = values != NULL ? values[j] : NAN;
  return copy;
}

/* A step of another panel says nothing about this one. */
static gboolean
fits (NqpSession *self, const NqpAssumedStep *step)
{
  return step->n_values == self->panel->n_indicators && step->place < self->panel->n_regions
         && step->year < self->panel->n_years;
}

void
nqp_session_forget_steps (NqpSession *self)
{
  g_clear_pointer (&self->step, step_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  self->n_steps = 0;
}

void
nqp_session_begin_step (NqpSession *self)
{
  NqpAssumedStep *step;

  if (self->step != NULL)
    return;
  step = g_new0 (NqpAssumedStep, 1);
  step->place = self->focus;
  step->year = self->year;
  step->n_values = self->panel->n_indicators;
  step->before = copy_values (self, step->place, step->year);
  self->step = step;
}

static char *
describe (NqpSession *self, const NqpAssumedStep *step)
{
  int n = 0, last = 0;

  for (int j = 0; j < step->n_values; j++)
    if (!nqp_number_same (step->before[j], step->after[j]))
      {
        last = j;
        n++;
      }
  if (n == 0)
    return NULL;
  if (n > 1)
    /* Translators: an entry of the undo history */
    return g_strdup (_ ("Assumed values"));
  return g_strdup_printf (_ ("Assumed value of %s"),
                          nqp_text_get (&self->panel->indicators[last].name, self->lang));
}

void
nqp_session_end_step (NqpSession *self)
{
  NqpAssumedStep *step = g_steal_pointer (&self->step);

  if (step == NULL)
    return;
  if (fits (self, step))
    {
      step->after = copy_values (self, step->place, step->year);
      step->label = describe (self, step);
      step->above = newest_action (self);
    }
  if (step->label == NULL) /* there and back again */
    {
      step_free (step);
      return;
    }
  if (self->steps == NULL)
    self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)step_free);
  g_ptr_array_set_size (self->steps, (int)self->n_steps); /* a new branch */
  g_ptr_array_add (self->steps, step);
  self->n_steps++;
  nqp_session_touch (self, NQP_CHANGE_HISTORY);
}

static NqpAssumedStep *
find_next (NqpSession *self, gboolean undo)
{
  const guint n = self->steps != NULL ? self->steps->len : 0;
  NqpAssumedStep *step;
  gint64 newest;

  if (self->panel == NULL || (undo ? self->n_steps == 0 : self->n_steps == n))
    return NULL;
  step = g_ptr_array_index (self->steps, undo ? self->n_steps - 1 : self->n_steps);
  if (!fits (self, step))
    {
      nqp_session_forget_steps (self);
      return NULL;
    }
  newest = newest_action (self);
  if (undo)
    return newest <= step->above ? step : NULL;
  if (newest <= step->above)
    return newest == step->above || nqp_project_redo_label (self->project) == NULL ? step : NULL;
  g_ptr_array_set_size (self->steps,
                        (int)self->n_steps); /* something else was done since it was taken back */
  return NULL;
}

const char *
nqp_session_get_step_label (NqpSession *self, gboolean undo)
{
  const NqpAssumedStep *step = find_next (self, undo);

  return step != NULL ? step->label : NULL;
}

/* Goes where the values are, so that what is undone is seen. */
void
nqp_session_take_step (NqpSession *self, gboolean undo)
{
  const NqpAssumedStep *step = find_next (self, undo);

  g_return_if_fail (step != NULL);
  nqp_session_set_focus (self, step->place);
  nqp_session_set_year (self, step->year);
  self->n_steps += undo ? -1u : 1u;
  nqp_session_set_nameless (self, step->place, step->year, undo ? step->before : step->after);
}
