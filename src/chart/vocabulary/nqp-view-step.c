/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-view.h"

#include <stdlib.h>
#include <string.h>

static void
apply_regions (NqpView *self, const char *list)
{
  const NqpPanel *panel = self->scores->panel;
  g_auto (GStrv) codes = g_strsplit (list, ",", -1);
  gboolean first = TRUE;

  for (int i = 0; codes[i] != NULL; i++)
    {
      int place = nqp_panel_find_place (panel, codes[i]);

      if (place < 0 || place >= panel->n_regions)
        continue;
      if (first)
        {
          self->focus = place;
          self->n_compared = 0;
          first = FALSE;
        }
      else if (self->n_compared < NQP_MAX_COMPARED && nqp_view_compared_index (self, place) < 0)
        self->compared[self->n_compared++] = place;
    }
}

void
nqp_view_apply_step (NqpView *self, const NqpLessonStep *step, guint8 *lit)
{
  g_autofree char *measure = nqp_lesson_step_view (step, "measure");
  g_autofree char *year = nqp_lesson_step_view (step, "year");
  g_autofree char *regions = nqp_lesson_step_view (step, "regions");
  int at;

  if (measure != NULL && (at = nqp_tree_find (self->scores->tree, measure)) >= 0)
    self->measure = at;
  if (year != NULL && (at = nqp_panel_find_year (self->scores->panel, atoi (year))) >= 0)
    self->year = at;
  if (regions != NULL)
    apply_regions (self, regions);
  if (lit != NULL && self->framework != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (step->highlight != NULL ? step->highlight : "", " ", -1);

      memset (lit, 0, self->framework->entries->len);
      for (int i = 0; ids[i] != NULL; i++)
        if ((at = nqp_framework_find (self->framework, ids[i])) >= 0)
          lit[at] = TRUE;
    }
}
