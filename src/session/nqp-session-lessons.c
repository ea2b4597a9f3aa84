/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

#include <stdlib.h>
#include <string.h>

/* Where one is in the lessons, and what a step asks to look at. */

#define LESSON_KEY "lesson"
#define STEP_KEY "lesson.step" /* counted from the first of the lesson */

static const NqpLessonStep *
get_step (NqpSession *self, int step)
{
  return self->framework != NULL && step >= 0 && step < (int)self->framework->steps->len
             ? nqp_framework_step (self->framework, step)
             : NULL;
}

/**
 * nqp_session_find_lesson:
 * @step: position among the framework's steps
 * @out_first: (out): of its lesson; with @out_last below it if there is no such step
 * @out_last: (out): likewise
 */
void
nqp_session_find_lesson (NqpSession *self, int step, int *out_first, int *out_last)
{
  const NqpLessonStep *at = get_step (self, step), *next;

  *out_first = 0;
  *out_last = -1;
  if (at == NULL)
    return;
  *out_first = *out_last = step;
  while (*out_first > 0 && g_str_equal (get_step (self, *out_first - 1)->lesson, at->lesson))
    (*out_first)--;
  while ((next = get_step (self, *out_last + 1)) != NULL && g_str_equal (next->lesson, at->lesson))
    (*out_last)++;
}

static int
kept_step (NqpSession *self)
{
  g_autofree char *lesson = nqp_session_get_state (self, LESSON_KEY);
  g_autofree char *number = nqp_session_get_state (self, STEP_KEY);

  for (int i = 0; get_step (self, i) != NULL; i++)
    if (g_strcmp0 (get_step (self, i)->lesson, lesson) == 0)
      {
        int first, last;

        nqp_session_find_lesson (self, i, &first, &last);
        return first + CLAMP (number != NULL ? atoi (number) : 0, 0, last - first);
      }
  return get_step (self, 0) != NULL ? 0 : -1;
}

/* After the model changed: as near to where one was as there are steps. */
void
nqp_session_clamp_lesson_step (NqpSession *self)
{
  self->lesson_step = self->lesson_step >= 0 ? MIN (self->lesson_step, (int)self->framework->steps->len - 1)
                                             : kept_step (self);
}

void
nqp_session_load_lesson_step (NqpSession *self)
{
  self->lesson_step = kept_step (self);
}

/**
 * nqp_session_get_lesson_step:
 *
 * Returns: the step of a lesson one is at, kept with the project; -1 if there are none
 */
int
nqp_session_get_lesson_step (NqpSession *self)
{
  return self->lesson_step;
}

void
nqp_session_set_lesson_step (NqpSession *self, int step)
{
  const NqpLessonStep *at = get_step (self, step);
  int first, last;
  char number[16];

  self->lesson_step = at != NULL ? step : -1;
  if (at == NULL)
    return;
  nqp_session_find_lesson (self, step, &first, &last);
  g_snprintf (number, sizeof number, "%d", step - first);
  nqp_session_set_state (self, LESSON_KEY, at->lesson);
  nqp_session_set_state (self, STEP_KEY, number);
}

/**
 * nqp_session_follow_lesson_step:
 *
 * Looks at what the step asks to look at: measure, year, regions, what is lit. What it does not name stays.
 */
void
nqp_session_follow_lesson_step (NqpSession *self)
{
  const NqpLessonStep *step = get_step (self, self->lesson_step);
  NqpView now, view;

  if (step == NULL)
    return;
  nqp_session_get_view (self, &now);
  view = now;
  nqp_view_apply_step (&view, step, NULL);
  nqp_session_set_lit (self, step->highlight);
  nqp_session_set_measure (self, view.measure);
  nqp_session_set_year (self, view.year);
  if (view.focus == now.focus && view.n_compared == now.n_compared
      && memcmp (view.compared, now.compared, sizeof (int) * (gsize)now.n_compared) == 0)
    return;
  while (self->n_compared > 0)
    nqp_session_remove_compared (self, self->compared[0]);
  nqp_session_set_focus (self, view.focus);
  for (int i = 0; i < view.n_compared; i++)
    nqp_session_add_compared (self, view.compared[i]);
}
