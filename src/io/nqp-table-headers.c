/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-layout-private.h"

#include <string.h>

#define MAX_TITLES 40   /* rows above the header */
#define MAX_HEADERS 4   /* rows of a header */
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

static gboolean
is_identity (const NqpSampleCell *cell)
{
  NqpHeadWord word;

  for (int at = 0; (word = nqp_header_word (cell->text, strlen (cell->text), at)).head != NQP_HEAD_NONE; at++)
    if (word.head == NQP_HEAD_REGION || word.head == NQP_HEAD_REGION_CODE || word.head == NQP_HEAD_YEAR)
      return TRUE;
  return FALSE;
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
      if (is_identity (above) || (c == 0 && above->kind == NQP_SAMPLE_EMPTY))
        {
          if (!cell->covered && !g_str_equal (cell->text, above->text) && !is_identity (cell))
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

  if (hints->first_header > 0)
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
      span.first_header = span.last_header = find_header (sample);
      if (span.first_header > 0
          && belongs_above (nqp_sample_row (sample, span.first_header - 1),
                            nqp_sample_row (sample, span.first_header)))
        span.first_header--;
      while (span.last_header + 1 < n && span.last_header + 1 < span.first_header + MAX_HEADERS
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
      || nqp_sample_cell (lowest, c)->kind == NQP_SAMPLE_EMPTY || is_identity (nqp_sample_cell (lowest, c)))
    return cell;
  while (c > 0 && cell->kind == NQP_SAMPLE_EMPTY)
    cell = nqp_sample_cell (row, --c);
  return is_identity (cell) ? nqp_sample_cell (row, row->n_cells) : cell;
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

/* What a row of the header says of the columns. */
typedef enum
{
  ROW_OF_NAMES,
  ROW_OF_UNITS,
  ROW_OF_CODES,
  ROW_OF_OTHERS, /* of directions, weights: what a composite indicator tool asks for beside names */
} RowKind;

/* "Indicator code" or the like in front of a row: what its cells are. */
static gboolean
find_label (const NqpSampleRow *row, RowKind *out_kind)
{
  for (int c = 0; c < row->n_cells; c++)
    if (row->cells[c].kind != NQP_SAMPLE_EMPTY)
      switch (nqp_header_word (row->cells[c].text, strlen (row->cells[c].text), 0).head)
        {
        case NQP_HEAD_INDICATOR:
          *out_kind = ROW_OF_NAMES;
          return TRUE;
        case NQP_HEAD_INDICATOR_CODE:
          *out_kind = ROW_OF_CODES;
          return TRUE;
        case NQP_HEAD_DIRECTION:
        case NQP_HEAD_WEIGHT:
          *out_kind = ROW_OF_OTHERS;
          return TRUE;
        default:
          return FALSE;
        }
  return FALSE;
}

/* Where one row is labelled as that of the names, the others are not parts of names. */
static void
find_kinds (const NqpSample *sample, const NqpSampleSpan *span, int n_rows, RowKind *kinds)
{
  gboolean labelled[MAX_HEADERS] = { FALSE }, any = FALSE;

  for (int r = 0; r < n_rows; r++)
    {
      const NqpSampleRow *row = nqp_sample_row (sample, span->first_header + r);

      kinds[r] = is_unit_row (sample, span, span->first_header + r) ? ROW_OF_UNITS : ROW_OF_NAMES;
      labelled[r] = r < n_rows - 1 && find_label (row, &kinds[r]);
      any = any || (labelled[r] && kinds[r] == ROW_OF_NAMES);
    }
  for (int r = 0; r < n_rows && any; r++)
    if (!labelled[r] && kinds[r] == ROW_OF_NAMES)
      kinds[r] = ROW_OF_CODES;
}

static void
read_header_cell (NqpLayoutColumn *column, const NqpSampleCell *cell, RowKind kind, GString *header,
                  GString *name)
{
  int year;

  if (cell->kind == NQP_SAMPLE_EMPTY || g_str_equal (header->str, cell->text))
    return;
  g_string_append_printf (header, "%s%s", header->len > 0 ? " " : "", cell->text);
  if (kind == ROW_OF_OTHERS)
    return;
  if (kind == ROW_OF_CODES)
    {
      g_free (column->code);
      column->code = g_strdup (cell->text);
    }
  else if (kind == ROW_OF_UNITS)
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

void
nqp_layout_read_headers (NqpTableLayout *layout, const NqpSample *sample, const NqpSampleSpan *span)
{
  RowKind kinds[MAX_HEADERS] = { ROW_OF_NAMES };
  int n_columns = 0, n_rows = MIN (span->last_header - span->first_header + 1, MAX_HEADERS);

  for (int r = 0; r < n_rows; r++)
    n_columns = MAX (n_columns, nqp_sample_row (sample, span->first_header + r)->n_cells);
  find_kinds (sample, span, n_rows, kinds);
  for (int c = 0; c < n_columns; c++)
    {
      NqpLayoutColumn *column = g_new0 (NqpLayoutColumn, 1);
      g_autoptr (GString) header = g_string_new (NULL);
      g_autoptr (GString) name = g_string_new (NULL);

      for (int r = 0; r < n_rows; r++)
        read_header_cell (column, spread_cell (sample, span, span->first_header + r, c), kinds[r], header,
                          name);
      column->header = g_strdup (header->str);
      column->name = name->len > 0 ? g_strdup (name->str) : NULL;
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

        if (column->role != NQP_COLUMN_SERIES || (column->name == NULL && column->year != 0))
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
