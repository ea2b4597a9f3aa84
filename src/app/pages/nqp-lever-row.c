/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-lever-row.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (NqpLeverRow, nqp_lever_row, G_TYPE_OBJECT)

static void
nqp_lever_row_clear (NqpLeverRow *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->measure, g_free);
  g_clear_pointer (&self->indicator, g_free);
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->css_class, g_free);
}

static void
nqp_lever_row_finalize (GObject *object)
{
  nqp_lever_row_clear (NQP_LEVER_ROW (object));
  G_OBJECT_CLASS (nqp_lever_row_parent_class)->finalize (object);
}

static void
nqp_lever_row_class_init (NqpLeverRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_lever_row_finalize;
}

static void
nqp_lever_row_init (NqpLeverRow *self)
{
}

NqpLeverRow *
nqp_lever_row_new (int at)
{
  NqpLeverRow *self = g_object_new (NQP_TYPE_LEVER_ROW, NULL);

  self->at = at;
  return self;
}

void
nqp_lever_row_fill (NqpLeverRow *self, int at, const NqpLever *lever, NqpSession *session)
{
  const NqpScores *scores = nqp_session_get_scores (session);
  const NqpFramework *framework = nqp_session_get_framework (session);
  const NqpNode *node = &scores->tree->nodes[lever->leaf];
  NqpLang lang = nqp_session_get_lang (session);
  int pillar = nqp_tree_pillar_of (scores->tree, lever->leaf);

  nqp_lever_row_clear (self);
  self->at = at;
  self->lever = *lever;
  self->path = g_strdup (nqp_text_get (&nqp_framework_entry (framework, lever->path)->name, lang));
  self->measure = g_strdup (nqp_text_get (&nqp_framework_entry (framework, lever->measure)->name, lang));
  self->indicator = g_strdup (nqp_text_get (&node->name, lang));
  self->unit = g_strdup (nqp_text_get (&scores->panel->indicators[node->indicator].unit, lang));
  self->css_class = pillar >= 0 ? g_strconcat ("pillar-", scores->tree->nodes[pillar].id, NULL) : NULL;
}

const NqpLeverColumnInfo nqp_lever_columns[NQP_N_LEVER_COLUMNS] = {
  [NQP_LEVER_PATH] = { N_ ("Path"), NULL, NQP_TABLE_KIND_TEXT, 15 },
  [NQP_LEVER_MEASURE] = { N_ ("Policy measure"), NULL, NQP_TABLE_KIND_TEXT, 15 },
  [NQP_LEVER_INDICATOR] = { N_ ("Indicator"), NULL, NQP_TABLE_KIND_TEXT, 20 },
  [NQP_LEVER_OBSTACLE] = { N_ ("Obstacle, %"), NULL, NQP_TABLE_KIND_NUMBER, 5 },
  [NQP_LEVER_VALUE] = { N_ ("Value"), NULL, NQP_TABLE_KIND_NUMBER, 6 },
  [NQP_LEVER_GAP_BEST] = { N_ ("Gap to the best"), NULL, NQP_TABLE_KIND_NUMBER, 6 },
  [NQP_LEVER_GAP_MEDIAN] = { N_ ("Gap to the median"), NULL, NQP_TABLE_KIND_NUMBER, 6 },
  [NQP_LEVER_GAP_GROUP] = { N_ ("Gap to the group"), NULL, NQP_TABLE_KIND_NUMBER, 6 },
  [NQP_LEVER_UNIT] = { N_ ("Unit"), NULL, NQP_TABLE_KIND_TEXT, 8 },
  [NQP_LEVER_GAIN]
  = { N_ ("Places gained"), N_ ("Places gained at the index if a quarter of the gap to the best were closed"),
      NQP_TABLE_KIND_NUMBER, 4 },
  [NQP_LEVER_TRY] = { NULL, NULL, NQP_TABLE_KIND_TEXT, 0 },
};

double
nqp_lever_row_number (const NqpLeverRow *row, NqpLeverColumn column)
{
  switch (column)
    {
    case NQP_LEVER_OBSTACLE:
      return 100 * row->lever.obstacle;
    case NQP_LEVER_VALUE:
      return row->lever.value;
    case NQP_LEVER_GAP_BEST:
      return row->lever.gap_best;
    case NQP_LEVER_GAP_MEDIAN:
      return row->lever.gap_median;
    case NQP_LEVER_GAP_GROUP:
      return row->lever.gap_group;
    case NQP_LEVER_GAIN:
      return row->lever.rank_gain;
    case NQP_LEVER_PATH:
    case NQP_LEVER_MEASURE:
    case NQP_LEVER_INDICATOR:
    case NQP_LEVER_UNIT:
    case NQP_LEVER_TRY:
    case NQP_N_LEVER_COLUMNS:
    default:
      return NAN;
    }
}

const char *
nqp_lever_row_text (const NqpLeverRow *row, NqpLeverColumn column, char buffer[NQP_NUMBER_SIZE])
{
  double number = nqp_lever_row_number (row, column);

  switch (column)
    {
    case NQP_LEVER_PATH:
      return row->path;
    case NQP_LEVER_MEASURE:
      return row->measure;
    case NQP_LEVER_INDICATOR:
      return row->indicator;
    case NQP_LEVER_UNIT:
      return row->unit != NULL ? row->unit : "";
    case NQP_LEVER_OBSTACLE:
      return nqp_number_to_screen (number, 1, buffer);
    case NQP_LEVER_GAIN:
      if (!(number > 0))
        return nqp_number_to_screen (number, 0, buffer);
      g_snprintf (buffer, NQP_NUMBER_SIZE, "+%d", (int)number);
      return buffer;
    case NQP_LEVER_VALUE:
    case NQP_LEVER_GAP_BEST:
    case NQP_LEVER_GAP_MEDIAN:
    case NQP_LEVER_GAP_GROUP:
    case NQP_LEVER_TRY:
    case NQP_N_LEVER_COLUMNS:
    default:
      return nqp_number_to_screen_auto (number, buffer);
    }
}
