/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-layout-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CODE 48 /* characters */

static const char *const role_ids[] = {
  "ignore", "region", "code", "year", "indicator", "indicator-code", "value", "unit", "group", "series",
};

const char *
nqp_column_role_id (NqpColumnRole role)
{
  return role_ids[role];
}

gboolean
nqp_column_role_parse (const char *id, NqpColumnRole *out_role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (role_ids); i++)
    if (g_ascii_strcasecmp (id, role_ids[i]) == 0)
      {
        *out_role = (NqpColumnRole)i;
        return TRUE;
      }
  return FALSE;
}

char *
nqp_column_role_ids (void)
{
  GString *list = g_string_new (NULL);

  for (gsize i = 1; i < G_N_ELEMENTS (role_ids); i++)
    g_string_append_printf (list, "%s, ", role_ids[i]);
  return g_string_free (g_string_append (list, role_ids[0]), FALSE);
}

static void
free_column (gpointer data)
{
  NqpLayoutColumn *column = data;

  g_free (column->header);
  g_free (column->name);
  g_free (column->code);
  g_free (column->unit);
  g_free (column);
}

static void
free_remark (gpointer data)
{
  g_free (((NqpLayoutRemark *)data)->text);
  g_free (data);
}

static NqpTableLayout *
new_layout (void)
{
  NqpTableLayout *self = g_new0 (NqpTableLayout, 1);

  self->columns = g_ptr_array_new_with_free_func (free_column);
  self->remarks = g_ptr_array_new_with_free_func (free_remark);
  return self;
}

void
nqp_table_layout_free (NqpTableLayout *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->remarks);
  g_free (self->indicator);
  g_free (self->code);
  g_free (self->unit);
  g_free (self->region);
  g_free (self->source);
  g_free (self);
}

NqpTableLayout *
nqp_table_layout_copy (const NqpTableLayout *self)
{
  NqpTableLayout *copy = new_layout ();
  GPtrArray *columns = copy->columns, *remarks = copy->remarks;

  *copy = *self;
  copy->columns = columns;
  copy->remarks = remarks;
  copy->indicator = g_strdup (self->indicator);
  copy->code = g_strdup (self->code);
  copy->unit = g_strdup (self->unit);
  copy->region = g_strdup (self->region);
  copy->source = g_strdup (self->source);
  for (guint i = 0; i < self->columns->len; i++)
    {
      NqpLayoutColumn *column = g_memdup2 (nqp_table_layout_column (self, (int)i), sizeof (NqpLayoutColumn));

      column->header = g_strdup (column->header);
      column->name = g_strdup (column->name);
      column->code = g_strdup (column->code);
      column->unit = g_strdup (column->unit);
      g_ptr_array_add (columns, column);
    }
  for (guint i = 0; i < self->remarks->len; i++)
    {
      const NqpLayoutRemark *remark = self->remarks->pdata[i];

      nqp_layout_remark (copy, remark->ask, remark->column, "%s", remark->text);
    }
  return copy;
}

void
nqp_layout_remark (NqpTableLayout *self, gboolean ask, int column, const char *format, ...)
{
  NqpLayoutRemark *remark = g_new0 (NqpLayoutRemark, 1);
  va_list args;

  va_start (args, format);
  remark->text = g_strdup_vprintf (format, args);
  va_end (args);
  remark->ask = ask;
  remark->column = column;
  g_ptr_array_add (self->remarks, remark);
}

const NqpLayoutColumn *
nqp_table_layout_column (const NqpTableLayout *self, int column)
{
  return g_ptr_array_index (self->columns, column);
}

int
nqp_table_layout_find (const NqpTableLayout *self, NqpColumnRole role)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (nqp_table_layout_column (self, (int)i)->role == role)
      return (int)i;
  return -1;
}

void
nqp_table_layout_set_role (NqpTableLayout *self, int column, NqpColumnRole role)
{
  NqpLayoutColumn *changed;

  g_return_if_fail (column >= 0 && (guint)column < self->columns->len);
  changed = g_ptr_array_index (self->columns, column);
  changed->role = role;
  changed->doubt = NQP_LAYOUT_SURE;
  for (guint i = self->remarks->len; i > 0; i--)
    if (((NqpLayoutRemark *)self->remarks->pdata[i - 1])->column == column)
      g_ptr_array_remove_index (self->remarks, i - 1);
  nqp_layout_name_series (self);
}

gboolean
nqp_table_layout_asks (const NqpTableLayout *self)
{
  for (guint i = 0; i < self->remarks->len; i++)
    if (((const NqpLayoutRemark *)self->remarks->pdata[i])->ask)
      return TRUE;
  return FALSE;
}

/* Footnotes below the table: the last row that is none. */
static void
find_last_row (NqpTableLayout *self, const NqpSample *sample, NqpSampleSpan *span)
{
  gboolean any = FALSE;

  for (; span->last >= span->first; span->last--)
    {
      const NqpSampleRow *row = nqp_sample_row (sample, span->last);

      if (row->n_filled == 0)
        continue;
      if (!nqp_layout_is_footnote (self, row))
        break;
      nqp_layout_read_footnote (self, row);
      any = TRUE;
    }
  if (any && span->last >= span->first)
    self->last_row = nqp_sample_number (sample, span->last);
}

static void
apply_rows (NqpTableLayout *self, const NqpLayoutHints *hints)
{
  if (hints->first_row > 0)
    self->first_row = hints->first_row;
  if (hints->last_row > 0)
    self->last_row = hints->last_row;
}

NqpTableLayout *
nqp_table_layout_guess (const NqpRows *rows, const NqpLayoutHints *hints)
{
  static const NqpLayoutHints none = { 0 };
  g_auto (NqpSample) sample = { 0 };
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (NqpRoleHint));
  NqpTableLayout *self = new_layout ();
  NqpSampleSpan span;

  hints = hints != NULL ? hints : &none;
  g_array_set_clear_func (said, (GDestroyNotify)nqp_role_hint_clear);
  nqp_sample_init (&sample, rows);
  self->decimal = hints->decimal;
  if (sample.rows->len == 0)
    return self;
  span = nqp_sample_find_headers (&sample, hints);
  self->first_header = nqp_sample_row (&sample, span.first_header)->number;
  self->last_header = nqp_sample_row (&sample, span.last_header)->number;
  self->first_row = self->last_header + 1;
  for (int i = 0; i < span.first_header; i++)
    nqp_layout_read_title (self, nqp_sample_row (&sample, i));
  self->year = hints->year != 0 ? hints->year : MAX (self->year, 0);
  nqp_layout_read_headers (self, &sample, &span);
  nqp_layout_find_roles (self, &sample, &span, hints, rows->file, said);
  nqp_layout_name_series (self);
  nqp_layout_take_words (self, said);
  find_last_row (self, &sample, &span);
  apply_rows (self, hints);
  return self;
}

static void
describe_column (GString *out, const NqpLayoutColumn *column, int number)
{
  g_string_append_printf (out, "  %d  %s: %s", number, *column->header != '\0' ? column->header : "-",
                          nqp_column_role_id (column->role));
  if (column->role == NQP_COLUMN_SERIES && column->name != NULL
      && !g_str_equal (column->name, column->header))
    g_string_append_printf (out, " “%s”", column->name);
  if (column->role == NQP_COLUMN_SERIES && column->unit != NULL)
    g_string_append_printf (out, " (%s)", column->unit);
  if (column->role == NQP_COLUMN_SERIES && (column->said & NQP_SAID_CODE) != 0)
    g_string_append_printf (out, " [%s]", column->code);
  if (column->role == NQP_COLUMN_SERIES && column->year != 0)
    g_string_append_printf (out, " %d", column->year);
  g_string_append_c (out, '\n');
}

/* Are there values of which neither row nor column says what they are? */
static gboolean
needs_indicator (const NqpTableLayout *self)
{
  gboolean in_rows = nqp_table_layout_find (self, NQP_COLUMN_INDICATOR) >= 0
                     || nqp_table_layout_find (self, NQP_COLUMN_INDICATOR_CODE) >= 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const NqpLayoutColumn *column = nqp_table_layout_column (self, (int)i);

      if (column->role == NQP_COLUMN_SERIES && column->name == NULL && !in_rows)
        return TRUE;
    }
  return nqp_table_layout_find (self, NQP_COLUMN_VALUE) >= 0 && !in_rows;
}

#define MAX_DESCRIBED 200 /* columns */

char *
nqp_table_layout_describe (const NqpTableLayout *self)
{
  GString *out = g_string_new (NULL);

  if (self->last_header > 0) /* statistics programs number rows of data only */
    {
      g_string_append_printf (out, _ ("header: rows %d to %d"), self->first_header, self->last_header);
      g_string_append_c (out, '\n');
    }
  if (self->last_row > 0)
    g_string_append_printf (out, _ ("data: rows %d to %d"), self->first_row, self->last_row);
  else
    g_string_append_printf (out, _ ("data: from row %d to the end"), self->first_row);
  g_string_append_c (out, '\n');
  if (self->indicator != NULL && needs_indicator (self))
    g_string_append_printf (out, _ ("indicator: %s\n"), self->indicator);
  if (self->code != NULL)
    g_string_append_printf (out, _ ("code: %s\n"), self->code);
  if (self->unit != NULL)
    g_string_append_printf (out, _ ("unit: %s\n"), self->unit);
  if (self->year != 0 && nqp_table_layout_find (self, NQP_COLUMN_YEAR) < 0)
    g_string_append_printf (out, _ ("year: %d\n"), self->year);
  if (self->region != NULL)
    g_string_append_printf (out, _ ("region: %s\n"), self->region);
  if (self->source != NULL)
    g_string_append_printf (out, _ ("source: %s\n"), self->source);
  g_string_append (out, _ ("columns:\n"));
  for (guint i = 0; i < self->columns->len && i < MAX_DESCRIBED; i++)
    describe_column (out, nqp_table_layout_column (self, (int)i), (int)i + 1);
  if (self->columns->len > MAX_DESCRIBED)
    g_string_append (out, "  …\n");
  return g_string_free (out, FALSE);
}

static gboolean
is_code (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && (c >= 0x80 || strchr ("_.-&+%/", (int)c) == NULL))
        return FALSE;
    }
  return *name != '\0';
}

char *
nqp_make_code (const char *name)
{
  GString *code;
  gboolean pending = FALSE;
  const char *p;
  gsize word = 0; /* where the last one begins */
  glong n = 0;

  if (is_code (name))
    return g_strdup (name);
  code = g_string_new (NULL);
  for (p = name; *p != '\0' && n < MAX_CODE; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        {
          pending = code->len > 0;
          continue;
        }
      if (pending)
        {
          word = code->len;
          g_string_append_c (code, '_');
          n++;
        }
      pending = FALSE;
      g_string_append_unichar (code, c);
      n++;
    }
  if (word > MAX_CODE / 2 && g_unichar_isalnum (g_utf8_get_char (p)))
    g_string_truncate (code, word); /* no half words */
  if (code->len == 0)
    g_string_append (code, "x");
  return g_string_free (code, FALSE);
}
