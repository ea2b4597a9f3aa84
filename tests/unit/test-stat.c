/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of Stata and SPSS, written here with readstat's own writer, and damaged. */
#include "nqp-config.h"

#include <math.h>
#include <string.h>

#include "stat/nqp-stat-private.h"
#include "nqp-table-layout.h"

#ifdef NQP_HAVE_READSTAT

#include <readstat.h>

static ssize_t
on_data (const void *data, size_t length, void *user_data)
{
  g_byte_array_append (user_data, data, (guint)length);
  return (ssize_t)length;
}

typedef struct
{
  NqpStatKind kind;
  int version;            /* of the format, 0 = the writer's own */
  const char *regions[2]; /* as the file has them */
  const char *label;      /* of the growth */
} Made;

/* id,code,year,gdp,growth,when,flag: 2 regions x 2 years; ids have labels, growth is a float that is missing once. */
static GByteArray *
make_file (const Made *made)
{
  static const double growths[] = { 4.1, 5.25, -0.3 };
  GByteArray *bytes = g_byte_array_new ();
  readstat_writer_t *writer = readstat_writer_init ();
  readstat_label_set_t *regions = readstat_add_label_set (writer, READSTAT_TYPE_DOUBLE, "regions");
  readstat_label_set_t *flags = readstat_add_label_set (writer, READSTAT_TYPE_DOUBLE, "flags");
  readstat_variable_t *variables[7];
  const gboolean is_dta = made->kind == NQP_STAT_DTA; /* SPSS has no floats */
  readstat_error_t error;

  readstat_set_data_writer (writer, on_data);
  if (made->version != 0)
    readstat_writer_set_file_format_version (writer, (uint8_t)made->version);
  for (int i = 0; i < 2; i++)
    readstat_label_double_value (regions, i + 1, made->regions[i]);
  readstat_label_double_value (flags, 1, "estimated"); /* one of the values only */
  variables[0] = readstat_add_variable (writer, "prov", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label (variables[0], "region");
  readstat_variable_set_label_set (variables[0], regions);
  variables[1] = readstat_add_variable (writer, "code", READSTAT_TYPE_STRING, 6);
  variables[2] = readstat_add_variable (writer, "year", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label (variables[2], "when it was");
  variables[3] = readstat_add_variable (writer, "gdp", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label (variables[3], "Gross product (yuan)");
  variables[4]
      = readstat_add_variable (writer, "growth", is_dta ? READSTAT_TYPE_FLOAT : READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label (variables[4], made->label);
  variables[5] = readstat_add_variable (writer, "day", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_format (variables[5], is_dta ? "%td" : "DATE11");
  variables[6] = readstat_add_variable (writer, "share", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label_set (variables[6], flags);
  error = made->kind == NQP_STAT_DTA ? readstat_begin_writing_dta (writer, bytes, 4)
                                     : readstat_begin_writing_sav (writer, bytes, 4);
  g_assert_cmpint (error, ==, READSTAT_OK);
  for (int i = 0; i < 4; i++)
    {
      readstat_begin_row (writer);
      readstat_insert_double_value (writer, variables[0], 1 + i / 2);
      readstat_insert_string_value (writer, variables[1], i / 2 == 0 ? "110000" : "120000");
      readstat_insert_double_value (writer, variables[2], 2020 + i % 2);
      readstat_insert_double_value (writer, variables[3], 0.1 + i);
      if (i < 3 && is_dta)
        readstat_insert_float_value (writer, variables[4], (float)growths[i]);
      else if (i < 3)
        readstat_insert_double_value (writer, variables[4], growths[i]);
      else
        readstat_insert_missing_value (writer, variables[4]);
      readstat_insert_double_value (writer, variables[5], is_dta ? 22280 + i : 13828752000.0 + 86400.0 * i);
      readstat_insert_double_value (writer, variables[6], i);
      readstat_end_row (writer);
    }
  g_assert_cmpint (readstat_end_writing (writer), ==, READSTAT_OK);
  readstat_writer_free (writer);
  return bytes;
}

static NqpRows *
open_made (const GByteArray *bytes, const char *encoding, GPtrArray *list)
{
  NqpProblems problems = { .list = list };

  return nqp_stat_rows_open_bytes ((const char *)bytes->data, bytes->len, "made.dta", encoding, &problems,
                                   NULL, NULL, NULL);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
}

static void
check_row (NqpRows *rows, int number, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_cmpint (nqp_rows_next (rows), ==, NQP_CSV_ROW);
  g_assert_cmpint (rows->number, ==, number);
  for (int i = 0; i < rows->n_fields; i++)
    g_string_append_printf (found, "%s%.*s", i > 0 ? "|" : "", (int)rows->fields[i].length,
                            rows->fields[i].text);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
check_rows (NqpRows *rows, const char *first, const char *second, const char *growth)
{
  g_autofree char *head = g_strdup_printf ("region|code|year|Gross product (yuan)|%s|day|share", growth);
  g_autofree char *lines[4] = { g_strdup_printf ("%s|110000|2020|0.1|4.1|2020-12-31|0", first),
                                g_strdup_printf ("%s|110000|2021|1.1|5.25|2021-01-01|1", first),
                                g_strdup_printf ("%s|120000|2020|2.1|-0.3|2021-01-02|2", second),
                                g_strdup_printf ("%s|120000|2021|3.1||2021-01-03|3", second) };

  check_row (rows, 0, head);
  for (int i = 0; i < 4; i++)
    {
      check_row (rows, i + 1, lines[i]);
      g_assert_cmpint (nqp_rows_mark (rows, 3), ==, NQP_FIELD_NUMBER);
      g_assert_cmpint (nqp_rows_mark (rows, 0), ==, 0);
      g_assert_cmpint (nqp_rows_mark (rows, 5), ==, 0);
    }
  g_assert_cmpint (nqp_rows_next (rows), ==, NQP_CSV_END);
  for (int i = 0; i < 4; i++)
    g_clear_pointer (&lines[i], g_free);
}

static void
test_rows (gconstpointer data)
{
  const Made *made = data;
  g_autoptr (GByteArray) bytes = make_file (made);
  g_autoptr (GPtrArray) list = new_list ();
  g_autoptr (NqpRows) rows = open_made (bytes, NULL, list);
  g_autoptr (NqpRows) ahead = NULL;

  g_assert_cmpint (nqp_stat_kind ((const char *)bytes->data, bytes->len), ==, made->kind);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_nonnull (rows);
  ahead = nqp_rows_look_ahead (rows);
  check_rows (rows, made->regions[0], made->regions[1], made->label);
  check_rows (ahead, made->regions[0], made->regions[1], made->label);
}

/* The header is known; names of variables are the codes of series, their labels the names. */
static void
test_layout (void)
{
  static const Made made = { NQP_STAT_DTA, 118, { "北京市", "天津市" }, "year on year" };
  g_autoptr (GByteArray) bytes = make_file (&made);
  g_autoptr (GPtrArray) list = new_list ();
  g_autoptr (NqpRows) rows = open_made (bytes, NULL, list);
  g_autoptr (NqpTableLayout) layout = nqp_table_layout_guess (rows, NULL);
  const NqpLayoutColumn *column;

  g_assert_cmpint (layout->last_header, ==, 0);
  g_assert_cmpint (layout->first_row, ==, 1);
  g_assert_cmpint (layout->columns->len, ==, 7);
  g_assert_cmpint (nqp_table_layout_find (layout, NQP_COLUMN_REGION), ==, 0);
  g_assert_cmpint (nqp_table_layout_find (layout, NQP_COLUMN_CODE), ==, 1);
  g_assert_cmpint (nqp_table_layout_find (layout, NQP_COLUMN_YEAR), ==, 2);
  column = nqp_table_layout_column (layout, 3);
  g_assert_cmpint (column->role, ==, NQP_COLUMN_SERIES);
  g_assert_cmpstr (column->code, ==, "gdp");
  g_assert_cmpstr (column->name, ==, "Gross product");
  g_assert_cmpstr (column->unit, ==, "yuan");
}

/* Stata before 14 kept texts as the computer had them. */
static void
test_encoding (void)
{
  static const Made made = {
    NQP_STAT_DTA, 114, { "\xb1\xb1\xbe\xa9\xca\xd0", "\xcc\xec\xbd\xf2\xca\xd0" }, "\xd4\xf6\xb3\xa4\xc2\xca"
  };
  static const Made western = { NQP_STAT_DTA, 114, { "Nieder\xf6sterreich", "K\xe4rnten" }, "growth" };
  g_autoptr (GByteArray) bytes = make_file (&made), other = make_file (&western);
  g_autoptr (GPtrArray) list = new_list ();
  g_autoptr (NqpRows) rows = open_made (bytes, NULL, list);
  g_autoptr (NqpRows) named = NULL, none = NULL;

  g_assert_nonnull (rows);
  g_assert_cmpstr (rows->encoding, ==, "GB18030");
  check_rows (rows, "北京市", "天津市", "增长率");
  none = open_made (other, NULL, list);
  g_assert_null (none);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_nonnull (strstr (((NqpProblem *)list->pdata[0])->text, "--encoding"));
  named = open_made (other, "WINDOWS-1252", list);
  g_assert_nonnull (named);
  check_rows (named, "Niederösterreich", "Kärnten", "growth");
}

/* Whatever is cut off or changed is refused or read, without reading beyond. */
static void
test_damaged (gconstpointer data)
{
  const Made *made = data;
  g_autoptr (GByteArray) bytes = make_file (made);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  int n_refused = 0;

  for (int i = 0; i < 1500; i++)
    {
      g_autoptr (GByteArray) copy = g_byte_array_new ();
      g_autoptr (GPtrArray) list = new_list ();
      g_autoptr (NqpRows) rows = NULL;

      g_byte_array_append (copy, bytes->data, bytes->len);
      if (i < 300)
        g_byte_array_set_size (copy, (guint)g_rand_int_range (random, 0, (gint32)bytes->len));
      else
        for (int k = 0; k < 1 + i % 8; k++)
          copy->data[g_rand_int_range (random, 0, (gint32)bytes->len)]
              = (guint8)g_rand_int_range (random, 0, 256);
      if (copy->len < 4 || nqp_stat_kind ((const char *)copy->data, copy->len) == NQP_STAT_NONE)
        continue;
      rows = open_made (copy, NULL, list);
      g_assert_true ((rows == NULL) == (list->len > 0));
      n_refused += rows == NULL;
      while (rows != NULL && nqp_rows_next (rows) == NQP_CSV_ROW)
        for (int c = 0; c < rows->n_fields; c++)
          g_assert_true (g_utf8_validate (rows->fields[c].text, (gssize)rows->fields[c].length, NULL));
    }
  g_assert_cmpint (n_refused, >, 200);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *format;
    double value;
    const char *expected;
  } dates[] = {
    { "%td", 0, "1960-01-01" },       { "%-td", -1, "1959-12-31" },  { "%d", 22280, "2020-12-31" },
    { "%tdCCYY", 366, "1961-01-01" }, { "%tm", 721, "2020-02-01" },  { "%tq", 243, "2020-10-01" },
    { "%th", 120, "2020-01-01" },     { "%tw", 3120, "2020-01-01" }, { "%tc", 1893456000000, "2020-01-01" }
  };
  char text[NQP_STAT_DATE_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      const NqpStatUnit unit = nqp_stat_unit_of_format (NQP_STAT_DTA, dates[i].format);

      g_assert_true (nqp_stat_date (unit, dates[i].value, text));
      g_assert_cmpstr (text, ==, dates[i].expected);
      g_assert_false (nqp_stat_date (unit, 1e300, text));
    }
  g_assert_cmpint (nqp_stat_unit_of_format (NQP_STAT_DTA, "%ty"), ==, NQP_STAT_NUMBER);
  g_assert_cmpint (nqp_stat_unit_of_format (NQP_STAT_DTA, "%9.0g"), ==, NQP_STAT_NUMBER);
  g_assert_cmpint (nqp_stat_unit_of_format (NQP_STAT_SAV, "F8.2"), ==, NQP_STAT_NUMBER);
  g_assert_true (nqp_stat_date (nqp_stat_unit_of_format (NQP_STAT_SAV, "DATETIME20"), 13798944000.0, text));
  g_assert_cmpstr (text, ==, "2020-01-21");
}

int
main (int argc, char **argv)
{
  static const Made dta = { NQP_STAT_DTA, 118, { "北京市", "天津市" }, "增长率" };
  static const Made old = { NQP_STAT_DTA, 115, { "Beijing", "Tianjin" }, "growth of it" };
  static const Made sav = { NQP_STAT_SAV, 0, { "北京市", "天津市" }, "增长率" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/stat/rows/dta", &dta, test_rows);
  g_test_add_data_func ("/stat/rows/old", &old, test_rows);
  g_test_add_data_func ("/stat/rows/sav", &sav, test_rows);
  g_test_add_func ("/stat/layout", test_layout);
  g_test_add_func ("/stat/encoding", test_encoding);
  g_test_add_func ("/stat/dates", test_dates);
  g_test_add_data_func ("/stat/damaged/dta", &dta, test_damaged);
  g_test_add_data_func ("/stat/damaged/sav", &sav, test_damaged);
  return g_test_run ();
}

#else

int
main (void)
{
  return 77; /* skipped */
}

#endif
