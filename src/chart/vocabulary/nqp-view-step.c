/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-view.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

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

char *
nqp_view_today (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds;
  g_autoptr (GDateTime) fixed = NULL;
  time_t now = time (NULL);
  struct tm day = { 0 };

  if (epoch != NULL && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    fixed = g_date_time_new_from_unix_utc (seconds);
  if (fixed != NULL)
    return g_date_time_format (fixed, "%Y-%m-%d");
  localtime_r (&now, &day); /* takes any TZ without a word */
  return g_strdup_printf ("%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}
