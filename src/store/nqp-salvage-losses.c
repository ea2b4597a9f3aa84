/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-salvage-private.h"

#include <glib/gi18n.h>

/* What lies where nothing can be read: told by what stands before and behind it. */

void
nqp_loss_free (NqpLoss *self)
{
  g_free (self->table);
  g_free (self->what);
  g_free (self->why);
  g_free (self);
}

void
nqp_salvage_lose (NqpSalvage *self, const char *table, gint64 rows, gboolean at_most, const char *what,
                  const char *why)
{
  NqpLoss *loss = g_new0 (NqpLoss, 1);

  loss->table = g_strdup (table);
  loss->rows = rows;
  loss->at_most = at_most;
  loss->what = nqp_words_clean (what, -1, NQP_WORDS_LINE, NULL);
  loss->why = g_strdup (why);
  g_ptr_array_add (self->losses, loss);
}

/* A key of three parts where there may be none; the ends of the range of integers stand for that. */
static void
bind_key (sqlite3_stmt *stmt, int first, const GArray *key, guint n_keys, gint64 none)
{
  for (guint k = 0; k < n_keys; k++)
    sqlite3_bind_int64 (stmt, first + (int)k,
                        key != NULL && key->len == n_keys ? g_array_index (key, gint64, k) : none);
}

/* Cells of the grid of series, years and regions in which there is nothing: they may have been empty before. Those of several gaps are
 * told as one. */
static int
count_cells (NqpSalvage *self, const NqpSalvageTable *table)
{
  static const char cells[]
      = "INSERT OR IGNORE INTO temp.gap "
        "SELECT s.id, y.year, p.id FROM series AS s, year AS y, place AS p "
        "WHERE p.has_data = 1 AND s.id BETWEEN ?1 AND ?4 AND (s.id, y.year, p.id) > (?1, ?2, ?3) "
        "AND (s.id, y.year, p.id) < (?4, ?5, ?6) "
        "AND NOT EXISTS (SELECT 1 FROM value WHERE series_id = s.id AND year = y.year AND place_id = p.id)";
  g_autoptr (sqlite3_stmt) insert = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_exec (
      self->db,
      "CREATE TEMP TABLE gap (series, year, place, PRIMARY KEY (series, year, place)) WITHOUT ROWID", NULL,
      NULL, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (self->db, cells, -1, &insert, NULL);
  for (guint k = 0; k < table->gaps->len && rc == SQLITE_OK; k++)
    {
      const NqpSalvageGap *gap = table->gaps->pdata[k];

      bind_key (insert, 1, gap->after, 3, G_MININT64);
      bind_key (insert, 4, gap->before, 3, G_MAXINT64);
      (void)sqlite3_step (insert);
      rc = sqlite3_reset (insert);
    }
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (
        self->db,
        "SELECT s.code, count(*), count(DISTINCT g.place), min(p.code), "
        "  (SELECT group_concat(year, ', ') FROM (SELECT DISTINCT year FROM temp.gap AS h WHERE h.series = "
        "g.series ORDER BY year)), "
        "  (SELECT group_concat(code, ', ') FROM (SELECT DISTINCT q.code FROM temp.gap AS h JOIN place AS q "
        "ON q.id = h.place WHERE h.series = g.series ORDER BY q.id LIMIT 8)) "
        "FROM temp.gap AS g JOIN series AS s ON s.id = g.series JOIN place AS p ON p.id = g.place "
        "GROUP BY g.series ORDER BY g.series",
        -1, &stmt, NULL);
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *series = nqp_sql_text (stmt, 0, NQP_WORDS_CODE);
      g_autofree char *years = nqp_sql_text (stmt, 4, NQP_WORDS_LINE);
      g_autofree char *places = nqp_sql_text (stmt, 5, NQP_WORDS_LINE);
      g_autofree char *what
          = g_strdup_printf ("%s %s: %s%s", series, years, places,
                             sqlite3_column_int (stmt, 2) > NQP_LOSS_MAX_NAMED ? ", …" : "");

      nqp_salvage_lose (self, "value", sqlite3_column_int64 (stmt, 1), TRUE, what, _ ("cannot be read"));
      rc = SQLITE_OK;
    }
  rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
  g_clear_pointer (&stmt, sqlite3_finalize);
  g_clear_pointer (&insert, sqlite3_finalize);
  return rc == SQLITE_OK ? sqlite3_exec (self->db, "DROP TABLE temp.gap", NULL, NULL, NULL) : rc;
}

/* Rows of a table of row ids, which are counted up: all between two are those that were there. @end: of the last gap nobody knows. */
static int
count_ids (NqpSalvage *self, const NqpSalvageTable *table)
{
  const char *id = g_array_index (table->columns, NqpSalvageColumn, MAX (table->rowid_column, 0)).name;
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE \"%s\" > ?1 AND \"%s\" < ?2",
                                          table->name, id, id);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (GString) what = g_string_new (NULL);
  gint64 n_lost = 0;
  gboolean unknown = FALSE;
  int rc = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  for (guint k = 0; k < table->gaps->len && rc == SQLITE_OK; k++)
    {
      const NqpSalvageGap *gap = table->gaps->pdata[k];
      gint64 low = gap->after != NULL ? g_array_index (gap->after, gint64, 0) : -1;
      gint64 high = gap->before != NULL ? g_array_index (gap->before, gint64, 0) : G_MAXINT64;
      gint64 n;

      if (low > 0 || gap->before != NULL)
        g_string_append_printf (what, "%s%" G_GINT64_FORMAT " – ", what->len > 0 ? ", " : "", low + 1);
      if (gap->before != NULL)
        g_string_append_printf (what, "%" G_GINT64_FORMAT, high - 1);
      sqlite3_reset (stmt);
      rc = nqp_sql_bind (stmt, "ll", low, high);
      if (rc == SQLITE_OK)
        rc = sqlite3_step (stmt);
      if (rc != SQLITE_ROW)
        break;
      rc = SQLITE_OK;
      n = sqlite3_column_int64 (stmt, 0);
      unknown = unknown || gap->before == NULL || high - low > G_MAXINT32;
      if (!unknown)
        n_lost += MAX (high - low - 1 - n, 0);
    }
  if (rc == SQLITE_OK && (unknown || n_lost > 0))
    nqp_salvage_lose (self, table->name, unknown ? -1 : n_lost, FALSE, what->str, _ ("cannot be read"));
  return rc;
}

int
nqp_salvage_count_gaps (NqpSalvage *self)
{
  int rc = SQLITE_OK;

  for (guint k = 0; k < self->tables->len && rc == SQLITE_OK; k++)
    {
      const NqpSalvageTable *table = self->tables->pdata[k];

      if (table->n_refused > 0)
        {
          if (table->n_refused > NQP_LOSS_MAX_NAMED)
            g_string_append (table->refused, ", …");
          nqp_salvage_lose (self, table->name, table->n_refused, FALSE, table->refused->str,
                            _ ("contradicts the layout of the table, or another row"));
        }
      if (table->gaps->len == 0)
        continue;
      if (g_strcmp0 (table->name, "value") == 0)
        rc = count_cells (self, table);
      else if (table->n_keys == 0)
        rc = count_ids (self, table);
      else
        nqp_salvage_lose (self, table->name, -1, FALSE, "", _ ("cannot be read"));
    }
  return rc;
}
