/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-number-format.h"
#include "nqp-ods-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TEXT ((gsize)1 << 20)

void
nqp_ods_start_cell (NqpOdsReader *self, const char **attributes, gboolean covered)
{
  static const struct
  {
    const char *name;
    int text;
  } values[] = {
    { "value-type", NQP_ODS_TYPE },  { "value", NQP_ODS_VALUE },         { "date-value", NQP_ODS_VALUE },
    { "time-value", NQP_ODS_VALUE }, { "boolean-value", NQP_ODS_VALUE }, { "string-value", NQP_ODS_STRING },
  };

  self->in_cell = TRUE;
  self->covered = covered;
  self->is_error = self->has_string = self->has_formula = self->too_long = FALSE;
  self->repeat = self->n_columns = self->n_rows = 1;
  self->n_open = 0;
  g_string_truncate (self->text, 0);
  for (int i = 0; i < NQP_ODS_N_TEXTS; i++)
    g_string_truncate (self->texts[i], 0);
  for (; *attributes != NULL; attributes += 2)
    {
      const char *name;
      const NqpXmlSpace space = nqp_xml_attribute_space (attributes[0], &name);
      const char *one[] = { attributes[0], attributes[1], NULL };

      if (space == NQP_XML_TABLE && g_str_equal (name, "number-columns-repeated"))
        self->repeat = MAX (nqp_xml_get_count (one, space, name, 1), 1);
      else if (space == NQP_XML_TABLE && g_str_equal (name, "number-columns-spanned"))
        self->n_columns = MAX (nqp_xml_get_count (one, space, name, 1), 1);
      else if (space == NQP_XML_TABLE && g_str_equal (name, "number-rows-spanned"))
        self->n_rows = MAX (nqp_xml_get_count (one, space, name, 1), 1);
      else if (space == NQP_XML_TABLE && g_str_equal (name, "formula"))
        {
          self->has_formula = TRUE;
          g_string_assign (self->texts[NQP_ODS_FORMULA], attributes[1]);
        }
      else if (space == NQP_XML_CALC && g_str_equal (name, "value-type"))
        self->is_error = g_str_equal (attributes[1], "error");
      for (gsize i = 0; space == NQP_XML_OFFICE && i < G_N_ELEMENTS (values); i++)
        if (g_str_equal (name, values[i].name))
          {
            g_string_assign (self->texts[values[i].text], attributes[1]);
            self->has_string |= values[i].text == NQP_ODS_STRING;
          }
    }
}

/* --- its text --- */

/* White space counts once, at the beginning of a paragraph not at all: what is meant to stand there is written as text:s. */
void
nqp_ods_add_text (NqpOdsReader *self, const char *text, gsize length)
{
  gsize from = 0;

  if (self->text->len + length > MAX_TEXT)
    {
      self->too_long = TRUE;
      return;
    }
  for (gsize i = 0; i < length; i++)
    {
      const gboolean is_space = text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r';

      if (is_space)
        {
          g_string_append_len (self->text, text + from, (gssize)(i - from));
          if (!self->in_space)
            g_string_append_c (self->text, ' ');
          from = i + 1;
        }
      self->in_space = is_space;
    }
  g_string_append_len (self->text, text + from, (gssize)(length - from));
}

static void
add_spaces (NqpOdsReader *self, int n)
{
  if (self->text->len + (gsize)n > MAX_TEXT)
    self->too_long = TRUE;
  else
    {
      const gsize at = self->text->len;

      g_string_set_size (self->text, at + (gsize)n);
      memset (self->text->str + at, ' ', (gsize)n);
    }
  self->in_space = FALSE;
}

void
nqp_ods_start_in_cell (NqpOdsReader *self, NqpXml *xml, NqpXmlSpace space, const char *name,
                       const char **attributes)
{
  static const char *const left_out[] = { "note", "ruby-text", "tracked-changes", NULL };

  if (space != NQP_XML_TEXT
      || g_strv_contains (left_out, name)) /* annotations, pictures, tables of their own */
    nqp_xml_skip (xml);
  else if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    {
      if (self->text->len > 0)
        g_string_append_c (self->text, ' ');
      self->n_open++;
      self->in_space = TRUE;
    }
  else if (self->n_open == 0)
    ; /* lists */
  else if (g_str_equal (name, "s"))
    add_spaces (self, nqp_xml_get_count (attributes, NQP_XML_TEXT, "c", 1));
  else if (g_str_equal (name, "tab") || g_str_equal (name, "line-break"))
    add_spaces (self, 1);
}

void
nqp_ods_end_in_cell (NqpOdsReader *self, const char *name)
{
  if (!g_str_equal (name, "p") && !g_str_equal (name, "h"))
    return;
  self->n_open -= self->n_open > 0;
  if (self->in_space && self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    g_string_truncate (self->text, self->text->len - 1); /* white space at the end of a paragraph */
}

/* --- its value --- */

static const char *
add (NqpOdsReader *self, NqpCellKind kind, int flags, const char *text, gsize length)
{
  return nqp_sheet_cells_add (self->cells, self->column, self->repeat, kind, flags, text, length);
}

static const char *
add_text (NqpOdsReader *self)
{
  GString *text = self->has_string ? self->texts[NQP_ODS_STRING] : self->text;

  g_strdelimit (text->str, "\n\r", ' ');
  return add (self, NQP_CELL_TEXT, 0, text->str, text->len);
}

/* Some programs write formulas and leave it to others to work them out. */
static const char *
add_uncalculated (NqpOdsReader *self)
{
  GString *formula = self->texts[NQP_ODS_FORMULA];
  const char *equals = strchr (formula->str, '='); /* "of:=[.A1]": in front of it, which language it is in */
  g_autofree char *text = g_strconcat ("=", equals != NULL ? equals + 1 : formula->str, NULL);

  g_strdelimit (text, "\n\r", ' ');
  return add (self, NQP_CELL_ERROR, NQP_CELL_UNCALCULATED, text, strlen (text));
}

static const char *
add_value (NqpOdsReader *self)
{
  const char *type = self->texts[NQP_ODS_TYPE]->str;
  const char *value = g_strstrip (self->texts[NQP_ODS_VALUE]->str);
  char date[NQP_SERIAL_SIZE];

  if (self->is_error)
    {
      const GString *text = self->text->len > 0 ? self->text : self->texts[NQP_ODS_STRING];

      return text->len > 0 ? add (self, NQP_CELL_ERROR, 0, text->str, text->len)
                           : add (self, NQP_CELL_ERROR, 0, "#VALUE!", strlen ("#VALUE!"));
    }
  if (*type == '\0' && self->has_formula && self->text->len == 0)
    return add_uncalculated (self);
  if (*value == '\0' || g_str_equal (type, "string"))
    return add_text (self);
  if (g_str_equal (type, "date") || g_str_equal (type, "time"))
    return nqp_date_tidy (value, date) ? add (self, NQP_CELL_DATE, 0, date, strlen (date))
                                       : add (self, NQP_CELL_TEXT, 0, value, strlen (value));
  if (g_str_equal (type, "boolean"))
    return g_str_equal (value, "true") ? add (self, NQP_CELL_BOOLEAN, 0, "TRUE", 4)
                                       : add (self, NQP_CELL_BOOLEAN, 0, "FALSE", 5);
  if (!nqp_is_file_number (value, strlen (value)))
    return add (self, NQP_CELL_TEXT, 0, value, strlen (value));
  return add (self, NQP_CELL_NUMBER, g_str_equal (type, "percentage") ? NQP_CELL_PERCENT : 0, value,
              strlen (value));
}

static const char *
merge (NqpOdsReader *self)
{
  const char *why = NULL;

  if (self->n_columns == 1 && self->n_rows == 1)
    return NULL;
  for (int row = 0; row < self->row_repeat && why == NULL; row++)
    for (int column = 0; column < self->repeat && why == NULL; column++)
      {
        const NqpCellRange range = { self->row + row, self->column + column, self->n_rows, self->n_columns };

        why = nqp_sheet_cells_merge (self->cells, &range);
      }
  return why;
}

const char *
nqp_ods_end_cell (NqpOdsReader *self)
{
  const char *why;

  self->in_cell = FALSE;
  if (self->too_long)
    return _ ("The text of the cell is longer than 1 MB.");
  if (self->covered)
    {
      if (self->texts[NQP_ODS_TYPE]->len > 0 || self->text->len > 0)
        nqp_sheet_cells_note_covered (
            self->cells, (int)MIN ((gint64)self->repeat * self->row_repeat, (gint64)NQP_SHEET_MAX_CELLS));
      return NULL;
    }
  why = add_value (self);
  return why != NULL ? why : merge (self);
}
