/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-patches.h"

struct _NqpPatches
{
  GHashTable *rows; /* number -> GHashTable of column -> text */
  int n;
};

NqpPatches *
nqp_patches_new (void)
{
  NqpPatches *self = g_new0 (NqpPatches, 1);

  self->rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
  return self;
}

NqpPatches *
nqp_patches_copy (const NqpPatches *self)
{
  NqpPatches *copy = nqp_patches_new ();
  GHashTableIter rows;
  gpointer row, cells;

  g_hash_table_iter_init (&rows, self->rows);
  while (g_hash_table_iter_next (&rows, &row, &cells))
    {
      GHashTableIter columns;
      gpointer column, text;

      g_hash_table_iter_init (&columns, cells);
      while (g_hash_table_iter_next (&columns, &column, &text))
        nqp_patches_set (copy, GPOINTER_TO_INT (row), GPOINTER_TO_INT (column), text);
    }
  return copy;
}

void
nqp_patches_free (NqpPatches *self)
{
  g_hash_table_unref (self->rows);
  g_free (self);
}

void
nqp_patches_set (NqpPatches *self, int row, int column, const char *text)
{
  GHashTable *cells = g_hash_table_lookup (self->rows, GINT_TO_POINTER (row));
  gpointer key = GINT_TO_POINTER (column);

  g_return_if_fail (row > 0 && column > 0);
  if (cells == NULL && text == NULL)
    return;
  if (cells == NULL)
    {
      cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_hash_table_insert (self->rows, GINT_TO_POINTER (row), cells);
    }
  self->n -= g_hash_table_contains (cells, key);
  if (text != NULL)
    g_hash_table_insert (cells, key, g_strdup (text));
  else
    g_hash_table_remove (cells, key);
  self->n += text != NULL;
  if (g_hash_table_size (cells) == 0)
    g_hash_table_remove (self->rows, GINT_TO_POINTER (row));
}

const char *
nqp_patches_get (const NqpPatches *self, int row, int column)
{
  GHashTable *cells = g_hash_table_lookup (self->rows, GINT_TO_POINTER (row));

  return cells != NULL ? g_hash_table_lookup (cells, GINT_TO_POINTER (column)) : NULL;
}

int
nqp_patches_size (const NqpPatches *self)
{
  return self->n;
}

/* ---- the rows with them ----------------------------------------------------------------------------------------- */

typedef struct
{
  NqpRows rows;
  NqpRows *inner;
  const NqpPatches *patches;
  gboolean numbered;   /* rows still are counted as the file has them */
  GArray *fields;      /* NqpField, of a row that was changed */
  GByteArray *marks;   /* of it */
  GStringChunk *texts; /* that were put in: they may be made shorter in place */
} PatchedRows;

static NqpRows *
patched_new (const NqpPatches *patches, NqpRows *inner);

static void
patch_row (PatchedRows *self, GHashTable *cells)
{
  NqpRows *rows = &self->rows;
  GHashTableIter iter;
  gpointer key, text;

  g_string_chunk_clear (self->texts);
  g_array_set_size (self->fields, 0);
  g_array_append_vals (self->fields, rows->fields, (guint)rows->n_fields);
  if (rows->marks != NULL)
    {
      g_byte_array_set_size (self->marks, 0);
      g_byte_array_append (self->marks, rows->marks, (guint)rows->n_fields);
    }
  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      const int column = GPOINTER_TO_INT (key) - 1;

      while (column >= (int)self->fields->len) /* a row that ends too soon */
        {
          const NqpField empty = { g_string_chunk_insert (self->texts, ""), 0 };

          g_array_append_val (self->fields, empty);
          if (rows->marks != NULL)
            g_byte_array_append (self->marks, (const guint8 *)"", 1);
        }
      g_array_index (self->fields, NqpField, column)
          = (NqpField){ g_string_chunk_insert (self->texts, text), strlen (text) };
      if (rows->marks != NULL)
        self->marks->data[column] = 0; /* a text that somebody typed */
    }
  rows->fields = (NqpField *)self->fields->data;
  rows->n_fields = (int)self->fields->len;
  if (rows->marks != NULL)
    rows->marks = self->marks->data;
}

static NqpCsvStatus
patched_next (NqpRows *rows)
{
  PatchedRows *self = (PatchedRows *)rows;
  const NqpCsvStatus status = nqp_rows_next (self->inner);
  GHashTable *cells = NULL;

  rows->fields = self->inner->fields;
  rows->marks = self->inner->marks;
  rows->n_fields = self->inner->n_fields;
  rows->number = self->inner->number;
  rows->bad_column = self->inner->bad_column;
  rows->bad_text = self->inner->bad_text;
  if (status == NQP_CSV_ROW && self->numbered)
    cells = g_hash_table_lookup (self->patches->rows, GINT_TO_POINTER (rows->number));
  if (G_UNLIKELY (cells != NULL))
    patch_row (self, cells);
  return status;
}

static double
patched_fraction (const NqpRows *rows)
{
  return nqp_rows_fraction (((const PatchedRows *)rows)->inner);
}

static NqpRows *
patched_look_ahead (const NqpRows *rows)
{
  const PatchedRows *self = (const PatchedRows *)rows;

  return patched_new (self->patches, nqp_rows_look_ahead (self->inner));
}

static gboolean
patched_skip_to_last (NqpRows *rows, int n)
{
  PatchedRows *self = (PatchedRows *)rows;

  self->numbered = FALSE;
  return self->inner->class->skip_to_last (self->inner, n);
}

static int
patched_count_skipped (const NqpRows *rows)
{
  const PatchedRows *self = (const PatchedRows *)rows;

  return self->inner->class->count_skipped (self->inner);
}

static void
patched_free (NqpRows *rows)
{
  PatchedRows *self = (PatchedRows *)rows;

  nqp_rows_free (self->inner);
  g_array_unref (self->fields);
  g_byte_array_unref (self->marks);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static const NqpRowsClass patched_class = {
  patched_next,         patched_fraction,      patched_look_ahead,
  patched_skip_to_last, patched_count_skipped, patched_free,
};

static NqpRows *
patched_new (const NqpPatches *patches, NqpRows *inner)
{
  PatchedRows *self = g_new0 (PatchedRows, 1);

  self->inner = inner;
  self->patches = patches;
  self->numbered = TRUE;
  self->fields = g_array_new (FALSE, FALSE, sizeof (NqpField));
  self->marks = g_byte_array_new ();
  self->texts = g_string_chunk_new (256);
  self->rows.class = &patched_class;
  self->rows.file = inner->file;
  self->rows.encoding = inner->encoding;
  self->rows.sheet = inner->sheet;
  self->rows.delimiter = inner->delimiter;
  return &self->rows;
}

NqpRows *
nqp_patches_apply (const NqpPatches *self, NqpRows *rows)
{
  return self != NULL && self->n > 0 ? patched_new (self, rows) : rows;
}
