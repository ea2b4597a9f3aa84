/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-text-sheet.h"

#include <glib/gi18n.h>

#include "nqp-session-places.h"

/* Indicators, then series that are none as they stand: what each says of itself. */

enum
{
  NAME_EN, /* this and what follows in the order of NqpSeriesParts */
  NAME_ZH,
  UNIT_EN,
  UNIT_ZH,
  SOURCE,
  NOTE,
  KIND,
  N_COLUMNS,
};

static const NqpTextColumn columns[] = {
  [NAME_EN] = { N_ ("Name (English)"), FALSE, NULL },
  [NAME_ZH] = { N_ ("Name (Chinese)"), FALSE, NULL },
  [UNIT_EN] = { N_ ("Unit (English)"), FALSE, NULL },
  [UNIT_ZH] = { N_ ("Unit (Chinese)"), FALSE, NULL },
  [SOURCE] = { N_ ("Source"), FALSE, NULL },
  [NOTE] = { N_ ("Note"), FALSE, NULL },
  [KIND] = { N_ ("Kind"), FALSE, N_ ("it follows from what there is.") },
};

static int
count (const NqpPanel *panel)
{
  return panel->n_indicators + panel->n_series;
}

/* -1 = an indicator */
static int
series_at (const NqpPanel *panel, int thing)
{
  return thing >= panel->n_indicators ? thing - panel->n_indicators : -1;
}

/* A series that is an indicator of the same code is shown as that. */
static gboolean
is_shown (const NqpPanel *panel, int thing)
{
  const int s = series_at (panel, thing);

  return s < 0 || nqp_panel_find_indicator (panel, panel->series[s].code) < 0;
}

static const char *
code (const NqpPanel *panel, int thing)
{
  const int s = series_at (panel, thing);

  return s >= 0 ? panel->series[s].code : panel->indicators[thing].code;
}

static const NqpText *
name (const NqpPanel *panel, int thing)
{
  const int s = series_at (panel, thing);

  return s >= 0 ? &panel->series[s].name : &panel->indicators[thing].name;
}

/* An indicator that says nothing of its own has what its series says. */
static const char *
own_or_below (const NqpPanel *panel, const NqpIndicator *it, gboolean source)
{
  const char *own = source ? it->source : it->note;
  const NqpSeries *series = &panel->series[it->numerator];

  return own != NULL || nqp_indicator_is_derived (it) ? own : source ? series->source : series->note;
}

static const char *
kind_of (const NqpIndicator *it)
{
  if (it->role == NQP_ROLE_INDEX)
    return _ ("Indicator of the index");
  return it->role == NQP_ROLE_UNASSIGNED ? _ ("Indicator that waits") : _ ("Indicator beside the index");
}

static const char *
text (const NqpPanel *panel, int thing, int column, double *out_number)
{
  const int s = series_at (panel, thing);
  const NqpIndicator *it = s < 0 ? &panel->indicators[thing] : NULL;
  const NqpText *unit = s >= 0 ? &panel->series[s].unit : &it->unit;

  switch (column)
    {
    case NAME_EN:
      return name (panel, thing)->en;
    case NAME_ZH:
      return name (panel, thing)->zh;
    case UNIT_EN:
      return unit->en;
    case UNIT_ZH:
      return unit->zh;
    case SOURCE:
      return s >= 0 ? panel->series[s].source : own_or_below (panel, it, TRUE);
    case NOTE:
      return s >= 0 ? panel->series[s].note : own_or_below (panel, it, FALSE);
    case KIND:
    default:
      return s >= 0 ? _ ("Series") : kind_of (it);
    }
}

static gboolean
write_cells (NqpSession *session, const NqpPanel *panel, const NqpTextCell *cells, guint n, GError **error)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, TRUE, sizeof (NqpSeriesEdit));
  g_autofree int *edit_of = g_new0 (int, count (panel) + 1); /* + 1 */

  for (guint k = 0; k < n; k++)
    {
      int *at = &edit_of[cells[k].thing];
      NqpSeriesEdit *edit;
      char *words = (char *)cells[k].text;

      if (*at == 0)
        {
          const NqpSeriesEdit next = { .code = code (panel, cells[k].thing) };

          g_array_append_val (edits, next);
          *at = (int)edits->len;
        }
      edit = &g_array_index (edits, NqpSeriesEdit, *at - 1);
      edit->parts |= 1u << (cells[k].column - NAME_EN);
      if (cells[k].column == SOURCE || cells[k].column == NOTE)
        *(cells[k].column == SOURCE ? &edit->source : &edit->note) = words;
      else
        *(cells[k].column == NAME_EN   ? &edit->name.en
          : cells[k].column == NAME_ZH ? &edit->name.zh
          : cells[k].column == UNIT_EN ? &edit->unit.en
                                       : &edit->unit.zh)
            = words;
    }
  return edits->len == 0
         || nqp_session_set_series (session, (const NqpSeriesEdit *)(gpointer)edits->data, edits->len, error);
}

const NqpTextKind nqp_series_kind = {
  .coded = TRUE,
  .columns = columns,
  .n_columns = N_COLUMNS,
  .count = count,
  .is_shown = is_shown,
  .code = code,
  .name = name,
  .text = text,
  .write = write_cells,
};
