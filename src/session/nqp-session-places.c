/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-places.h"
#include "nqp-session-private.h"

#include <glib/gi18n.h>

gboolean
nqp_session_set_places (NqpSession *self, const NqpPlaceEdit *edits, guint n, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_places (self->document, edits, n, error));
}

gboolean
nqp_session_rename_group (NqpSession *self, const NqpText *from, const NqpText *to, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_rename_group (self->document, from, to, error));
}

gboolean
nqp_session_add_region (NqpSession *self, const char *code, const NqpText *name, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_add_region (self->document, code, name, error));
}

gboolean
nqp_session_remove_regions (NqpSession *self, const char *const *codes, guint n, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_remove_regions (self->document, codes, n, error));
}

gboolean
nqp_session_set_neighbours (NqpSession *self, const char *a, const char *b, gboolean neighbours,
                            GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_neighbours (self->document, a, b, neighbours, error));
}

gboolean
nqp_session_add_year (NqpSession *self, int year, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_add_year (self->document, year, error));
}

gboolean
nqp_session_remove_year (NqpSession *self, int year, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_remove_year (self->document, year, error));
}

gboolean
nqp_session_set_series (NqpSession *self, const NqpSeriesEdit *edits, guint n, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_series (self->document, edits, n, error));
}

gboolean
nqp_session_set_flag (NqpSession *self, int series, int year, int region, const char *note, GError **error)
{
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_flag (self->document, panel->series[series].code,
                                                         panel->places[region].code, panel->years[year], note,
                                                         error));
}

#define MOST_CHANGES 12

/**
 * nqp_session_read_cell_history:
 * @out_all: (out): whether these are all
 *
 * Returns: (transfer full) (element-type NqpCellChange): the newest first; %NULL with @error set
 */
GPtrArray *
nqp_session_read_cell_history (NqpSession *self, int series, int year, int region, gboolean *out_all,
                               GError **error)
{
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, NULL);
  return nqp_project_read_cell_history (self->project, panel->series[series].code, panel->places[region].code,
                                        panel->years[year], MOST_CHANGES, out_all, error);
}

gboolean
nqp_session_get_original (NqpSession *self, int series, int year, int region, double *out_value)
{
  const NqpPanel *panel = self->panel;

  return nqp_project_read_original (self->project, panel->series[series].code, panel->places[region].code,
                                    panel->years[year], out_value);
}

/* ---- what goes along ---------------------------------------------------------------------------------------------- */

static void
add_count (GString *text, const char *words)
{
  if (text->len > 0)
    g_string_append (text, _ (", "));
  g_string_append (text, words);
}

static char *
describe (const NqpGoing *going)
{
  GString *text = g_string_new (NULL);
  g_autofree char *values = g_strdup_printf (ngettext ("%lu value", "%lu values", (gulong)going->n_values),
                                             (gulong)going->n_values);
  g_autofree char *flags
      = g_strdup_printf (ngettext ("%d flag", "%d flags", (gulong)going->n_flags), going->n_flags);
  g_autofree char *borders = g_strdup_printf (
      ngettext ("%d neighbourhood", "%d neighbourhoods", (gulong)going->n_neighbours), going->n_neighbours);
  g_autofree char *scenarios = g_strdup_printf (
      ngettext ("%d scenario", "%d scenarios", (gulong)going->n_scenarios), going->n_scenarios);

  if (going->n_values > 0)
    add_count (text, values);
  if (going->n_flags > 0)
    add_count (text, flags);
  if (going->n_neighbours > 0)
    add_count (text, borders);
  if (going->n_scenarios > 0)
    add_count (text, scenarios);
  return g_string_free (text, FALSE);
}

/**
 * nqp_session_describe_going:
 * @codes: (array length=n): of regions
 *
 * Returns: (transfer full): what goes along with them, "" if nothing does
 */
char *
nqp_session_describe_going (NqpSession *self, const char *const *codes, guint n)
{
  NqpGoing going = { 0 };

  for (guint k = 0; k < n; k++)
    {
      const int at = nqp_panel_find_place (self->panel, codes[k]);

      if (at >= 0)
        nqp_contents_count_region (&self->document->now, at, &going);
    }
  return describe (&going);
}

char *
nqp_session_describe_going_year (NqpSession *self, int year)
{
  NqpGoing going = { 0 };

  nqp_contents_count_year (&self->document->now, year, &going);
  return describe (&going);
}
