/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-layout-private.h"

#include <string.h>

#define MAX_TITLES 40   /* rows above the header */
#define MAX_HEADERS 4   /* rows of a header */
#define MAX_LABELLED 16 /* the same with those that say of each column what it is */
#define MAX_LOOKED 2000 /* columns in which the words of a header are looked for */
#define LONG_UNIT 60    /* bytes: a bracket with more is no unit */

/* What a row looks like, as a header. */
typedef struct
{
  int n_filled, n_years, n_numbers, n_texts;
  gboolean region, region_maybe, year, indicator, value;
} Look;

static Look
look_at (const NqpSampleRow *row)
{
  Look look = { .n_filled = row->n_filled };

  for (int c = 0; c < row->n_cells; c++)
    {
      const NqpSampleCell *cell = &row->cells[c];
      NqpHeadWord word;

      look.n_years += cell->kind == NQP_SAMPLE_YEAR;
      look.n_numbers += cell->kind == NQP_SAMPLE_NUMBER || cell->kind == NQP_SAMPLE_MISSING;
      look.n_texts += cell->kind == NQP_SAMPLE_TEXT;
      if (cell->kind != NQP_SAMPLE_TEXT || c >= MAX_LOOKED)
        continue;
      for (int at = 0; (word = nqp_header_word (cell->text, strlen (cell->text), at)).head != NQP_HEAD_NONE;
           at++)
        {
          gboolean region = word.head == NQP_HEAD_REGION || word.head == NQP_HEAD_REGION_CODE;

          look.region = look.region || (region && word.tier != NQP_HEAD_MAYBE);
          look.region_maybe = look.region_maybe || region;
          look.year = look.year || word.head == NQP_HEAD_YEAR;
          look.indicator
              = look.indicator || word.head == NQP_HEAD_INDICATOR || word.head == NQP_HEAD_INDICATOR_CODE;
          look.value = look.value || word.head == NQP_HEAD_VALUE;
        }
    }
  return look;
}

/* Titles have few cells, so that many filled ones are no title. */
static gboolean
only_titles_above (const NqpSample *sample, int row, int n_filled)
{
  for (int i = 0; i < row; i++)
    {
      int n = nqp_sample_row (sample, i)->n_filled;

      if (nqp_sample_row_kind (nqp_sample_row (sample, i), nqp_sample_row (sample, row)) != NQP_ROW_PLAIN)
        continue;
      if (n > 2 ? 2 * n > n_filled : n >= n_filled && n > 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_header (const Look *look, gboolean strict)
{
  if (look->n_filled < 2 || look->n_numbers > 0)
    return FALSE;
  if (!strict)
    return look->region;
  return (look->region || look->region_maybe)
         && (look->year || look->n_years > 0 || (look->indicator && look->value));
}

/* Years, and below them names and values; nothing says what the names are. */
static gboolean
is_years_over_names (const NqpSample *sample, int i, const Look *look)
{
  const NqpSampleRow *below = i + 1 < (int)sample->rows->len ? nqp_sample_row (sample, i + 1) : NULL;

  return look->n_years >= 2 && look->n_numbers == 0 && look->n_texts <= 1 && below != NULL
         && nqp_sample_cell (below, 0)->kind == NQP_SAMPLE_TEXT
         && nqp_sample_cell (nqp_sample_row (sample, i), 0)->kind != NQP_SAMPLE_YEAR;
}

static int
find_header (const NqpSample *sample)
{
  int n = MIN ((int)sample->rows->len, MAX_TITLES);
  Look looks[MAX_TITLES];

  for (int pass = 0; pass < 3; pass++)
    for (int i = 0; i < n; i++)
      {
        const Look *look = &looks[i];
        gboolean fits;

        if (pass == 0)
          looks[i] = look_at (nqp_sample_row (sample, i));
        fits = pass < 2 ? is_header (look, pass == 0) : is_years_over_names (sample, i, look);
        if (fits && only_titles_above (sample, i, look->n_filled))
          return i;
      }
  for (int i = 0; i < n; i++)
    if (nqp_sample_row (sample, i)->n_filled > 0)
      return i;
  return 0;
}

/* Goes on with the header above it: what identifies the rows says nothing new, and the rest are names or years. */
static gboolean
continues_header (const NqpSampleRow *header, const NqpSampleRow *row)
{
  int n_texts = 0, n_years = 0;

  for (int c = 0; c < row->n_cells; c++)
    {
      const NqpSampleCell *cell = &row->cells[c], *above = nqp_sample_cell (header, c);

      if (cell->kind == NQP_SAMPLE_EMPTY)
        continue;
      if (nqp_sample_is_identity (above) || (c == 0 && above->kind == NQP_SAMPLE_EMPTY))
        {
          if (!cell->covered && !g_str_equal (cell->text, above->text) && !nqp_sample_is_identity (cell))
            return FALSE;
        }
      else if (cell->kind == NQP_SAMPLE_YEAR)
        n_years++;
      else if (cell->kind == NQP_SAMPLE_TEXT)
        n_texts++;
      else
        return FALSE;
    }
  return n_texts + n_years > 0 && (n_texts == 0 || n_years == 0);
}

static gboolean
repeats (const NqpSampleRow *row)
{
  for (int c = 1; c < row->n_cells; c++)
    for (int k = 0; k < c && c < 200; k++)
      if (row->cells[c].kind != NQP_SAMPLE_EMPTY && row->cells[c].kind == row->cells[k].kind
          && g_str_equal (row->cells[c].text, row->cells[k].text))
        return TRUE;
  return FALSE;
}

/* A row of years or names above one whose names or years would say the same of several columns without it. */
static gboolean
belongs_above (const NqpSampleRow *row, const NqpSampleRow *header)
{
  Look look = look_at (row);

  if (look.n_filled == 0 || look.n_numbers > 0 || !repeats (header))
    return FALSE;
  return look.n_years > 0 || look.n_filled >= 2;
}

NqpSampleSpan
nqp_sample_find_headers (const NqpSample *sample, const NqpLayoutHints *hints)
{
  const int n = (int)sample->rows->len;
  NqpSampleSpan span = { 0 };

  if (sample->ahead->codes != NULL)
    span.first_header = span.last_header = 0;
  else if (hints->first_header > 0)
    {
      while (span.first_header < n - 1
             && nqp_sample_row (sample, span.first_header)->number < hints->first_header)
        span.first_header++;
      span.last_header = span.first_header;
      while (span.last_header < n - 1
             && nqp_sample_row (sample, span.last_header + 1)->number
                    <= MAX (hints->last_header, hints->first_header))
        span.last_header++;
    }
  else
    {
      const int header = find_header (sample);

      span.first_header = span.last_header = header;
      while (span.first_header > MAX (0, header - MAX_LABELLED + MAX_HEADERS)
             && nqp_sample_row_kind (nqp_sample_row (sample, span.first_header - 1),
                                     nqp_sample_row (sample, header))
                    != NQP_ROW_PLAIN)
        span.first_header--;
      if (span.first_header > 0 && span.first_header == header
          && belongs_above (nqp_sample_row (sample, span.first_header - 1),
                            nqp_sample_row (sample, span.first_header)))
        span.first_header--;
      while (span.last_header + 1 < n && span.last_header + 1 < header + MAX_HEADERS
             && continues_header (nqp_sample_row (sample, span.last_header),
                                  nqp_sample_row (sample, span.last_header + 1)))
        span.last_header++;
    }
  span.first = span.last_header + 1;
  while (hints->first_row > 0 && span.first < n
         && nqp_sample_row (sample, span.first)->number < hints->first_row)
    span.first++;
  span.last = n - 1;
  return span;
}

/* The text of a header cell: of those above others, merged cells may have it at their left end alone. */
static const NqpSampleCell *
spread_cell (const NqpSample *sample, const NqpSampleSpan *span, int r, int c)
{
  const NqpSampleRow *row = nqp_sample_row (sample, r);
  const NqpSampleRow *lowest = nqp_sample_row (sample, span->last_header);
  const NqpSampleCell *cell = nqp_sample_cell (row, c);

  if (r == span->last_header || cell->kind != NQP_SAMPLE_EMPTY
      || nqp_sample_cell (lowest, c)->kind == NQP_SAMPLE_EMPTY
      || nqp_sample_is_identity (nqp_sample_cell (lowest, c)))
    return cell;
  while (c > 0 && cell->kind == NQP_SAMPLE_EMPTY)
    cell = nqp_sample_cell (row, --c);
  return nqp_sample_is_identity (cell) ? nqp_sample_cell (row, row->n_cells) : cell;
}

/* "(yuan)" and the like in every column that has something: the units of the names above. */
static gboolean
is_unit_row (const NqpSample *sample, const NqpSampleSpan *span, int r)
{
  const NqpSampleRow *row = nqp_sample_row (sample, r);

  if (r == span->first_header)
    return FALSE;
  for (int c = 0; c < row->n_cells; c++)
    {
      const NqpSampleCell *cell = &row->cells[c];
      NqpHeadWord word = nqp_header_word (cell->text, strlen (cell->text), 0);

      if (word.head == NQP_HEAD_UNIT)
        return TRUE;
      if (cell->kind != NQP_SAMPLE_EMPTY
          && nqp_header_before_bracket (cell->text, strlen (cell->text), NULL) > 0)
        return FALSE;
    }
  return TRUE;
}

/* From a row that says of each column of values one thing. */
static void
read_labelled_cell (NqpLayoutColumn *column, const NqpSampleCell *cell, NqpRowKind kind)
{
  char **kept = kind == NQP_ROW_CODES ? &column->code : kind == NQP_ROW_NAMES ? &column->name : &column->unit;

  if (cell->kind == NQP_SAMPLE_EMPTY || kind == NQP_ROW_OTHER || *kept != NULL)
    return;
  *kept = kind == NQP_ROW_CODES ? nqp_make_code (cell->text) : g_strdup (cell->text);
}

static void
read_header_cell (NqpLayoutColumn *column, const NqpSampleCell *cell, gboolean unit, GString *header,
                  GString *name)
{
  int year;

  if (cell->kind == NQP_SAMPLE_EMPTY || g_str_equal (header->str, cell->text))
    return;
  g_string_append_printf (header, "%s%s", header->len > 0 ? " " : "", cell->text);
  if (unit)
    {
      char *bracket = NULL;

      nqp_header_before_bracket (cell->text, strlen (cell->text), &bracket);
      g_free (column->unit);
      column->unit = bracket != NULL ? bracket : g_strdup (cell->text);
    }
  else if (column->year == 0 && nqp_year_in_header (cell->text, strlen (cell->text), &year))
    column->year = year;
  else
    g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", cell->text);
}

/* What stands right above the values is the name where no other row has names, else a code. */
static void
name_column (NqpLayoutColumn *column, const GString *header, const GString *name)
{
  column->header = g_strdup (header->len > 0 || column->name == NULL ? header->str : column->name);
  if (column->name == NULL && name->len > 0)
    column->name = g_strdup (name->str);
  else if (column->name != NULL && column->code == NULL && name->len > 0)
    column->code = nqp_make_code (name->str);
}

void
nqp_layout_read_headers (NqpTableLayout *layout, const NqpSample *sample, const NqpSampleSpan *span)
{
  const NqpSampleRow *lowest = nqp_sample_row (sample, span->last_header);
  gboolean unit_row[MAX_LABELLED] = { FALSE };
  NqpRowKind kinds[MAX_LABELLED] = { NQP_ROW_PLAIN };
  int n_columns = 0, n_rows = MIN (span->last_header - span->first_header + 1, MAX_LABELLED);

  for (int r = 0; r < n_rows; r++)
    {
      n_columns = MAX (n_columns, nqp_sample_row (sample, span->first_header + r)->n_cells);
      kinds[r] = nqp_sample_row_kind (nqp_sample_row (sample, span->first_header + r), lowest);
      unit_row[r] = kinds[r] == NQP_ROW_PLAIN && is_unit_row (sample, span, span->first_header + r);
    }
  for (int c = 0; c < n_columns; c++)
    {
      NqpLayoutColumn *column = g_new0 (NqpLayoutColumn, 1);
      const gboolean identity = nqp_sample_is_identity (nqp_sample_cell (lowest, c));
      g_autoptr (GString) header = g_string_new (NULL);
      g_autoptr (GString) name = g_string_new (NULL);

      for (int r = 0; r < n_rows; r++)
        {
          const int row = span->first_header + r;

          if (kinds[r] == NQP_ROW_PLAIN)
            read_header_cell (column, spread_cell (sample, span, row, c), unit_row[r], header, name);
          else if (!identity)
            read_labelled_cell (column, nqp_sample_cell (nqp_sample_row (sample, row), c), kinds[r]);
        }
      name_column (column, header, name);
      if (sample->ahead->codes != NULL && column->year == 0 && c < sample->ahead->n_fields)
        column->code = nqp_make_code (sample->ahead->codes[c]);
      g_ptr_array_add (layout->columns, column);
    }
}

/* "NY.GDP.MKTP.CD": capitals and digits in parts. */
static gboolean
is_series_code (const char *text)
{
  gboolean parts = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isupper (*p) && !g_ascii_isdigit (*p) && *p != '.' && *p != '_')
        return FALSE;
      parts = parts || (*p == '.' && p > text);
    }
  return parts && g_ascii_isupper (*text);
}

static void
split_name (NqpLayoutColumn *column)
{
  for (int i = 0; i < 2; i++)
    {
      char *bracket = NULL;
      gsize length = strlen (column->name);
      gsize before = nqp_header_before_bracket (column->name, length, &bracket);

      if (before == 0 || before == length || bracket == NULL || *bracket == '\0'
          || strlen (bracket) > LONG_UNIT)
        {
          g_free (bracket);
          return;
        }
      if (column->code == NULL && is_series_code (bracket))
        column->code = bracket;
      else if (column->unit == NULL)
        column->unit = bracket;
      else
        {
          g_free (bracket);
          return;
        }
      column->name[before] = '\0';
    }
}

/**
 * nqp_layout_name_series:
 *
 * Takes units, and codes as the World Bank writes them, out of the headers of series. Where two columns would have the same name
 * then, what stands in the brackets tells them apart, and stays.
 */
void
nqp_layout_name_series (NqpTableLayout *layout)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < layout->columns->len; i++)
      {
        NqpLayoutColumn *column = g_ptr_array_index (layout->columns, i);
        g_autofree char *whole = NULL;
        g_autofree char *key = NULL;

        if (column->role != NQP_COLUMN_SERIES || (column->name == NULL && column->year != 0)
            || column->said != 0)
          continue;
        if (pass == 0)
          {
            if (column->name == NULL)
              column->name = g_strdup (column->header);
            whole = g_strdup (column->name);
            split_name (column);
            key = g_strdup_printf ("%d %s", column->year, column->name);
            if (column->code == NULL && *whole != '\0')
              {
                int n = GPOINTER_TO_INT (g_hash_table_lookup (names, key));

                g_hash_table_insert (names, g_steal_pointer (&key), GINT_TO_POINTER (n + 1));
              }
            continue;
          }
        key = g_strdup_printf ("%d %s", column->year, column->name);
        if (column->code == NULL && GPOINTER_TO_INT (g_hash_table_lookup (names, key)) > 1
            && column->unit != NULL && g_str_has_prefix (column->header, column->name)
            && layout->first_header == layout->last_header)
          {
            g_free (column->name);
            column->name = g_strdup (column->header);
            g_clear_pointer (&column->unit, g_free);
          }
      }
}
