/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-csv.h"
#include "nqp-import-check.h"

typedef struct
{
  char *folder;
  GPtrArray *problems;
  NqpProblems list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = check_make_folder ();
  fixture->problems = check_new_problems ();
  fixture->list = (NqpProblems){ .list = fixture->problems };
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  check_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_ptr_array_unref (fixture->problems);
}

/* The whole file as "line:field|field" per row; what is wrong as "bad LINE:COLUMN" or "cut LINE:COLUMN". */
static char *
read_rows (Fixture *fixture, const char *text, gssize length)
{
  g_autofree char *path = check_write (fixture->folder, "t.csv", text, length);
  g_auto (NqpCsv) csv = { 0 };
  GString *out = g_string_new (NULL);

  if (!nqp_csv_open (&csv, path, &fixture->list))
    return g_string_free (g_string_assign (out, "closed"), FALSE);
  for (;;)
    {
      NqpCsvStatus status = nqp_csv_next (&csv);

      if (status == NQP_CSV_END)
        break;
      if (out->len > 0)
        g_string_append_c (out, '\n');
      if (status != NQP_CSV_ROW)
        g_string_append_printf (out, "%s %d:%d", status == NQP_CSV_BAD ? "bad" : "cut", csv.line,
                                csv.bad_column);
      else
        {
          g_string_append_printf (out, "%d:", csv.line);
          for (int i = 0; i < csv.n_fields; i++)
            {
              g_string_append (out, i > 0 ? "|" : "");
              g_string_append_len (out, csv.fields[i].text, (gssize)csv.fields[i].length);
            }
        }
      if (status == NQP_CSV_CUT)
        break;
    }
  return g_string_free (out, FALSE);
}

static void
test_rows (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text, *rows;
  } cases[] = {
    { "a,b\n1,2\n", "1:a|b\n2:1|2" },
    { "a,b\r\n1,2\r\n", "1:a|b\n2:1|2" },
    { "a,b\r1,2\r3,4", "1:a|b\n2:1|2\n3:3|4" },
    { "a,b\n\n1,2\n  \n\n3,4\n\n", "1:a|b\n3:1|2\n6:3|4" },
    { "a;b;c\n1,5;;3\n", "1:a|b|c\n2:1,5||3" },
    { "a\tb\n1 x\t\n", "1:a|b\n2:1 x|" },
    { "a\n1\n", "1:a\n2:1" },
    { "a,b\n 1 , 2 \n", "1:a|b\n2:1|2" },
    { "a,b\n\" 1 \",\"x,y\"\n", "1:a|b\n2: 1 |x,y" },
    { "a,b\n\"say \"\"no\"\"\",\"\"\n", "1:a|b\n2:say \"no\"|" },
    { "a,b\n\"two\nlines\",1\n2,3\n", "1:a|b\n2:two\nlines|1\n4:2|3" },
    { "a,b\n\"two\r\nlines\",1\r\n2,3\r\n", "1:a|b\n2:two\r\nlines|1\n4:2|3" },
    { "\"a;x\",b\n1,2\n", "1:a;x|b\n2:1|2" },
    { "a,b\n1,\"2\" x\n3,4\n", "1:a|b\nbad 2:2\n3:3|4" },
    { "a,b\n1,2\"\n3,4\n", "1:a|b\nbad 2:2\n3:3|4" },
    { "a,b\n1,\"2\n3,4\n5,6\n", "1:a|b\ncut 2:2" },
    { "a,b\n1,2,3\n4\n", "1:a|b\n2:1|2|3\n3:4" },
    { "a,b\n,\n", "1:a|b\n2:|" },
    { "sep=;\na;b\n1,5;2\n", "2:a|b\n3:1,5|2" },
    { "\"sep=|\"\r\na|b\r\n1|2\r\n", "2:a|b\n3:1|2" },
    { "sep=x\na,b\n", "1:sep=x\n2:a|b" },
    { "Title\na;b;c\n1;2;3\n4;5;6\n", "1:Title\n2:a|b|c\n3:1|2|3\n4:4|5|6" },
    { "Title, of it\na\tb\n1,5\t2,5\n", "1:Title, of it\n2:a|b\n3:1,5|2,5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = read_rows (fixture, cases[i].text, -1);

      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
  g_assert_cmpuint (fixture->problems->len, ==, 0);
}

static void
test_encodings (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *charset, *mark;
    gsize mark_length;
  } cases[] = {
    { "UTF-8", "", 0 },
    { "UTF-8", "\xef\xbb\xbf", 3 },
    { "UTF-16LE", "\xff\xfe", 2 },
    { "UTF-16BE", "\xfe\xff", 2 },
    { "UTF-16LE", "", 0 },
    { "UTF-16BE", "", 0 },
    { "GB18030", "", 0 },
  };
  const char *text = "省份,年份,数值\n内蒙古,2020,1.5\n西藏,2021,2.5\n";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *converted = g_convert (text, -1, cases[i].charset, "UTF-8", NULL, &length, NULL);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autofree char *rows = NULL;

      g_byte_array_append (bytes, (const guint8 *)cases[i].mark, (guint)cases[i].mark_length);
      g_byte_array_append (bytes, (const guint8 *)converted, (guint)length);
      rows = read_rows (fixture, (const char *)bytes->data, bytes->len);
      g_assert_cmpstr (rows, ==, "1:省份|年份|数值\n2:内蒙古|2020|1.5\n3:西藏|2021|2.5");
    }
  g_assert_cmpuint (fixture->problems->len, ==, 0);
}

static void
test_short_gb18030 (Fixture *fixture, gconstpointer unused)
{
  /* one name alone gives a detector of encodings little to go by */
  g_autofree char *rows = read_rows (fixture, "region,x\n\xb1\xb1\xbe\xa9,1\n", -1);

  g_assert_cmpstr (rows, ==, "1:region|x\n2:北京|1");
}

static void
test_bad_files (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    gssize length;
    int line;
    const char *found;
  } cases[] = {
    { "", 0, 0, "is empty" },
    { "\n \n\r\n", -1, 0, "is empty" },
    { "\xef\xbb\xbf", -1, 0, "is empty" },
    { "a,b\n1,2\n\0,3\n", 12, 3, "NUL byte" },
    { "省份,b\n1,2\n\xff,3\n", -1, 3, "0xFF" },
    { "a,b\n1,2\nS\xe3o,3\n", -1, 3, "0xE3" },
    { "\xff\xfe"
      "a\0,\0b\0\n\0"
      "\0\xd8,\0",
      14, 2, "UTF-16LE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = read_rows (fixture, cases[i].text, cases[i].length);
      const NqpProblem *problem;

      g_assert_cmpstr (rows, ==, "closed");
      g_assert_cmpuint (fixture->problems->len, ==, 1);
      problem = g_ptr_array_index (fixture->problems, 0);
      g_assert_cmpint (problem->line, ==, cases[i].line);
      g_assert_nonnull (strstr (problem->text, cases[i].found));
      g_assert_false (problem->skipped);
      g_ptr_array_set_size (fixture->problems, 0);
    }
}

static void
test_folder_and_nothing (Fixture *fixture, gconstpointer unused)
{
  g_auto (NqpCsv) csv = { 0 };
  g_autofree char *none = g_build_filename (fixture->folder, "none.csv", NULL);

  g_assert_false (nqp_csv_open (&csv, fixture->folder, &fixture->list));
  g_assert_false (nqp_csv_open (&csv, none, &fixture->list));
  g_assert_cmpuint (fixture->problems->len, ==, 2);
  g_assert_nonnull (strstr (((NqpProblem *)fixture->problems->pdata[0])->text, "a folder"));
  g_assert_nonnull (strstr (((NqpProblem *)fixture->problems->pdata[1])->text, g_strerror (ENOENT)));
}

static NqpValueKind
parse (const char *text, gboolean comma_allowed, double *out_value)
{
  NqpDecimal decimal = { .comma_allowed = comma_allowed };

  return nqp_value_parse (text, strlen (text), &decimal, 1, out_value);
}

static void
test_value_kinds (void)
{
  static const char *const missing[] = { "", "NA", "na", "..", "-" };
  static const char *const text[] = { "x", "1 2",  "1.2.3", "1,5", "0x10", "nan", "1e",  "e5", "+",
                                      ".", "1.5x", "1e+",   "--1", "…",    "1_0", "NA ", "12%" };
  static const char *const infinite[] = { "inf", "-inf", "+Infinity", "1e999", "-1e309" };
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      value = 1;
      g_assert_cmpint (parse (missing[i], FALSE, &value), ==, NQP_VALUE_MISSING);
      g_assert_true (isnan (value));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (text); i++)
    g_assert_cmpint (parse (text[i], FALSE, &value), ==, NQP_VALUE_TEXT);
  for (gsize i = 0; i < G_N_ELEMENTS (infinite); i++)
    g_assert_cmpint (parse (infinite[i], FALSE, &value), ==, NQP_VALUE_INFINITE);
  g_assert_cmpint (parse ("-0", FALSE, &value), ==, NQP_VALUE_NUMBER);
  check_bits_equal (value, -0.0);
  g_assert_cmpint (parse ("1,5", TRUE, &value), ==, NQP_VALUE_NUMBER);
  check_bits_equal (value, 1.5);
  g_assert_cmpint (parse ("1,234,567", TRUE, &value), ==, NQP_VALUE_TEXT);
}

static void
test_one_decimal_mark (void)
{
  NqpDecimal decimal = { .comma_allowed = TRUE };
  double value;

  g_assert_cmpint (nqp_value_parse ("7", 1, &decimal, 2, &value), ==, NQP_VALUE_NUMBER);
  g_assert_cmpint (nqp_value_parse ("1,250", 5, &decimal, 3, &value), ==, NQP_VALUE_NUMBER);
  g_assert_false (decimal.comma_certain);
  g_assert_cmpint (nqp_value_parse ("1.250", 5, &decimal, 4, &value), ==, NQP_VALUE_MIXED);
  g_assert_cmpint (decimal.line, ==, 3);
  g_assert_cmpint (nqp_value_parse ("1,25", 4, &decimal, 5, &value), ==, NQP_VALUE_NUMBER);
  g_assert_true (decimal.comma_certain);
}

/* As people write numbers: beyond what a program writes. */
static void
test_values_written (void)
{
  static const struct
  {
    const char *text;
    char mark; /* decimal mark of the file, 0 = not known */
    NqpValueKind kind;
    double value;
    gboolean percent;
  } cases[] = {
    { "１２３", 0, NQP_VALUE_NUMBER, 123, FALSE },
    { "－４５．６", 0, NQP_VALUE_NUMBER, -45.6, FALSE },
    { "−3", 0, NQP_VALUE_NUMBER, -3, FALSE },
    { "– 3", 0, NQP_VALUE_NUMBER, -3, FALSE },
    { "1 234", 0, NQP_VALUE_NUMBER, 1234, FALSE },
    { "12 345,5", 0, NQP_VALUE_NUMBER, 12345.5, FALSE },
    { "1'234'567.25", 0, NQP_VALUE_NUMBER, 1234567.25, FALSE },
    { "1’234", 0, NQP_VALUE_NUMBER, 1234, FALSE },
    { "1,234,567", 0, NQP_VALUE_NUMBER, 1234567, FALSE },
    { "1.234.567", 0, NQP_VALUE_NUMBER, 1234567, FALSE },
    { "1.234,5", 0, NQP_VALUE_NUMBER, 1234.5, FALSE },
    { "1,234.5", 0, NQP_VALUE_NUMBER, 1234.5, FALSE },
    { "1,234", 0, NQP_VALUE_NUMBER, 1234, FALSE },
    { "1,234", '.', NQP_VALUE_NUMBER, 1234, FALSE },
    { "1.234", ',', NQP_VALUE_NUMBER, 1234, FALSE },
    { "-1.234", ',', NQP_VALUE_NUMBER, -1234, FALSE },
    { "1,5e3", ',', NQP_VALUE_NUMBER, 1500, FALSE },
    { "12,5", '.', NQP_VALUE_MIXED, 0, FALSE },
    { "1.234.567", '.', NQP_VALUE_MIXED, 0, FALSE },
    { "45.6%", 0, NQP_VALUE_NUMBER, 45.6, TRUE },
    { "45,6 ％", ',', NQP_VALUE_NUMBER, 45.6, TRUE },
    { "\xc2\xa0 7 \xe3\x80\x80", 0, NQP_VALUE_NUMBER, 7, FALSE },
    { " NA", 0, NQP_VALUE_MISSING, 0, FALSE },
    { "…", 0, NQP_VALUE_MISSING, 0, FALSE },
    { "——", 0, NQP_VALUE_MISSING, 0, FALSE },
    { "NaN", 0, NQP_VALUE_MISSING, 0, FALSE },
    { "12,34,567", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "1,2345.6", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "1 2", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "1 234'567", 0, NQP_VALUE_NUMBER, 1234567, FALSE },
    { "5%%", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "%", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "3-4", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "599.2 !", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "x", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "十二", 0, NQP_VALUE_TEXT, 0, FALSE },
    { "Inf", 0, NQP_VALUE_INFINITE, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NqpDecimal decimal = { .mark = cases[i].mark };
      gboolean percent;
      double value = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (nqp_value_read (cases[i].text, strlen (cases[i].text), &decimal, 1, &value, &percent),
                       ==, cases[i].kind);
      g_assert_cmpint (percent, ==, cases[i].percent);
      if (cases[i].kind == NQP_VALUE_NUMBER)
        check_bits_equal (value, cases[i].value);
    }
}

static void
test_evidence (void)
{
  static const struct
  {
    const char *text;
    NqpMarkEvidence evidence;
  } cases[] = {
    { "1234", NQP_MARK_SAYS_NOTHING },    { "1.5", NQP_MARK_IS_POINT },
    { "1,5", NQP_MARK_IS_COMMA },         { "0.123", NQP_MARK_IS_POINT },
    { "1234.567", NQP_MARK_IS_POINT },    { "1.234", NQP_MARK_MAY_BE_POINT },
    { "-12,345", NQP_MARK_MAY_BE_COMMA }, { "1.234,5", NQP_MARK_IS_COMMA },
    { "1,234,567", NQP_MARK_IS_POINT },   { "1.234e5", NQP_MARK_IS_POINT },
    { "1 234,567", NQP_MARK_IS_COMMA },   { "x", NQP_MARK_SAYS_NOTHING },
    { ".5", NQP_MARK_IS_POINT },          { "1.23,4.5", NQP_MARK_SAYS_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (nqp_value_evidence (cases[i].text, strlen (cases[i].text)), ==, cases[i].evidence);
    }
}

static void
test_years (void)
{
  static const char *const years[]
      = { "2016",       "2016年",   "２０１６年",   "2016年度", "YR2016", "2016 [YR2016]",
          "2016-12-31", "2016/1/2", "2016年3月4日", "2016.0",   "X2016" };
  static const char *const none[] = { "",        "2016.5",        "201x", "20160101", "2016-17", "2016-2017",
                                      "2005-06", "2016 [YR2017]", "year", "16",       "2016*" };
  int year;

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_test_message ("%s", years[i]);
      g_assert_true (nqp_year_in_header (years[i], strlen (years[i]), &year));
      g_assert_cmpint (year, ==, 2016);
      g_assert_true (nqp_year_read (years[i], strlen (years[i]), &year));
      g_assert_cmpint (year, ==, 2016);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_test_message ("%s", none[i]);
      g_assert_false (nqp_year_in_header (none[i], strlen (none[i]), &year));
    }
  g_assert_true (nqp_year_read ("16", 2, &year)); /* as it always was */
}

/* A second reader, before and after: what was read once can be read again, doubled quotes too. */
static void
test_look_ahead (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = check_write (fixture->folder, "t.csv", "a,b\n\"x \"\"1\"\"\",2\n\"y\",3\n", -1);
  g_auto (NqpCsv) csv = { 0 };

  g_assert_true (nqp_csv_open (&csv, path, &fixture->list));
  for (int round = 0; round < 3; round++)
    {
      g_auto (NqpCsv) ahead = { 0 };

      nqp_csv_look_ahead (&csv, &ahead);
      g_assert_cmpint (nqp_csv_next (&ahead), ==, NQP_CSV_ROW);
      g_assert_cmpint (nqp_csv_next (&ahead), ==, NQP_CSV_ROW);
      g_assert_true (nqp_field_equals (&ahead.fields[0], "x \"1\""));
      g_assert_cmpint (nqp_csv_next (&ahead), ==, NQP_CSV_ROW);
      g_assert_true (nqp_field_equals (&ahead.fields[0], "y"));
      g_assert_cmpint (nqp_csv_next (&ahead), ==, NQP_CSV_END);
    }
  g_assert_cmpint (nqp_csv_next (&csv), ==, NQP_CSV_ROW);
  g_assert_cmpint (csv.line, ==, 1);
}

/* Every number, however written, must be the double that the C library reads. */
static void
test_numbers_exact (void)
{
  static const char *const formats[] = { "%.17g", "%.15g", "%.6g", "%.3f", "%.0f", "%.20e", "%.25f" };
  static const char *const texts[] = { "9007199254740993",
                                       "9007199254740992.5",
                                       "1e22",
                                       "1e23",
                                       "123456789012345678e-30",
                                       "0.000000000000000000000000000001",
                                       "4.9e-324",
                                       "2.2250738585072011e-308",
                                       "1.7976931348623157e308",
                                       "00000000000000000000000000012.5",
                                       "+3",
                                       ".5",
                                       "5.",
                                       "1e-400",
                                       "18446744073709551616",
                                       "99999999999999999999",
                                       "1E5",
                                       "1e0000000001" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240607);
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpint (parse (texts[i], FALSE, &value), ==, NQP_VALUE_NUMBER);
      check_bits_equal (value, g_ascii_strtod (texts[i], NULL));
    }
  for (int i = 0; i < 100000; i++)
    {
      char text[400];
      double number = (g_rand_double (random) - 0.5) * pow (10, g_rand_int_range (random, -12, 16));

      g_ascii_formatd (text, sizeof text, formats[i % (int)G_N_ELEMENTS (formats)], number);
      g_assert_cmpint (parse (text, FALSE, &value), ==, NQP_VALUE_NUMBER);
      check_bits_equal (value, g_ascii_strtod (text, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/csv/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/csv/encodings", Fixture, NULL, set_up, test_encodings, tear_down);
  g_test_add ("/csv/short-gb18030", Fixture, NULL, set_up, test_short_gb18030, tear_down);
  g_test_add ("/csv/bad-files", Fixture, NULL, set_up, test_bad_files, tear_down);
  g_test_add ("/csv/folder-and-nothing", Fixture, NULL, set_up, test_folder_and_nothing, tear_down);
  g_test_add_func ("/csv/value-kinds", test_value_kinds);
  g_test_add_func ("/csv/one-decimal-mark", test_one_decimal_mark);
  g_test_add_func ("/csv/numbers-exact", test_numbers_exact);
  g_test_add_func ("/csv/values-written", test_values_written);
  g_test_add_func ("/csv/evidence", test_evidence);
  g_test_add_func ("/csv/years", test_years);
  g_test_add ("/csv/look-ahead", Fixture, NULL, set_up, test_look_ahead, tear_down);
  return g_test_run ();
}
