/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-rounds.h"
#include "nqp-import-check.h"
#include "nqp-table-layout.h"

#define N_ROUNDS fuzz_rounds (250)
#define MAX_SIZE 20000 /* of a file: a mutation at the start says as much as one far down */

static const char *const names[] = { "data.csv",       "indicators.csv", "regions.csv", "boundaries.geojson",
                                     "neighbours.csv", "series.csv",     "flags.csv" };

/* Pieces that mean something to one of the readers. */
static const char *const pieces[] = {
  "/* \" */",
  "// \"\n",
  "/*",
  "*/",
  "\"\\ud800\"",
  "[[[[[[[[",
  "1e308",
  "-1000",
  "-1e308",
  "360",
  "2147483648",
  "nan",
  "1e-320",
  "[[],[]]",
  "{\"coordinates\":[[[[1,2]]]]}",
  "\"coordinates\":",
  "\"type\":\"Polygon\",",
  "/* [[[[ */ // ]]]]\n",
};

/* Bytes that mean something to one of the readers. */
static const char special[] = { ',', ';', '\t', '"',  '\n',   '\r',   '\0',   '.', '-', '[',
                                ']', '{', '}',  '\\', '\xff', '\xfe', '\xe4', '9', 'e', ' ' };

static void
mutate (GByteArray *bytes, GRand *random)
{
  int n = g_rand_int_range (random, 1, 6);

  for (int i = 0; i < n && bytes->len > 0; i++)
    {
      guint at = (guint)g_rand_int_range (random, 0, (gint32)bytes->len);
      guint8 byte = (guint8)special[g_rand_int_range (random, 0, (gint32)sizeof special)];

      switch (g_rand_int_range (random, 0, 8))
        {
        case 0:
          bytes->data[at] ^= (guint8)(1 << g_rand_int_range (random, 0, 8));
          break;
        case 1:
          bytes->data[at] = byte;
          break;
        case 2:
          g_byte_array_remove_index (bytes, at);
          break;
        case 3:
          g_byte_array_append (bytes, &byte, 1);
          break;
        case 4:
          g_byte_array_set_size (bytes, at);
          break;
        case 5:
        case 6:
          {
            const char *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];
            int times = g_rand_int_range (random, 0, 10) == 0 ? 2000 : 1;
            g_autofree guint8 *tail = g_memdup2 (bytes->data + at, bytes->len - at);
            guint n_tail = bytes->len - at;

            g_byte_array_set_size (bytes, at);
            for (int k = 0; k < times; k++)
              g_byte_array_append (bytes, (const guint8 *)piece, (guint)strlen (piece));
            g_byte_array_append (bytes, tail, n_tail);
            break;
          }
        default:
          {
            /* a piece of the file once more, somewhere else */
            guint wanted = (guint)g_rand_int_range (random, 1, 60);
            guint length = MIN (wanted, bytes->len - at);
            g_autofree guint8 *piece = g_memdup2 (bytes->data + at, length);

            g_byte_array_append (bytes, piece, length);
            break;
          }
        }
    }
}

static void
check_result (NqpPanel *panel, NqpBoundaries *boundaries, GPtrArray *problems, const GError *error)
{
  if (panel == NULL)
    {
      g_assert_nonnull (error);
      g_assert_null (boundaries);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (problems->len, >, 0);
      return;
    }
  g_assert_null (error);
  g_assert_cmpint (panel->n_regions, >, 0);
  g_assert_cmpint (panel->n_years, >, 0);
  for (gsize i = 0; i < (gsize)panel->n_series * (gsize)panel->n_years * (gsize)panel->n_regions; i++)
    g_assert_false (isinf (panel->values[i]));
  for (int i = 0; i < panel->n_neighbours; i++)
    g_assert_cmpint (MAX (panel->neighbours[i].a, panel->neighbours[i].b), <, panel->n_places);
}

static void
fuzz (gconstpointer folder_name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", folder_name, NULL);
  g_autofree char *work = check_make_folder ();
  g_autoptr (GRand) random = fuzz_random (20260101);
  CheckFolder files;
  int n_read = 0, n_refused = 0;

  check_folder_init (&files, folder);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      NqpImportSources sources = files.sources;
      const char **members[]
          = { &sources.data,       &sources.indicators, &sources.regions, &sources.boundaries,
              &sources.neighbours, &sources.series,     &sources.flags };
      gsize which = (gsize)round % G_N_ELEMENTS (members), length;
      g_autofree char *text = NULL;
      g_autofree char *path = g_build_filename (work, names[which], NULL);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GPtrArray) problems = check_new_problems ();
      g_autoptr (GError) error = NULL;
      NqpBoundaries *boundaries = NULL;
      NqpPanel *panel;

      if (*members[which] == NULL)
        continue;
      g_assert_true (g_file_get_contents (*members[which], &text, &length, NULL));
      g_byte_array_append (bytes, (const guint8 *)text, (guint)MIN (length, MAX_SIZE));
      mutate (bytes, random);
      g_assert_true (g_file_set_contents (path, (const char *)bytes->data, (gssize)bytes->len, NULL));
      *members[which] = path;
      if (which != 3)
        sources.boundaries = NULL;
      sources.skip_bad_rows = round % 2 == 0;
      if (which == 0 && round % 3 == 0)
        sources.regions = sources.indicators = sources.series = sources.flags = sources.neighbours = NULL;
      panel = nqp_import (&sources, &boundaries, problems, NULL, NULL, NULL, &error);
      check_result (panel, boundaries, problems, error);
      *(panel != NULL ? &n_read : &n_refused) += 1;
      g_clear_pointer (&panel, nqp_panel_unref);
      g_clear_pointer (&boundaries, nqp_boundaries_unref);
    }
  /* both happen, or the mutations are too weak or too strong to say anything */
  g_assert_cmpint (n_read, >, 5);
  g_assert_cmpint (n_refused, >, 20);
  check_folder_clear (&files);
  check_remove_folder (work);
}

/* Tables of many layouts, which only the guess understands. */
static const char *const tables[] = {
  "数据库：分省年度数据,,,\n指标：地区生产总值(亿元),,,\n地区,2022年,2021年,2020年\n北京市,41540.9,41045.6,"
  "\"35,943.3\"\n天津市,"
  "16132.2,15685.1,…\n数据来源：国家统计局,,,\n",
  "Country Name,Country Code,Series Name,Series Code,2016 [YR2016],2017 [YR2017]\nAruba,ABW,\"Population, "
  "total\",SP.POP.TOTL,104822,..\nAngola,AGO,\"Population, "
  "total\",SP.POP.TOTL,29154746,30208628\n,,,,,\nData from database: WDI\n",
  "表1,,,,\n单位：亿元,,,,\n地区,2020年,,2021年,\n,GDP,R&D 经费,GDP,R&D "
  "经费\n北　京,1,2,3,4\n天　津,5,…,7,8\n注：初步数。,,,,\n",
  "sep=;\nregion;year;A;B\nr1;2020;1.234,5;45%\nr2;2020;12.345,5;3 %\n",
  "uName\tuCode\tTime\tGroup_GDP\tLPI (x)\nAustria\tAUT\t2018\tXL\t4.1\nBelgium\tBEL\t2018\tL\t1 234\n",
  "省份,城市,城市代码,年份,GDP（亿元）,备注\n河北,石家庄,130100,2020,5935.1,\n河北,唐山,130200,2020,7211,"
  "初步\n",
};

static const char *const table_pieces[] = {
  "地区",   "2020年",       "指标：", "（亿元）", "\n\n",     ",,,,,,,,", "\n注：", "region", "year", "code",
  "１２３", "\xe3\x80\x80", "1,234",  "1.234",    "%",        "sep=",     "[YR20",  "—",      "(",    ")",
  "\"\"",   "value",        "name,",  "2019,",    "Source: ", "\t",       ";",      "=",
};

static void
fuzz_tables (void)
{
  static const char *const columns[]
      = { "region=ignore", "1=region", "年份=value", "2=year", "3=indicator", "A=group", NULL };
  g_autofree char *work = check_make_folder ();
  g_autofree char *path = g_build_filename (work, "t.csv", NULL);
  g_autoptr (GRand) random = fuzz_random (20260202);
  int n_read = 0, n_refused = 0;

  for (int round = 0; round < 8 * N_ROUNDS; round++)
    {
      NqpLayoutHints hints = { 0 };
      NqpImportSources sources = { .data = path, .skip_bad_rows = round % 5 == 0 };
      g_auto (NqpImportReport) report = { 0 };
      g_autoptr (GString) text = g_string_new (tables[(gsize)round % G_N_ELEMENTS (tables)]);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GPtrArray) problems = check_new_problems ();
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpPanel) panel = NULL;

      for (int i = g_rand_int_range (random, 0, 4); i > 0; i--)
        g_string_insert (text, g_rand_int_range (random, 0, (gint32)text->len),
                         table_pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (table_pieces))]);
      g_byte_array_append (bytes, (const guint8 *)text->str, (guint)text->len);
      if (round % 3 == 0)
        mutate (bytes, random);
      g_assert_true (g_file_set_contents (path, (const char *)bytes->data, (gssize)bytes->len, NULL));
      if (round % 4 == 0)
        {
          hints.columns = columns + g_rand_int_range (random, 0, G_N_ELEMENTS (columns));
          hints.year = g_rand_int_range (random, 0, 2) * 2020;
          hints.first_header = g_rand_int_range (random, 0, 6);
          hints.last_header = hints.first_header + g_rand_int_range (random, 0, 6);
          hints.first_row = g_rand_int_range (random, 0, 8);
          hints.decimal = "\0.,"[g_rand_int_range (random, 0, 3)];
          sources.hints = &hints;
        }
      panel = nqp_import_with_report (&sources, NULL, problems, &report, NULL, NULL, NULL, &error);
      check_result (panel, NULL, problems, error);
      *(panel != NULL ? &n_read : &n_refused) += 1;
      if (report.layout != NULL)
        {
          g_autofree char *said = nqp_table_layout_describe (report.layout);

          g_assert_true (g_utf8_validate (said, -1, NULL));
        }
    }
  g_assert_cmpint (n_read, >, 50);
  g_assert_cmpint (n_refused, >, 50);
  check_remove_folder (work);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/import/fuzz/small", "data/small", fuzz);
  g_test_add_func ("/import/fuzz/tables", fuzz_tables);
  g_test_add_data_func ("/import/fuzz/china-provinces", "../data/samples/china-provinces", fuzz);
  return g_test_run ();
}
