/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-text-sheet-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-search.h"

#define TEXTS(sheet) ((const NqpTextSheet *)(sheet))

int
nqp_text_sheet_thing (const NqpTextSheet *self, int row)
{
  return row >= 0 && row < self->n_rows ? g_array_index (self->rows, int, row) : -1;
}

int
nqp_text_sheet_find (const NqpTextSheet *self, const char *code)
{
  for (int row = 0; row < self->n_rows; row++)
    if (g_strcmp0 (self->kind->code (self->panel, nqp_text_sheet_thing (self, row)), code) == 0)
      return row;
  return -1;
}

/* ---- what is there ------------------------------------------------------------------------------------------------ */

static const NqpTextColumn *
column_at (const NqpSheet *self, int column)
{
  return &TEXTS (self)->kind->columns[column];
}

static const char *
thing_name (const NqpTextSheet *self, int thing)
{
  const char *name = nqp_text_get (self->kind->name (self->panel, thing), self->lang);

  return *name != '\0' ? name : self->kind->code (self->panel, thing);
}

static const char *
thing_title (const NqpTextSheet *self, int thing)
{
  return self->kind->coded ? self->kind->code (self->panel, thing) : thing_name (self, thing);
}

static const char *
row_title (const NqpSheet *self, int row)
{
  return thing_title (TEXTS (self), nqp_text_sheet_thing (TEXTS (self), row));
}

static const char *
column_title (const NqpSheet *self, int column)
{
  return _ (column_at (self, column)->title);
}

static const char *
no_unit (const NqpSheet *self, int at)
{
  return "";
}

static gboolean
is_number (const NqpSheet *self, int column)
{
  return column_at (self, column)->number;
}

static guint
no_marks (const NqpSheet *self, int row, int column)
{
  return 0;
}

static const char *
thing_text (const NqpTextSheet *self, int thing, int column, char *buffer)
{
  double number = NAN;
  const char *text = self->kind->text (self->panel, thing, column, &number);

  if (self->kind->columns[column].number)
    return isnan (number) ? "" : nqp_number_to_file (number, buffer);
  return text != NULL ? text : "";
}

static const char *
cell_text (const NqpSheet *self, int row, int column, guint marks, char *buffer, gsize size)
{
  return thing_text (TEXTS (self), nqp_text_sheet_thing (TEXTS (self), row), column, buffer);
}

static char *
cell_name (const NqpSheet *self, int row, int column)
{
  /* Translators: a cell of a table: the name of a region or indicator, the title of a column */
  return g_strdup_printf (_ ("%s, %s"), thing_name (TEXTS (self), nqp_text_sheet_thing (TEXTS (self), row)),
                          column_title (self, column));
}

static char *
describe_cell (const NqpSheet *self, int row, int column)
{
  g_autofree char *name = cell_name (self, row, column);
  char buffer[NQP_NUMBER_SIZE];
  const char *text = cell_text (self, row, column, 0, buffer, sizeof buffer);

  return g_strdup_printf (_ ("%s: %s"), name, *text != '\0' ? text : _ ("empty"));
}

static char *
explain_cell (const NqpSheet *self, int row, int column)
{
  if (row < 0)
    return column < 0 ? NULL : g_strdup (column_title (self, column));
  if (column >= 0)
    return describe_cell (self, row, column);
  return g_strdup (thing_name (TEXTS (self), nqp_text_sheet_thing (TEXTS (self), row)));
}

static char *
plain_cell (const NqpSheet *self, int row, int column)
{
  char buffer[NQP_NUMBER_SIZE];

  return g_strdup (cell_text (self, row, column, 0, buffer, sizeof buffer));
}

/* ---- order -------------------------------------------------------------------------------------------------------- */

static gboolean
passes (const NqpTextSheet *self, int thing, const char *folded)
{
  const NqpText *name = self->kind->name (self->panel, thing);
  const char *texts[] = { nqp_text_get (name, NQP_LANG_EN), nqp_text_get (name, NQP_LANG_ZH), NULL };
  const char *codes[] = { self->kind->code (self->panel, thing), NULL };
  g_autoptr (NqpSearchItem) item = nqp_search_item_new (thing, texts, codes);

  return nqp_search_item_match (item, folded) > 0;
}

typedef struct
{
  int thing;
  double number;
  char *key;
} Keyed;

/* Empty ones last, whichever way; equal ones as in the project. */
static int
compare_keyed (const void *a, const void *b, gpointer data)
{
  const Keyed *p = a, *q = b;
  const gboolean p_empty = p->key == NULL ? isnan (p->number) : *p->key == '\0';
  const gboolean q_empty = q->key == NULL ? isnan (q->number) : *q->key == '\0';
  int by = 0;

  if (p_empty || q_empty)
    return p_empty != q_empty ? p_empty - q_empty : p->thing - q->thing;
  by = p->key != NULL ? strcmp (p->key, q->key) : (p->number > q->number) - (p->number < q->number);
  if (by != 0)
    return *(const gboolean *)data ? -by : by;
  return p->thing - q->thing;
}

static void
sort (NqpTextSheet *self)
{
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));

  for (int row = 0; row < self->n_rows; row++)
    {
      Keyed it = { nqp_text_sheet_thing (self, row), NAN, NULL };

      if (self->sorted_by == NQP_GRID_TITLES)
        it.key = g_utf8_collate_key (thing_title (self, it.thing), -1);
      else
        {
          const char *text = self->kind->text (self->panel, it.thing, self->sorted_by, &it.number);

          if (!self->kind->columns[self->sorted_by].number)
            it.key = g_utf8_collate_key (text != NULL ? text : "", -1);
        }
      g_array_append_val (keyed, it);
    }
  g_array_sort_with_data (keyed, compare_keyed, &self->descending);
  for (guint row = 0; row < keyed->len; row++)
    {
      g_array_index (self->rows, int, row) = g_array_index (keyed, Keyed, row).thing;
      g_free (g_array_index (keyed, Keyed, row).key);
    }
}

static void
arrange (NqpSheet *sheet, int sorted_by, gboolean descending, const char *filter)
{
  NqpTextSheet *self = (NqpTextSheet *)sheet;
  g_autofree char *folded = filter != NULL ? nqp_search_fold (filter) : NULL;
  char *kept = g_strdup (filter);

  self->sorted_by = sorted_by;
  self->descending = descending;
  g_free (self->filter);
  self->filter = kept;
  g_array_set_size (self->rows, 0);
  for (int k = 0; k < self->kind->count (self->panel); k++)
    if ((self->kind->is_shown == NULL || self->kind->is_shown (self->panel, k))
        && (folded == NULL || *folded == '\0' || passes (self, k, folded)))
      g_array_append_val (self->rows, k);
  self->n_rows = (int)self->rows->len;
  if (sorted_by != NQP_GRID_UNSORTED)
    sort (self);
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static gboolean
write_cells (NqpSheet *self, NqpSession *session, const GArray *cells, NqpValuesDone done, GError **error)
{
  return TEXTS (self)->kind->write (session, TEXTS (self)->panel, (const NqpTextCell *)(gpointer)cells->data,
                                    cells->len, error);
}

static gboolean
refresh (NqpSheet *sheet, NqpSession *session)
{
  NqpTextSheet *self = (NqpTextSheet *)sheet;
  NqpPanel *panel = nqp_session_get_panel (session);
  const int n = self->kind->count (self->panel);

  if (panel == NULL || self->kind->count (panel) != n)
    return FALSE;
  for (int k = 0; k < n; k++)
    if (g_strcmp0 (self->kind->code (panel, k), self->kind->code (self->panel, k)) != 0)
      return FALSE;
  nqp_panel_ref (panel);
  nqp_panel_unref (self->panel);
  self->panel = panel;
  g_string_chunk_clear (self->written);
  return TRUE;
}

static void
look_at (const NqpSheet *self, NqpSession *session, int row, int column)
{
  if (row >= 0 && TEXTS (self)->kind->look_at != NULL)
    TEXTS (self)->kind->look_at (session, nqp_text_sheet_thing (TEXTS (self), row));
}

static void
free_sheet (NqpSheet *sheet)
{
  NqpTextSheet *self = (NqpTextSheet *)sheet;

  nqp_panel_unref (self->panel);
  g_array_unref (self->rows);
  g_string_chunk_free (self->written);
  g_free (self->filter);
  g_free (self);
}

static const NqpSheetClass text_class = {
  .cell_size = sizeof (NqpTextCell),
  .free = free_sheet,
  .arrange = arrange,
  .row_title = row_title,
  .row_unit = no_unit,
  .column_title = column_title,
  .column_unit = no_unit,
  .is_number = is_number,
  .marks = no_marks,
  .text = cell_text,
  .name = cell_name,
  .describe = describe_cell,
  .explain = explain_cell,
  .plain = plain_cell,
  .copy = nqp_text_sheet_copy,
  .paste = nqp_text_sheet_paste,
  .fill_down = nqp_text_sheet_fill_down,
  .clear = nqp_text_sheet_clear,
  .write = write_cells,
  .refresh = refresh,
  .look_at = look_at,
};

/**
 * nqp_text_sheet_new:
 *
 * Returns: (transfer full): all rows, in the order of the project
 */
NqpTextSheet *
nqp_text_sheet_new (const NqpTextKind *kind, NqpPanel *panel, NqpLang lang)
{
  NqpTextSheet *self = g_new0 (NqpTextSheet, 1);

  self->klass = &text_class;
  self->kind = kind;
  self->panel = nqp_panel_ref (panel);
  self->lang = lang;
  self->n_columns = kind->n_columns;
  self->rows = g_array_new (FALSE, FALSE, sizeof (int));
  self->written = g_string_chunk_new (256);
  arrange (&self->sheet, NQP_GRID_UNSORTED, FALSE, NULL);
  return self;
}
