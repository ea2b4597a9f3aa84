/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-table.h"

static NqpTable *
make_table (void)
{
  NqpTable *table = nqp_table_new ();
  int name = nqp_table_add_column (table, "name", "Name", NULL, NQP_COLUMN_TEXT, 0);
  int year = nqp_table_add_column (table, "year", NULL, NULL, NQP_COLUMN_INTEGER, 0);
  int value = nqp_table_add_column (table, "value", "Value", "km", NQP_COLUMN_REAL, 2);
  int full = nqp_table_add_column (table, "full", "Full", NULL, NQP_COLUMN_REAL_FULL, 4);

  nqp_table_add_row (table);
  nqp_table_set_text (table, name, "a, \"b\"\nc\\\t\x01");
  nqp_table_set_number (table, year, 2023);
  nqp_table_set_number (table, value, 0.1);
  nqp_table_set_number (table, full, 0.1);
  nqp_table_add_row (table);
  nqp_table_add_row (table);
  nqp_table_set_text (table, name, "北京");
  nqp_table_set_number (table, value, INFINITY);
  return table;
}

static void
test_cells (void)
{
  g_autoptr (NqpTable) table = make_table ();

  g_assert_cmpint (nqp_table_n_columns (table), ==, 4);
  g_assert_cmpint (nqp_table_n_rows (table), ==, 3);
  g_assert_cmpstr (nqp_table_column_name (table, 2), ==, "value");
  g_assert_cmpstr (nqp_table_column_title (table, 1), ==, "year");
  g_assert_cmpstr (nqp_table_column_unit (table, 2), ==, "km");
  g_assert_cmpint (nqp_table_column_decimals (table, 3), ==, 4);
  g_assert_cmpint (nqp_table_column_type (table, 3), ==, NQP_COLUMN_REAL_FULL);
  g_assert_cmpstr (nqp_table_get_text (table, 0, 2), ==, "北京");
  g_assert_null (nqp_table_get_text (table, 0, 1));
  g_assert_null (nqp_table_get_text (table, 1, 0));
  g_assert_cmpfloat (nqp_table_get_number (table, 1, 0), ==, 2023);
  g_assert_true (isnan (nqp_table_get_number (table, 1, 1)));
  g_assert_true (isnan (nqp_table_get_number (table, 0, 0)));
}

static void
test_csv (void)
{
  g_autoptr (NqpTable) table = make_table ();
  g_autoptr (GString) out = g_string_new (NULL);

  nqp_table_print_csv (table, out);
  g_assert_cmpstr (
      out->str, ==,
      "name,year,value,full\n\"a, \"\"b\"\"\nc\\\t\x01\",2023,0.1,0.10000000000000001\n,,,\n北京,,,\n");
}

static void
test_json (void)
{
  g_autoptr (NqpTable) table = make_table ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (NqpTable) empty = nqp_table_new ();

  nqp_table_print_json (table, out);
  g_assert_cmpstr (
      out->str, ==,
      "[\n {\"name\": \"a, \\\"b\\\"\\nc\\\\\\t\\u0001\", \"year\": 2023, \"value\": 0.1, \"full\": "
      "0.10000000000000001},\n {\"name\": null, \"year\": null, \"value\": null, \"full\": null},\n "
      "{\"name\": \"北京\", \"year\": null, \"value\": null, \"full\": null}\n]\n");
  g_string_truncate (out, 0);
  nqp_table_print_json (empty, out);
  g_assert_cmpstr (out->str, ==, "[\n]\n");
}

static void
test_quotes (void)
{
  static const char *const cases[][2] = { { "plain", "plain" }, { "", "" },         { "a,b", "\"a,b\"" },
                                          { "\"", "\"\"\"\"" }, { " a", "\" a\"" }, { "\r", "\"\r\"" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      nqp_csv_append_field (out, cases[i][0]);
      g_assert_cmpstr (out->str, ==, cases[i][1]);
    }
}

/* What a spreadsheet would run. */
static void
test_texts (void)
{
  static const char *const cases[][2] = {
    { "plain", "plain" },     { "", "" },          { "=1+1", "'=1+1" }, { "@x", "'@x" },
    { "+cmd", "'+cmd" },      { "-cmd", "'-cmd" }, { "-", "'-" },       { "\tx", "'\tx" },
    { "\rx", "\"'\rx\"" },    { "'x", "''x" },     { "''x", "'''x" },   { "-5", "-5" },
    { "+1.5e-3", "+1.5e-3" }, { "-.5", "-.5" },    { "-5+1", "'-5+1" }, { "-0x1", "'-0x1" },
    { "=a,b", "\"'=a,b\"" },  { "a=b", "a=b" },    { "1-2", "1-2" },
  };
  g_autoptr (NqpTable) table = nqp_table_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_string_truncate (out, 0);
      nqp_csv_append_text (out, cases[i][0]);
      g_assert_cmpstr (out->str, ==, cases[i][1]);
    }
  nqp_table_add_column (table, "name", "Name", NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "direction", "Direction", NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", "Value", NULL, NQP_COLUMN_REAL, 1);
  nqp_table_add_row (table);
  nqp_table_set_text (table, 0, "=x");
  nqp_table_set_text (table, 1, "-");
  nqp_table_set_number (table, 2, -1.5);
  g_string_truncate (out, 0);
  nqp_table_print_csv (table, out);
  g_assert_cmpstr (out->str, ==, "name,direction,value\n'=x,-,-1.5\n");
  g_string_truncate (out, 0);
  nqp_table_print_csv_raw (table, out);
  g_assert_cmpstr (out->str, ==, "name,direction,value\n=x,-,-1.5\n");
}

/* ---- on a page ---------------------------------------------------------------------------------------------------- */

enum
{
  CODE,
  NAME,
  SHARE,
  GAIN,
  SPAN
};

static NqpTable *
make_page (NqpTableUse use)
{
  NqpTable *table = nqp_table_new_for (use);
  int note, bar;

  nqp_table_add_column (table, "code", "Code", NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", "Name", NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "share", "Share", NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "gain", "Gain", NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "span", "Span", NULL, NQP_COLUMN_TEXT, 0);
  note = nqp_table_add_column_for (table, NQP_TABLE_FILE, "note", "Note", NULL, NQP_COLUMN_TEXT, 0);
  bar = nqp_table_add_column_for (table, NQP_TABLE_PAGE, "bar", "", NULL, NQP_COLUMN_REAL, 0);
  nqp_table_show (table, NAME, (NqpLook){ .kind = NQP_LOOK_REGION, .expand = TRUE });
  nqp_table_show (table, bar, (NqpLook){ .kind = NQP_LOOK_BAR });
  nqp_table_show (table, SHARE,
                  (NqpLook){ .title = "Share, %",
                             .factor = 100,
                             .has_decimals = TRUE,
                             .decimals = 1,
                             .percent = TRUE,
                             .node = 5,
                             .year = 3 });
  nqp_table_show (table, GAIN, (NqpLook){ .sign = TRUE, .descending = TRUE });
  nqp_table_show (table, SPAN, (NqpLook){ .chars = 3 });
  nqp_table_set_sort (table, GAIN);
  for (int i = 0; i < 4; i++)
    {
      static const char *const codes[]
          = { "a", "b", "c", "d" },
          *const names[] = { "Zoe", "Ada", "Max", "Eve" }, *const spans[] = { "2-11", "1", "3-4", "" };
      static const double shares[] = { 0.07, 0.125, NAN, 0.3 }, gains[] = { 2, NAN, -1, 2 },
                          widths[] = { 9, 0, 1, NAN };

      nqp_table_add_row (table);
      nqp_table_set_text (table, CODE, codes[i]);
      nqp_table_set_text (table, NAME, names[i]);
      nqp_table_set_number (table, SHARE, shares[i]);
      nqp_table_set_number (table, GAIN, gains[i]);
      nqp_table_set_text (table, SPAN, spans[i]);
      nqp_table_set_key (table, SPAN, widths[i]);
      nqp_table_set_text (table, note, "n");
      nqp_table_set_number (table, bar, 0.5);
      nqp_table_set_datum (table, (NqpDatum){ 10 + i, 1, -1, 0, 0 });
      if (i == 2)
        nqp_table_set_mark (table, GAIN, NQP_MARK_CHANGED);
    }
  return table;
}

/* Files and pages have the same cells, each without what is only for the other. */
static void
test_uses (void)
{
  g_autoptr (NqpTable) file = make_page (NQP_TABLE_FILE), page = make_page (NQP_TABLE_PAGE),
                       both = make_page (NQP_TABLE_FILE | NQP_TABLE_PAGE);
  g_autoptr (GString) out = g_string_new (NULL);

  nqp_table_print_csv (file, out);
  g_assert_cmpstr (out->str, ==,
                   "code,name,share,gain,span,note\na,Zoe,0.07,2,2-11,n\nb,Ada,0.125,,1,n\nc,Max,,-1,3-4,n\n"
                   "d,Eve,0.3,2,,n\n");
  g_assert_cmpint (nqp_table_n_shown (file), ==, 0);
  g_assert_cmpint (nqp_table_find_column (file, "bar"), ==, -1);
  g_assert_cmpint (nqp_table_find_column (page, "note"), ==, -1);
  g_assert_cmpint (nqp_table_n_shown (page), ==, 5);
  g_assert_cmpint (nqp_table_shown (page, 0), ==, NAME);
  g_string_truncate (out, 0);
  nqp_table_print_csv (both, out);
  g_assert_true (g_str_has_prefix (out->str, "code,name,share,gain,span,note\n")); /* a bar is no text */
  g_string_truncate (out, 0);
  nqp_table_print_json (both, out);
  g_assert_null (strstr (out->str, "bar"));
}

static void
expect_order (const NqpTable *table, int column, gboolean descending, const char *expected)
{
  int order[4];
  g_autoptr (GString) found = g_string_new (NULL);

  nqp_table_order (table, column, descending, order);
  for (int i = 0; i < 4; i++)
    g_string_append (found, nqp_table_get_text (table, CODE, order[i]));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_order (void)
{
  g_autoptr (NqpTable) table = make_page (NQP_TABLE_PAGE);

  expect_order (table, -1, FALSE, "abcd");
  expect_order (table, GAIN, FALSE, "cadb");
  expect_order (table, GAIN, TRUE, "adcb"); /* missing last in either direction, equal ones as they are */
  expect_order (table, NAME, FALSE, "bdca");
  expect_order (table, NAME, TRUE, "acdb");
  expect_order (table, SPAN, TRUE, "acbd"); /* a text by its key */
}

static void
expect_text (const NqpTable *table, int column, int row, const char *expected)
{
  g_autofree char *text = nqp_table_cell_text (table, column, row);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_look (void)
{
  g_autoptr (NqpTable) table = make_page (NQP_TABLE_PAGE);
  const int order[] = { 3, 2, 1, 0 };
  g_autoptr (GString) out = g_string_new (NULL);
  NqpDatum datum;

  expect_text (table, SHARE, 1, "12.5 %");
  expect_text (table, GAIN, 0, "+2");
  expect_text (table, GAIN, 1, "–");
  expect_text (table, GAIN, 2, "−1");
  expect_text (table, NAME, 2, "Max");
  g_assert_true (nqp_table_is_number (table, SHARE));
  g_assert_true (nqp_table_is_number (table, SPAN));
  g_assert_false (nqp_table_is_number (table, NAME));
  g_assert_true (nqp_table_is_by_region (table));
  g_assert_false (nqp_table_is_tree (table));
  datum = nqp_table_cell_datum (table, SHARE, 2);
  g_assert_cmpint (datum.region, ==, 12);
  g_assert_cmpint (datum.year, ==, 2);
  g_assert_cmpint (datum.node, ==, 4);
  g_assert_cmpint (nqp_table_cell_datum (table, NAME, 2).node, ==, -1);
  g_assert_cmpuint (nqp_table_cell_marks (table, GAIN, 2), ==, NQP_MARK_CHANGED);
  g_assert_cmpuint (nqp_table_cell_marks (table, GAIN, 3), ==, 0);
  /* for spreadsheets: what is shown, whole */
  nqp_table_print_tsv (table, order, out);
  g_assert_cmpstr (
      out->str, ==,
      "Name\tShare, %\tGain\tSpan\nEve\t30\t2\t\nMax\t\t-1\t3-4\nAda\t12.5\t\t1\nZoe\t7\t2\t2-11\n");
}

static void
test_tree (void)
{
  g_autoptr (NqpTable) table = nqp_table_new ();

  nqp_table_add_column (table, "x", NULL, NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_row (table);
  nqp_table_set_number (table, 0, 1.25);
  nqp_table_add_row (table);
  nqp_table_set_number (table, 0, 1.25);
  nqp_table_set_parent (table, 0);
  nqp_table_set_row_decimals (table, 0);
  g_assert_true (nqp_table_is_tree (table));
  g_assert_cmpint (nqp_table_row_parent (table, 0), ==, -1);
  g_assert_cmpint (nqp_table_row_parent (table, 1), ==, 0);
  expect_text (table, 0, 0, "1.25");
  expect_text (table, 0, 1, "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/cells", test_cells);
  g_test_add_func ("/table/csv", test_csv);
  g_test_add_func ("/table/json", test_json);
  g_test_add_func ("/table/quotes", test_quotes);
  g_test_add_func ("/table/texts", test_texts);
  g_test_add_func ("/table/uses", test_uses);
  g_test_add_func ("/table/order", test_order);
  g_test_add_func ("/table/look", test_look);
  g_test_add_func ("/table/tree", test_tree);
  return g_test_run ();
}
