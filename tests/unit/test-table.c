/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/cells", test_cells);
  g_test_add_func ("/table/csv", test_csv);
  g_test_add_func ("/table/json", test_json);
  g_test_add_func ("/table/quotes", test_quotes);
  return g_test_run ();
}
