/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

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
 * @cells: positions in the panel that is shown, each cell at most once
 * @done: what the history says of it
 *
 * One action for all of them; refused as a whole.
 */
gboolean
nqp_session_set_values (NqpSession *self, const NqpCellValue *cells, gsize n, NqpValuesDone done,
                        GError **error)
{
  g_autoptr (NqpPanel) seen = NULL;

  g_return_val_if_fail (self->panel != NULL, FALSE);
  seen = nqp_panel_ref (self->panel);
  return nqp_session_after (self, nqp_document_set_values (self->document, seen, cells, n, done, error));
}
