/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-sort.h"

/* A table on a page: which columns it shows and how, what its rows and cells stand for, in which order they stand. */

#define NO_DECIMALS (-2)

static gboolean
is_for_page (const NqpTable *self)
{
  return (self->use & NQP_TABLE_PAGE) != 0;
}

static const char *
keep (NqpTable *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

void
nqp_table_show (NqpTable *self, int column, NqpLook look)
{
  if (column < 0 || !is_for_page (self))
    return;
  look.title = keep (self, look.title);
  look.tip = keep (self, look.tip);
  nqp_table_get_column (self, column)->look = look;
  g_array_append_val (self->shown, column);
}

void
nqp_table_set_sort (NqpTable *self, int column)
{
  self->sort = column;
}

/* What is told of the last row. */
static NqpTableRowInfo *
last_row (NqpTable *self)
{
  const NqpTableRowInfo none = { NQP_DATUM_NONE, -1, NO_DECIMALS };

  while ((int)self->rows->len < self->n_rows)
    g_array_append_val (self->rows, none);
  return &g_array_index (self->rows, NqpTableRowInfo, self->n_rows - 1);
}

void
nqp_table_set_datum (NqpTable *self, NqpDatum datum)
{
  g_return_if_fail (self->n_rows > 0);
  if (is_for_page (self))
    last_row (self)->datum = datum;
}

void
nqp_table_set_parent (NqpTable *self, int row)
{
  g_return_if_fail (row >= 0 && row < self->n_rows - 1);
  last_row (self)->parent = row;
  self->tree = TRUE;
}

void
nqp_table_set_row_decimals (NqpTable *self, int decimals)
{
  g_return_if_fail (self->n_rows > 0);
  last_row (self)->decimals = decimals;
}

void
nqp_table_set_key (NqpTable *self, int column, double key)
{
  const double none = NAN;
  NqpColumn *target;

  if (column < 0 || !is_for_page (self))
    return;
  target = nqp_table_get_column (self, column);
  if (target->keys == NULL)
    target->keys = g_array_new (FALSE, FALSE, sizeof (double));
  while ((int)target->keys->len < self->n_rows)
    g_array_append_val (target->keys, none);
  g_array_index (target->keys, double, self->n_rows - 1) = key;
}

void
nqp_table_set_mark (NqpTable *self, int column, guint marks)
{
  const guint8 none = 0;
  NqpColumn *target;

  if (column < 0 || !is_for_page (self))
    return;
  target = nqp_table_get_column (self, column);
  if (target->marks == NULL)
    target->marks = g_byte_array_new ();
  while ((int)target->marks->len < self->n_rows)
    g_byte_array_append (target->marks, &none, 1);
  target->marks->data[self->n_rows - 1] = (guint8)marks;
}

int
nqp_table_n_shown (const NqpTable *self)
{
  return (int)self->shown->len;
}

int
nqp_table_shown (const NqpTable *self, int place)
{
  g_return_val_if_fail (place >= 0 && place < (int)self->shown->len, -1);
  return g_array_index (self->shown, int, place);
}

const NqpLook *
nqp_table_look (const NqpTable *self, int column)
{
  return &nqp_table_get_column (self, column)->look;
}

gboolean
nqp_table_is_number (const NqpTable *self, int column)
{
  const NqpColumn *source = nqp_table_get_column (self, column);

  return source->look.kind == NQP_LOOK_VALUE && (source->numbers != NULL || source->keys != NULL);
}

int
nqp_table_get_sort (const NqpTable *self)
{
  return self->sort;
}

static const NqpTableRowInfo *
get_row (const NqpTable *self, int row)
{
  static const NqpTableRowInfo none = { { -1, -1, -1, 0, 0 }, -1, NO_DECIMALS };

  return row >= 0 && row < (int)self->rows->len ? &g_array_index (self->rows, NqpTableRowInfo, row) : &none;
}

NqpDatum
nqp_table_row_datum (const NqpTable *self, int row)
{
  return get_row (self, row)->datum;
}

NqpDatum
nqp_table_cell_datum (const NqpTable *self, int column, int row)
{
  const NqpLook *look = nqp_table_look (self, column);
  NqpDatum datum = nqp_table_row_datum (self, row);

  if (look->node > 0)
    datum.node = look->node - 1;
  if (look->year > 0)
    datum.year = look->year - 1;
  return datum;
}

gboolean
nqp_table_is_by_region (const NqpTable *self)
{
  const NqpDatum datum = nqp_table_row_datum (self, 0);

  return datum.region >= 0 && datum.node < 0;
}

int
nqp_table_row_parent (const NqpTable *self, int row)
{
  return get_row (self, row)->parent;
}

gboolean
nqp_table_is_tree (const NqpTable *self)
{
  return self->tree;
}

guint
nqp_table_cell_marks (const NqpTable *self, int column, int row)
{
  const NqpColumn *source = nqp_table_get_column (self, column);

  return source->marks != NULL && row < (int)source->marks->len ? source->marks->data[row] : 0;
}

char *
nqp_table_cell_text (const NqpTable *self, int column, int row)
{
  const NqpColumn *source = nqp_table_get_column (self, column);
  const NqpLook *look = &source->look;
  char buffer[NQP_NUMBER_SIZE];
  int decimals = get_row (self, row)->decimals;
  double value;

  g_return_val_if_fail (row >= 0 && row < self->n_rows, NULL);
  if (source->texts != NULL)
    {
      const char *text = g_ptr_array_index (source->texts, row);

      return g_strdup (text != NULL ? text : "");
    }
  value = g_array_index (source->numbers, double, row) * (look->factor != 0 ? look->factor : 1);
  if (decimals == NO_DECIMALS)
    decimals = look->has_decimals ? look->decimals : source->decimals;
  if (decimals < 0)
    nqp_number_to_screen_auto (value, buffer);
  else
    nqp_number_to_screen (value, decimals, buffer);
  if (look->percent)
    return g_strdup_printf (_ ("%s %%"), buffer);
  return look->sign && value > 0 ? g_strconcat ("+", buffer, NULL) : g_strdup (buffer);
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  double number;
  char *text; /* collation key; NULL = by number */
  int row;
} Key;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;

  if (x->text != NULL && y->text != NULL)
    return strcmp (x->text, y->text);
  return (x->number > y->number) - (x->number < y->number);
}

static int
ascending (const void *a, const void *b)
{
  const Key *x = a, *y = b;
  const int order = compare_keys (x, y);

  return order != 0 ? order : x->row - y->row;
}

static int
descending_order (const void *a, const void *b)
{
  const Key *x = a, *y = b;
  const int order = compare_keys (y, x);

  return order != 0 ? order : x->row - y->row;
}

void
nqp_table_order (const NqpTable *self, int column, gboolean descending, int *out)
{
  const NqpColumn *source = column >= 0 ? nqp_table_get_column (self, column) : NULL;
  const GArray *numbers = source == NULL ? NULL : source->keys != NULL ? source->keys : source->numbers;
  g_autofree Key *keys = g_new (Key, self->n_rows + 1);
  int n = 0, n_missing = 0;

  if (source == NULL)
    {
      for (int row = 0; row < self->n_rows; row++)
        out[row] = row;
      return;
    }
  for (int row = 0; row < self->n_rows; row++)
    {
      const char *text = numbers == NULL ? g_ptr_array_index (source->texts, row) : NULL;
      const double number
          = numbers != NULL && row < (int)numbers->len ? g_array_index (numbers, double, row) : (double)NAN;

      if (numbers != NULL && isnan (number))
        out[self->n_rows - 1 - n_missing++] = row;
      else
        keys[n++] = (Key){ number, numbers == NULL ? g_utf8_collate_key (text != NULL ? text : "", -1) : NULL,
                           row };
    }
  nqp_sort (keys, (size_t)n, sizeof *keys, descending ? descending_order : ascending);
  for (int i = 0; i < n; i++)
    {
      out[i] = keys[i].row;
      g_free (keys[i].text);
    }
  for (int i = n, j = self->n_rows - 1; i < j; i++, j--) /* the missing ones as they stood */
    {
      const int row = out[i];

      out[i] = out[j];
      out[j] = row;
    }
}
