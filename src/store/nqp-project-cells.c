/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-changeset.h"
#include "nqp-project-private.h"
#include "nqp-row.h"

#include <math.h>
#include <string.h>

/* Which cells of the value table were written since the project was opened, by this connection or by others, in that order: a panel
 * of millions of cells that was read before needs only those anew that came after it. A change that cannot be followed begins a new
 * epoch, and what was read in another one is of no use. */

void
nqp_project_begin_cells (NqpProject *self)
{
  if (self->cells == NULL)
    self->cells = g_array_new (FALSE, FALSE, sizeof (NqpCellKey));
  g_array_set_size (self->cells, 0);
  self->cells_dropped = 0;
  self->epoch++;
}

gint64
nqp_project_count_cells (const NqpProject *self)
{
  return self->cells_dropped + self->cells->len;
}

static gboolean
get_key (sqlite3_changeset_iter *iter, int operation, NqpCellKey *out_key)
{
  gint64 *parts[] = { &out_key->series, &out_key->year, &out_key->place };

  for (int i = 0; i < (int)G_N_ELEMENTS (parts); i++)
    {
      sqlite3_value *value = NULL;
      int rc = operation == SQLITE_INSERT ? sqlite3changeset_new (iter, i, &value)
                                          : sqlite3changeset_old (iter, i, &value);

      if (rc != SQLITE_OK || value == NULL)
        return FALSE;
      *parts[i] = sqlite3_value_int64 (value);
    }
  return TRUE;
}

/* @changes: of an action that was made, undone or redone, by whomever */
void
nqp_project_note_cells (NqpProject *self, const void *changes, int size)
{
  sqlite3_changeset_iter *iter = NULL;
  gboolean clear = size == 0;
  guint before;

  if (clear)
    return;
  if (self->cells->len > NQP_MOST_CELLS_NOTED) /* the panel read last needs none of these */
    {
      self->cells_dropped += self->cells->len;
      g_array_set_size (self->cells, 0);
    }
  before = self->cells->len;
  if (nqp_changeset_check (self->db, changes, (gsize)size)
      && sqlite3changeset_start (&iter, size, (void *)changes) == SQLITE_OK)
    {
      clear = TRUE;
      while (clear && sqlite3changeset_next (iter) == SQLITE_ROW)
        {
          const char *table = NULL;
          int n_columns = 0, operation = 0, indirect = 0;
          NqpCellKey key;

          sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
          /* what comes and goes moves the cells of others */
          if (operation != SQLITE_UPDATE
              && (g_strcmp0 (table, "place") == 0 || g_strcmp0 (table, "year") == 0
                  || g_strcmp0 (table, "series") == 0))
            clear = FALSE;
          if (g_strcmp0 (table, "value") != 0)
            continue;
          /* of very many, reading all is as quick */
          clear = get_key (iter, operation, &key) && self->cells->len - before < NQP_MOST_CELLS_NOTED;
          if (clear)
            g_array_append_val (self->cells, key);
        }
      clear = sqlite3changeset_finalize (iter) == SQLITE_OK && clear;
    }
  if (!clear)
    nqp_project_begin_cells (self);
}

/* Of an ascending list of ids; -1 = not there. */
static int
find_id (const gint64 *ids, int n, gint64 id)
{
  int lo = 0, hi = n;

  while (lo < hi)
    {
      int middle = lo + (hi - lo) / 2;

      if (ids[middle] < id)
        lo = middle + 1;
      else
        hi = middle;
    }
  return lo < n && ids[lo] == id ? lo : -1;
}

static int
compare_keys (const void *a, const void *b)
{
  return nqp_cell_key_compare (a, b);
}

/* Of those that were written after @before was read; each once. */
static GArray *
cells_since (const NqpProject *self, const NqpPanel *before)
{
  const guint from = (guint)(before->noted - self->cells_dropped);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (NqpCellKey));
  guint n = 0;

  if (self->cells->len > from)
    g_array_append_vals (keys, &g_array_index (self->cells, NqpCellKey, from), self->cells->len - from);
  g_array_sort (keys, compare_keys);
  for (guint k = 0; k < keys->len; k++)
    if (k == 0
        || compare_keys (&g_array_index (keys, NqpCellKey, k), &g_array_index (keys, NqpCellKey, n - 1)) != 0)
      g_array_index (keys, NqpCellKey, n++) = g_array_index (keys, NqpCellKey, k);
  g_array_set_size (keys, n);
  return keys;
}

gboolean
nqp_project_can_follow (const NqpProject *self, const NqpPanel *before, const NqpPanel *panel)
{
  return before != NULL && before->epoch > 0 && before->epoch == self->epoch
         && before->noted >= self->cells_dropped && before->noted <= nqp_project_count_cells (self)
         && before->n_series == panel->n_series && before->n_years == panel->n_years
         && before->n_regions == panel->n_regions
         && (panel->n_years == 0
             || memcmp (before->years, panel->years, sizeof (int) * (gsize)panel->n_years) == 0);
}

/**
 * nqp_project_follow_cells:
 * @before: see nqp_project_can_follow()
 * @panel: takes the cells of @before, and those that were written after it was read
 * @series_ids: [series]: ids, ascending
 * @place_ids: [place]: likewise
 *
 * States that follow from flags are left to be set.
 */
gboolean
nqp_project_follow_cells (NqpProject *self, const NqpPanel *before, NqpPanel *panel, const gint64 *series_ids,
                          const gint64 *place_ids, GError **error)
{
  const gsize n = (gsize)panel->n_series * (gsize)panel->n_years * (gsize)panel->n_regions;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (GArray) keys = cells_since (self, before);
  int rc = sqlite3_prepare_v2 (
      self->db,
      "SELECT series_id, year, place_id, value, edited FROM value WHERE series_id = ?1 AND year = ?2 "
      "AND place_id = ?3",
      -1, &stmt, NULL);

  if (n > 0)
    {
      memcpy (panel->values, before->values, n * sizeof (double));
      memcpy (panel->states, before->states, n);
    }
  for (int f = 0; f < before->n_flags; f++)
    {
      const NqpFlag *flag = &before->flags[f];
      guint8 *state;

      if (flag->place >= panel->n_regions)
        continue;
      state = &panel->states[nqp_panel_cell (panel, flag->series, flag->year, flag->place)];
      if (*state == NQP_CELL_SUSPECT)
        *state = NQP_CELL_OBSERVED;
    }
  for (guint k = 0; k < keys->len && rc == SQLITE_OK; k++)
    {
      const NqpCellKey *key = &g_array_index (keys, NqpCellKey, k);
      int s = find_id (series_ids, panel->n_series, key->series);
      int t = nqp_panel_find_year (panel, (int)key->year);
      int i = find_id (place_ids, panel->n_regions, key->place);
      gboolean edited = FALSE;
      g_autofree char *reason = NULL;
      gsize cell;

      if (s < 0 || t < 0 || i < 0)
        return nqp_row_fail (error, self->path, "value", NULL, 3, NULL);
      cell = nqp_panel_cell (panel, s, t, i);
      panel->values[cell] = NAN;
      panel->states[cell] = NQP_CELL_OBSERVED;
      sqlite3_reset (stmt);
      rc = nqp_sql_bind (stmt, "lll", key->series, key->year, key->place);
      if (rc == SQLITE_OK)
        rc = sqlite3_step (stmt);
      if (rc == SQLITE_ROW
          && (!nqp_row_finite (stmt, 3, &panel->values[cell], &reason)
              || !nqp_row_boolean (stmt, 4, &edited, &reason)))
        return nqp_row_fail (error, self->path, "value", stmt, 3, reason);
      if (edited)
        panel->states[cell] = NQP_CELL_EDITED;
      rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
  return rc == SQLITE_OK || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
}
