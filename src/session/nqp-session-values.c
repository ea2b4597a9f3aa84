/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

#include <glib/gi18n.h>

#include "nqp-number.h"

/**
 * nqp_session_set_value:
 * @series: position among the panel's series
 * @year: position
 * @value: in the series' unit, NaN = missing
 */
gboolean
nqp_session_set_value (NqpSession *self, int series, int year, int region, double value, GError **error)
{
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_value (self->document, panel->series[series].code,
                                                          panel->places[region].code, panel->years[year],
                                                          value, error));
}

/**
 * nqp_session_set_values:
 * @seen: the panel that the caller shows
 * @cells: positions in it, each cell at most once
 * @done: what the history says of it
 *
 * One action for all of them; refused as a whole.
 */
gboolean
nqp_session_set_values (NqpSession *self, NqpPanel *seen, const NqpCellValue *cells, gsize n,
                        NqpValuesDone done, GError **error)
{
  g_return_val_if_fail (self->panel != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_values (self->document, seen, cells, n, done, error));
}

/**
 * nqp_session_describe_original:
 *
 * Returns: (transfer full) (nullable): what an edited cell held when it came into the project; %NULL if that is not known
 */
char *
nqp_session_describe_original (NqpSession *self, int series, int year, int region)
{
  const NqpPanel *panel = self->panel;
  char number[NQP_NUMBER_SIZE];
  double original;

  g_return_val_if_fail (panel != NULL, NULL);
  if (!nqp_project_read_original (self->project, panel->series[series].code, panel->places[region].code,
                                  panel->years[year], &original))
    return NULL;
  if (isnan (original))
    return g_strdup (_ ("Was missing when the data came in"));
  return g_strdup_printf (_ ("Was %s when the data came in"), nqp_number_to_file (original, number));
}
