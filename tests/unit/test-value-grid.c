/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value-grid.h"
#include "random-panel.h"

/* Values as rows and columns: what is shown, found, and to be written when a block is pasted, filled, replaced or removed. */

#define N_REGIONS 5
#define N_YEARS 3

static NqpPanel *
make_panel (void)
{
  const RandomPanel spec = { .n_regions = N_REGIONS, .n_years = N_YEARS, .n_indicators = 3, .seed = 1 };
  static const char *const names[] = { "Delta", "Alpha", "Charlie", "Bravo", "Echo" };
  NqpPanel *panel = random_panel (&spec);

  for (int i = 0; i < N_REGIONS; i++)
    {
      nqp_text_clear (&panel->places[i].name);
      panel->places[i].name = nqp_text_new (names[i], i == 0 ? "德尔塔" : NULL);
    }
  for (int s = 0; s < 3; s++)
    for (int t = 0; t < N_YEARS; t++)
      for (int i = 0; i < N_REGIONS; i++)
        panel->values[nqp_panel_cell (panel, s, t, i)] = 100 * s + 10 * t + i;
  panel->values[nqp_panel_cell (panel, 0, 1, 2)] = NAN;
  nqp_text_clear (&panel->indicators[1].unit);
  panel->indicators[1].unit = nqp_text_new ("%", NULL);
  panel->indicators[2].denominator = 1; /* derived */
  return panel;
}

static NqpValueGrid *
make_grid (NqpGridKind kind, int at)
{
  g_autoptr (NqpPanel) panel = make_panel ();

  return nqp_value_grid_new (panel, NULL, NQP_LANG_EN, kind, at);
}

static void
assert_cell (const GArray *cells, guint k, int series, int year, int region, double value)
{
  const NqpCellValue *cell = &g_array_index (cells, NqpCellValue, k);

  g_assert_cmpint (cell->series, ==, series);
  g_assert_cmpint (cell->year, ==, year);
  g_assert_cmpint (cell->region, ==, region);
  if (isnan (value))
    g_assert_true (isnan (cell->value));
  else
    g_assert_cmpfloat (cell->value, ==, value);
}

static void
assert_text (const NqpValueGrid *grid, int row, int column, const char *expected)
{
  char text[64];

  g_assert_cmpstr (
      nqp_value_grid_text (grid, row, column, nqp_value_grid_marks (grid, row, column), text, sizeof text),
      ==, expected);
}

static void
test_kinds (void)
{
  g_autoptr (NqpValueGrid) of_variable = make_grid (NQP_GRID_OF_VARIABLE, 1);
  g_autoptr (NqpValueGrid) of_region = make_grid (NQP_GRID_OF_REGION, 4);
  g_autoptr (NqpValueGrid) of_year = make_grid (NQP_GRID_OF_YEAR, 2);
  g_autofree char *name = nqp_value_grid_name (of_region, 0, 2);
  g_autofree char *said = nqp_value_grid_describe (of_year, 1, 1);
  g_autofree char *missing = NULL;
  g_autoptr (NqpValueGrid) first = make_grid (NQP_GRID_OF_VARIABLE, 0);

  g_assert_cmpint (of_variable->n_rows, ==, N_REGIONS);
  g_assert_cmpint (of_variable->n_columns, ==, N_YEARS);
  g_assert_cmpfloat (nqp_value_grid_value (of_variable, 3, 2), ==, 123);
  /* the series of the derived one is a variable of its own */
  g_assert_cmpint (of_region->n_rows, ==, 4);
  g_assert_cmpfloat (nqp_value_grid_value (of_region, 3, 2), ==, 224);
  g_assert_cmpstr (name, ==, "i0, Echo, 2002");
  g_assert_cmpint (of_year->n_columns, ==, 4);
  g_assert_cmpfloat (nqp_value_grid_value (of_year, 1, 3), ==, 221);
  g_assert_cmpstr (nqp_value_grid_column_title (of_year, 1), ==, "i1");
  g_assert_cmpstr (nqp_value_grid_column_unit (of_year, 1), ==, "%");
  g_assert_cmpstr (said, ==, "i1, Alpha, 2002: 121 %");
  missing = nqp_value_grid_describe (first, 2, 1);
  g_assert_cmpstr (missing, ==, "i0, Charlie, 2001: missing");
  assert_text (first, 2, 1, "–");
  assert_text (first, 3, 1, "13");
  g_assert_cmpuint (nqp_value_grid_marks (of_year, 0, 2), ==, NQP_GRID_DERIVED | NQP_GRID_MISSING);
}

/* Gaps are filled in the scores, a flagged value counts as missing until it is accepted, an edited one says so; what is made of them,
 * too. */
static void
test_states (void)
{
  const RandomPanel spec = { .n_regions = 4, .n_years = 3, .n_indicators = 4, .flagged = TRUE, .seed = 2 };
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpValueGrid) grid = NULL;
  g_autofree char *said = NULL, *explained = NULL, *plain = NULL;
  NqpMethod method;
  g_autoptr (GError) error = NULL;

  panel->values[nqp_panel_cell (panel, 1, 1, 2)] = NAN;
  panel->values[nqp_panel_cell (panel, 1, 0, 2)] = 10;
  panel->values[nqp_panel_cell (panel, 1, 2, 2)] = 20;
  panel->states[nqp_panel_cell (panel, 0, 0, 0)] = NQP_CELL_EDITED;
  panel->indicators[2].denominator = 0;
  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, "missing=linear weights=equal", &error));
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  grid = nqp_value_grid_new (panel, scores, NQP_LANG_EN, NQP_GRID_OF_REGION, 2);
  g_assert_cmpuint (nqp_value_grid_marks (grid, 1, 1), ==, NQP_GRID_MISSING | NQP_GRID_IMPUTED);
  assert_text (grid, 1, 1, "15");
  said = nqp_value_grid_describe (grid, 1, 1);
  g_assert_cmpstr (said, ==, "i1, R0002, 2001: missing, 15 stands for it");
  plain = nqp_value_grid_plain (grid, 1, 1);
  g_assert_cmpstr (plain, ==, "");
  g_clear_pointer (&grid, nqp_value_grid_free);

  grid = nqp_value_grid_new (panel, scores, NQP_LANG_EN, NQP_GRID_OF_REGION, 3);
  g_assert_cmpuint (nqp_value_grid_marks (grid, 3, 2), ==, NQP_GRID_SUSPECT);
  explained = nqp_value_grid_explain (grid, 3, 2);
  g_assert_nonnull (strstr (explained, "Suspect: doubtful"));
  panel->flags[0].accepted = TRUE;
  g_assert_cmpuint (nqp_value_grid_marks (grid, 3, 2), ==, 0);
  g_clear_pointer (&grid, nqp_value_grid_free);

  grid = nqp_value_grid_new (panel, scores, NQP_LANG_EN, NQP_GRID_OF_REGION, 0);
  g_assert_cmpuint (nqp_value_grid_marks (grid, 0, 0), ==, NQP_GRID_EDITED);
  g_assert_cmpuint (nqp_value_grid_marks (grid, 2, 0), ==, NQP_GRID_EDITED | NQP_GRID_DERIVED);
}

static void
test_digits (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  static const struct
  {
    double value;
    const char *text;
  } cases[] = { { 12345.25, "12\u202f345.25" },
                { 0.1 + 0.2, "0.3" },
                { -3, "−3" },
                { 2.50, "2.5" },
                { 1e20, "1e20" },
                { 0.000123, "0.000123" },
                { 123456.789012, "123\u202f456.789012" } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      grid->panel->values[0] = cases[k].value;
      assert_text (grid, 0, 0, cases[k].text);
    }
}

static void
test_arrange (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);

  nqp_value_grid_arrange (grid, NQP_GRID_TITLES, FALSE, NULL);
  g_assert_cmpstr (nqp_value_grid_row_title (grid, 4), ==, "Echo");
  /* missing last, whichever way */
  nqp_value_grid_arrange (grid, 1, TRUE, NULL);
  g_assert_cmpstr (nqp_value_grid_row_title (grid, 0), ==, "Echo");
  g_assert_cmpstr (nqp_value_grid_row_title (grid, 4), ==, "Charlie");
  nqp_value_grid_arrange (grid, 1, FALSE, NULL);
  g_assert_cmpstr (nqp_value_grid_row_title (grid, 0), ==, "Delta");
  g_assert_cmpstr (nqp_value_grid_row_title (grid, 4), ==, "Charlie");
  /* names in both languages, codes by their beginning */
  nqp_value_grid_arrange (grid, NQP_GRID_UNSORTED, FALSE, "德");
  g_assert_cmpint (grid->n_rows, ==, 1);
  nqp_value_grid_arrange (grid, NQP_GRID_UNSORTED, FALSE, "R0003");
  g_assert_cmpint (grid->n_rows, ==, 1);
  g_assert_cmpstr (nqp_value_grid_row_title (grid, 0), ==, "Bravo");
  nqp_value_grid_arrange (grid, NQP_GRID_UNSORTED, FALSE, "nowhere");
  g_assert_cmpint (grid->n_rows, ==, 0);
}

/* After an edit rows stay where they are. */
static void
test_take (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  g_autoptr (NqpPanel) next = make_panel (), other = make_panel ();

  nqp_value_grid_arrange (grid, 0, TRUE, NULL);
  next->values[4] = -1;
  g_assert_true (nqp_value_grid_take (grid, next, NULL));
  g_assert_cmpfloat (nqp_value_grid_value (grid, 0, 0), ==, -1);
  g_free (other->series[0].code);
  other->series[0].code = g_strdup ("X");
  g_assert_false (nqp_value_grid_take (grid, other, NULL));
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static GArray *
cells_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (NqpCellValue));
}

static void
test_copy (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  const NqpGridRange range = { 1, 0, 2, 2 };
  g_autofree char *plain = nqp_value_grid_copy (grid, &range, FALSE);
  g_autofree char *titled = nqp_value_grid_copy (grid, &range, TRUE);

  g_assert_cmpstr (plain, ==, "1\t11\n2\t\n");
  g_assert_cmpstr (titled, ==, "\t2000\t2001\nAlpha\t1\t11\nCharlie\t2\t\n");
}

static void
test_paste (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  g_autoptr (GArray) cells = cells_new ();
  NqpGridRange range = { 1, 1, 1, 1 }, covered;
  g_autoptr (GError) error = NULL;

  nqp_value_grid_arrange (grid, NQP_GRID_UNSORTED, FALSE, NULL);
  g_assert_true (
      nqp_value_grid_paste (grid, &range, "1 234.5\t−2\r\nNA\t\"3\"\r\n", cells, &covered, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (cells->len, ==, 4);
  assert_cell (cells, 0, 0, 1, 1, 1234.5);
  assert_cell (cells, 1, 0, 2, 1, -2);
  assert_cell (cells, 2, 0, 1, 2, NAN);
  assert_cell (cells, 3, 0, 2, 2, 3);
  g_assert_cmpint (covered.n_rows, ==, 2);
  g_assert_cmpint (covered.n_columns, ==, 2);
  /* one value fills the block */
  g_array_set_size (cells, 0);
  range = (NqpGridRange){ 0, 0, 3, 2 };
  g_assert_true (nqp_value_grid_paste (grid, &range, "7\n", cells, &covered, &error));
  g_assert_cmpuint (cells->len, ==, 6);
  assert_cell (cells, 5, 0, 1, 2, 7);
  /* an empty line is a cell without a value */
  g_array_set_size (cells, 0);
  range = (NqpGridRange){ 0, 0, 1, 1 };
  g_assert_true (nqp_value_grid_paste (grid, &range, "7\n\n8", cells, &covered, &error));
  g_assert_cmpuint (cells->len, ==, 3);
  assert_cell (cells, 1, 0, 0, 1, NAN);
}

static void
test_paste_sorted (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  g_autoptr (GArray) cells = cells_new ();
  const NqpGridRange range = { 0, 0, 1, 1 };
  NqpGridRange covered;

  nqp_value_grid_arrange (grid, 0, TRUE, NULL);
  g_assert_true (nqp_value_grid_paste (grid, &range, "1\n2", cells, &covered, NULL));
  assert_cell (cells, 0, 0, 0, 4, 1);
  assert_cell (cells, 1, 0, 0, 3, 2);
}

static void
refuse (NqpGridKind kind, int at, int row, int column, const char *text, NqpBlockError code,
        const char *words)
{
  g_autoptr (NqpValueGrid) grid = make_grid (kind, at);
  g_autoptr (GArray) cells = cells_new ();
  const NqpGridRange range = { row, column, 1, 1 };
  NqpGridRange covered;
  g_autoptr (GError) error = NULL;

  g_assert_false (nqp_value_grid_paste (grid, &range, text, cells, &covered, &error));
  g_assert_error (error, NQP_BLOCK_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refused (void)
{
  refuse (NQP_GRID_OF_VARIABLE, 0, 0, 0, "1\t2\n3\tx4\n", NQP_BLOCK_ERROR_NUMBER, "i0, Alpha, 2001: “x4”");
  refuse (NQP_GRID_OF_VARIABLE, 0, 0, 0, "1\t2\n3\n", NQP_BLOCK_ERROR_SHAPE, "line 2");
  refuse (NQP_GRID_OF_VARIABLE, 0, 3, 1, "1\n2\n3", NQP_BLOCK_ERROR_SHAPE, "room for 2 by 2");
  refuse (NQP_GRID_OF_VARIABLE, 0, 0, 0, "1e999", NQP_BLOCK_ERROR_NUMBER, "too large");
  refuse (NQP_GRID_OF_YEAR, 0, 1, 1, "1\t2", NQP_BLOCK_ERROR_FIXED, "i2, Alpha, 2000 is derived");
  /* "1,234" alone tells nobody what it is; a percent sign belongs to the unit */
  refuse (NQP_GRID_OF_VARIABLE, 0, 0, 0, "1,234", NQP_BLOCK_ERROR_NUMBER, "in two ways");
  refuse (NQP_GRID_OF_VARIABLE, 0, 0, 0, "12%", NQP_BLOCK_ERROR_NUMBER, "percent sign");
}

/* One number of the block tells how the others are to be read. */
static void
test_marks (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 1);
  g_autoptr (GArray) cells = cells_new ();
  const NqpGridRange range = { 0, 0, 1, 1 };
  NqpGridRange covered;
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_value_grid_paste (grid, &range, "1,234\n1,234.5\n12%", cells, &covered, &error));
  g_assert_no_error (error);
  assert_cell (cells, 0, 1, 0, 0, 1234);
  assert_cell (cells, 1, 1, 0, 1, 1234.5);
  assert_cell (cells, 2, 1, 0, 2, 12);
  g_array_set_size (cells, 0);
  g_assert_true (nqp_value_grid_paste (grid, &range, "1.234\n0,5", cells, &covered, &error));
  assert_cell (cells, 0, 1, 0, 0, 1234);
  assert_cell (cells, 1, 1, 0, 1, 0.5);
}

static void
test_fill (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  g_autoptr (GArray) cells = cells_new ();
  const NqpGridRange block = { 1, 0, 3, 2 }, line = { 2, 0, 1, 1 };

  g_assert_true (nqp_value_grid_fill_down (grid, &block, cells, NULL));
  g_assert_cmpuint (cells->len, ==, 4);
  assert_cell (cells, 3, 0, 1, 3, 11);
  g_array_set_size (cells, 0);
  g_assert_true (nqp_value_grid_fill_down (grid, &line, cells, NULL));
  g_assert_cmpuint (cells->len, ==, 1);
  assert_cell (cells, 0, 0, 0, 2, 1);
  g_array_set_size (cells, 0);
  g_assert_true (nqp_value_grid_clear (grid, &block, cells, NULL));
  g_assert_cmpuint (cells->len, ==, 6);
  assert_cell (cells, 0, 0, 0, 1, NAN);
}

static void
find (const char *text, gboolean backwards, int row, int column, int found_row, int found_column)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  g_auto (NqpGridTerm) term = { 0 };

  g_assert_true (nqp_grid_term_parse (&term, text));
  g_assert_cmpint (nqp_value_grid_find (grid, &term, backwards, &row, &column), ==, found_row >= 0);
  if (found_row < 0)
    return;
  g_assert_cmpint (row, ==, found_row);
  g_assert_cmpint (column, ==, found_column);
}

static void
test_find (void)
{
  find ("13", FALSE, 0, 0, 3, 1);
  find ("missing", FALSE, 4, 2, 2, 1);
  find (">= 22", TRUE, 0, 0, 4, 2);
  find ("< 1", FALSE, 3, 1, 0, 0);
  find ("char", FALSE, 0, 1, 2, 1);
  find ("99", FALSE, 0, 0, -1, -1);
}

static void
test_replace (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_VARIABLE, 0);
  g_autoptr (GArray) cells = cells_new ();
  const NqpGridRange all = { 0, 0, N_REGIONS, N_YEARS };
  g_auto (NqpGridTerm) missing = { 0 }, low = { 0 }, name = { 0 };
  g_autoptr (GError) error = NULL;

  nqp_grid_term_parse (&missing, "missing");
  nqp_grid_term_parse (&low, "<2");
  nqp_grid_term_parse (&name, "Delta");
  g_assert_true (nqp_value_grid_replace (grid, &all, &missing, "5", cells, &error));
  g_assert_cmpuint (cells->len, ==, 1);
  assert_cell (cells, 0, 0, 1, 2, 5);
  g_array_set_size (cells, 0);
  g_assert_true (nqp_value_grid_replace (grid, &all, &low, "", cells, &error));
  g_assert_cmpuint (cells->len, ==, 2);
  assert_cell (cells, 1, 0, 0, 1, NAN);
  g_assert_false (nqp_value_grid_replace (grid, &all, &name, "5", cells, &error));
  g_assert_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_NUMBER);
}

/* Derived cells that answer, too, follow from the others; alone they are refused. */
static void
test_replace_derived (void)
{
  g_autoptr (NqpValueGrid) grid = make_grid (NQP_GRID_OF_YEAR, 1);
  g_autoptr (GArray) cells = cells_new ();
  const NqpGridRange all = { 0, 0, N_REGIONS, 4 }, derived = { 0, 2, N_REGIONS, 1 };
  g_auto (NqpGridTerm) missing = { 0 };
  g_autoptr (GError) error = NULL;

  nqp_grid_term_parse (&missing, "missing");
  g_assert_true (nqp_value_grid_replace (grid, &all, &missing, "5", cells, &error));
  g_assert_cmpuint (cells->len, ==, 1);
  assert_cell (cells, 0, 0, 1, 2, 5);
  g_array_set_size (cells, 0);
  g_assert_false (nqp_value_grid_replace (grid, &derived, &missing, "5", cells, &error));
  g_assert_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_FIXED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value-grid/kinds", test_kinds);
  g_test_add_func ("/value-grid/states", test_states);
  g_test_add_func ("/value-grid/digits", test_digits);
  g_test_add_func ("/value-grid/arrange", test_arrange);
  g_test_add_func ("/value-grid/take", test_take);
  g_test_add_func ("/value-grid/copy", test_copy);
  g_test_add_func ("/value-grid/paste", test_paste);
  g_test_add_func ("/value-grid/paste-sorted", test_paste_sorted);
  g_test_add_func ("/value-grid/refused", test_refused);
  g_test_add_func ("/value-grid/marks", test_marks);
  g_test_add_func ("/value-grid/fill", test_fill);
  g_test_add_func ("/value-grid/find", test_find);
  g_test_add_func ("/value-grid/replace", test_replace);
  g_test_add_func ("/value-grid/replace-derived", test_replace_derived);
  return g_test_run ();
}
