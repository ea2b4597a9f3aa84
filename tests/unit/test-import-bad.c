/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-check.h"

typedef enum
{
  DATA,
  INDICATORS,
  REGIONS,
  BOUNDARIES,
  NEIGHBOURS,
  SERIES,
  FLAGS,
} Kind;

/* One file of tests/data/small is replaced by @text; the one problem must be at this line and column of it, and say
 * what was found and what was expected. */
typedef struct
{
  const char *name;
  Kind kind;
  const char *text;
  int line, column;
  const char *found, *expected;
} BadFile;

#define D "region,year,GDP,POP,RIVERS\n"
#define L "region,year,indicator,value\nA,2020,GDP,1\nA,2020,POP,2\nA,2020,RIVERS,3\nB,2020,GDP,3\n"
#define I "code,name_en,pillar,component,direction,role,numerator,denominator,factor\n"
#define R "code,name_en,group,longitude,latitude,area_km2,tile_col,tile_row\n"
#define R3 "A,a,N,1,1,1,,\nB,b,N,1,1,1,,\nC,c,N,1,1,1,,\n"
#define G(feature) "{\"type\":\"FeatureCollection\",\"features\":[" feature "]}"
#define F(geometry) G ("{\"type\":\"Feature\",\"properties\":{\"code\":\"A\"},\"geometry\":" geometry "}")

static const BadFile bad_files[] = {
  { "missing-column", DATA, "region,GDP,POP,RIVERS\nA,1,2,3\n", 1, 0, "“year” is missing",
    "found: region, GDP" },
  { "missing-value-column", DATA, "region,year,indicator\nA,2020,GDP\n", 1, 0, "“value” is missing",
    "indicator" },
  { "no-region-column", DATA, "where,year,GDP,POP,RIVERS\nA,2020,1,2,3\n", 1, 0, "“region” is missing",
    "where" },
  { "only-keys", DATA, "region,year\nA,2020\n", 1, 0, "no column with values", "expected" },
  { "column-twice", DATA, "region,year,GDP,POP,RIVERS,GDP\nA,2020,1,2,3,4\n", 1, 6, "“GDP”",
    "expected it once" },
  { "column-twice-in-another-case", DATA, "region,year,GDP,POP,RIVERS,pop\nA,2020,1,2,3,4\n", 1, 6, "“pop”",
    "expected it once" },
  { "two-region-columns", DATA, "region,year,地区,GDP,POP,RIVERS\nA,2020,A,1,2,3\n", 1, 3, "“地区”",
    "expected one of them" },
  { "column-without-name", DATA, "region,year,GDP,,POP,RIVERS\nA,2020,1,9,2,3\n", 1, 4, "no name",
    "expected the code" },
  { "unknown-series-column", DATA, "region,year,GDP,POP,RIVERS,LAKES\nA,2020,1,2,3,4\n", 1, 6,
    "unknown series", "expected one of" },
  { "area-column", DATA, "region,year,GDP,POP,RIVERS,AREA\nA,2020,1,2,3,4\n", 1, 6, "“AREA”",
    "expected another name" },
  { "duplicate-row", DATA, D "A,2020,1,2,3\nA,2021,1,2,3\nB,2020,1,2,3\nA,2020,1,2,3\n", 5, 0,
    "stands already in line 2", "expected it once" },
  { "duplicate-long-row", DATA, L "A,2020,POP,2\n", 6, 0, "A in 2020 for POP stands already in line 3",
    "expected it once" },
  { "unknown-region", DATA, D "A,2020,1,2,3\nX,2020,1,2,3\nB,2020,1,2,3\n", 3, 1, "unknown region “X”",
    "expected a code" },
  { "region-of-the-map-only", DATA, D "A,2020,1,2,3\nB,2020,1,2,3\nD,2020,1,2,3\n", 4, 1,
    "unknown region “D”", "expected a code" },
  { "no-region", DATA, D "A,2020,1,2,3\n,2020,1,2,3\nB,2020,1,2,3\n", 3, 1, "no region", "expected a code" },
  { "unknown-indicator", DATA, L "B,2020,LAKES,3\n", 6, 3, "unknown indicator “LAKES”", "expected a code" },
  { "no-indicator", DATA, L "B,2020,,3\n", 6, 3, "unknown indicator “”", "expected a code" },
  { "text-in-a-value", DATA, D "A,2020,1,about 2,3\nB,2020,1,2,3\n", 2, 4, "“about 2” in the column “POP”",
    "expected a number" },
  { "number-with-odd-groups", DATA, D "A,2020,\"12,34,567\",2,3\nB,2020,1,2,3\n", 2, 3, "“12,34,567”",
    "expected a number" },
  { "mixed-decimal-marks", DATA, "region;year;GDP;POP;RIVERS\nA;2020;1,5;2;3\nB;2020;1;2.5;3\n", 3, 4,
    "“2.5”", "decimal comma as in line 2" },
  { "infinite", DATA, D "A,2020,1,2,inf\nB,2020,1,2,3\n", 2, 5, "“inf”", "expected a finite number" },
  { "too-large", DATA, D "A,2020,1,2,1e400\nB,2020,1,2,3\n", 2, 5, "“1e400”", "expected a finite number" },
  { "too-many-fields", DATA, D "A,2020,1,2,3,4\nB,2020,1,2,3\n", 2, 6, "6 fields", "expected 5" },
  { "too-few-fields", DATA, D "A,2020,1,2\nB,2020,1,2,3\n", 2, 4, "4 fields", "expected 5" },
  { "unclosed-quote", DATA, D "A,2020,1,2,3\nB,2020,\"1,2,3\n", 3, 3, "quote is opened here",
    "never closed" },
  { "unclosed-quote-in-header", DATA, "region,\"year,GDP\nA,2020,1\n", 1, 2, "quote is opened here",
    "never closed" },
  { "stray-quote", DATA, D "A,2020,1,2\",3\nB,2020,1,2,3\n", 2, 4, "quote inside a field", "quotes" },
  { "empty-file", DATA, "", 0, 0, "is empty", "expected" },
  { "header-only", DATA, D, 0, 0, "no row", "expected at least one" },
  { "all-missing", DATA, D "A,2020,,..,NA\nB,2020,,,-\n", 0, 0, "Every value is missing",
    "expected at least one" },
  { "year-with-part", DATA, D "A,2020.5,1,2,3\nB,2020,1,2,3\n", 2, 2, "“2020.5”", "expected a year" },
  { "year-zero", DATA, D "A,0,1,2,3\nB,2020,1,2,3\n", 2, 2, "“0”", "expected a year" },
  { "no-year", DATA, D "A,,1,2,3\nB,2020,1,2,3\n", 2, 2, "“”", "expected a year" },
  { "bad-byte", DATA, D "A,2020,1,2,3\nB,2020,\xe4,2,3\n", 3, 0, "0xE4", "expected" },

  { "series-not-in-the-data", INDICATORS, I "a,,drivers,x,+,,LAKES,,\n", 2, 0, "“LAKES”",
    "expected a column" },
  { "own-series-not-in-the-data", INDICATORS, I "lakes,,drivers,x,+,,,,\n", 2, 0, "“lakes”",
    "expected a column" },
  { "indicator-without-place", INDICATORS, I "GDP,,,,+,,,,\n", 2, 3, "neither a pillar nor a role",
    "expected" },
  { "pillar-without-component", INDICATORS, I "GDP,,drivers,,+,,,,\n", 2, 4, "no component", "expected one" },
  { "component-without-pillar", INDICATORS, I "GDP,,,x,+,,,,\n", 2, 4, "no pillar",
    "expected one of elements" },
  { "unknown-pillar", INDICATORS, I "GDP,,pillars,x,+,,,,\n", 2, 3, "“pillars”", "expected elements" },
  { "nameless-component", INDICATORS, I "GDP,,drivers,drivers.,+,,,,\n", 2, 4, "“drivers.”",
    "expected a name" },
  { "component-with-two-names", INDICATORS,
    "code,pillar,component,component_zh,direction\nGDP,drivers,x,甲,+\nPOP,drivers,x,乙,+\n", 3, 4, "“乙”",
    "expected “甲”" },
  { "pillar-and-role", INDICATORS, I "GDP,,drivers,x,+,output,,,\n", 2, 6, "both", "expected one" },
  { "unknown-role", INDICATORS, I "GDP,,,,+,king,,,\n", 2, 6, "“king”", "expected output" },
  { "direction-word", INDICATORS, I "GDP,,drivers,x,up,,,,\n", 2, 5, "“up”", "expected + " },
  { "no-direction-column", INDICATORS, "code,pillar,component\nGDP,drivers,x\n", 1, 0,
    "“direction” is missing", "found: code" },
  { "denominator-alone", INDICATORS, I "GDP,,drivers,x,+,,,POP,\n", 2, 8, "no numerator", "expected both" },
  { "area-as-numerator", INDICATORS, I "a,,drivers,x,+,,AREA,POP,\n", 2, 7, "only be a denominator",
    "expected a series" },
  { "factor-zero", INDICATORS, I "GDP,,drivers,x,+,,,,0\n", 2, 9, "is 0", "expected another" },
  { "factor-text", INDICATORS, I "GDP,,drivers,x,+,,,,ten\n", 2, 9, "“ten”", "expected a number" },
  { "indicator-twice", INDICATORS, I "GDP,,drivers,x,+,,,,\nGDP,,drivers,x,+,,,,\n", 3, 1, "a second time",
    "expected it once" },
  { "reserved-code", INDICATORS, I "drivers,,drivers,x,+,,GDP,,\n", 2, 1, "uses itself",
    "expected another code" },
  { "indicator-without-code", INDICATORS, I ",,drivers,x,+,,GDP,,\n", 2, 1, "no code", "expected one" },
  { "no-indicators", INDICATORS, I, 0, 0, "no indicators", "expected" },

  { "region-twice", REGIONS, R R3 "A,a,N,1,1,1,,\n", 5, 1, "“A” stands here a second time",
    "expected it once" },
  { "region-without-code", REGIONS, R R3 ",a,N,1,1,1,,\n", 5, 1, "no code", "expected one" },
  { "longitude", REGIONS, R R3 "E,e,N,361,1,1,,\n", 5, 4, "361", "between -180 and 360" },
  { "longitude-west", REGIONS, R R3 "E,e,N,-1000,1,1,,\n", 5, 4, "-1000", "between -180 and 360" },
  { "longitude-large", REGIONS, R R3 "E,e,N,1e308,1,1,,\n", 5, 4, "1e+308", "between -180 and 360" },
  { "latitude", REGIONS, R R3 "E,e,N,1,-90.5,1,,\n", 5, 5, "-90.5", "between -90 and 90" },
  { "longitude-text", REGIONS, R R3 "E,e,N,east,1,1,,\n", 5, 4, "“east”", "expected a number" },
  { "zero-area", REGIONS, R R3 "E,e,N,1,1,0,,\n", 5, 6, "is 0 km", "expected more than 0" },
  { "negative-area", REGIONS, R R3 "E,e,N,1,1,-5,,\n", 5, 6, "is -5 km", "expected more than 0" },
  { "area-of-two-worlds", REGIONS, R R3 "E,e,N,1,1,2e9,,\n", 5, 6, "2e+09 km", "surface of the Earth" },
  { "tile-large", REGIONS, R R3 "E,e,N,1,1,1,1000,1\n", 5, 7, "“1000”", "from 0 to 999" },
  { "tile-larger", REGIONS, R R3 "E,e,N,1,1,1,1,2147483647\n", 5, 8, "“2147483647”", "from 0 to 999" },
  { "tile-text", REGIONS, R R3 "E,e,N,1,1,1,x,1\n", 5, 7, "“x”", "expected a whole number" },
  { "tile-taken", REGIONS, R R3 "E,e,N,1,1,1,1,1\nH,h,N,1,1,1,1,1\n", 6, 7, "already that of “E”",
    "expected a free one" },
  { "no-area-column", REGIONS, "code\nA\nB\nC\n", 0, 0, "AREA", "expected the column “area_km2”" },

  { "unknown-neighbour", NEIGHBOURS, "code,neighbour\nA,X\n", 2, 2, "unknown region “X”", "expected a code" },
  { "own-neighbour", NEIGHBOURS, "code,neighbour\nA,A\n", 2, 2, "its own neighbour", "expected another" },
  { "neighbours-twice", NEIGHBOURS, "code,neighbour\nA,B\nA,B\n", 3, 0, "a second time",
    "expected them once" },
  { "neighbours-disagree", NEIGHBOURS, "code,neighbour,kind\nA,B,land\nB,A,strait\n", 3, 0, "a second time",
    "expected them once" },

  { "series-twice", SERIES, "code,source\nGDP,\nPOP,\nRIVERS,\nPOP,\n", 5, 1,
    "“POP” stands here a second time", "expected it once" },
  { "series-without-code", SERIES, "code,source\nGDP,\nPOP,\nRIVERS,\n,x\n", 5, 1, "no code",
    "expected one" },
  { "series-area", SERIES, "code,source\nGDP,\nPOP,\nRIVERS,\nAREA,\n", 5, 1, "“AREA”",
    "expected another code" },
  { "series-too-few-fields", SERIES, "code,source\nGDP,\nPOP,\nRIVERS,\nA\n", 5, 1, "1 field", "expected 2" },

  { "flag-region", FLAGS, "region,year,series,flag\nX,2020,GDP,suspect\n", 2, 1, "unknown region “X”",
    "expected a code" },
  { "flag-series", FLAGS, "region,year,series,flag\nA,2020,LAKES,suspect\n", 2, 3, "unknown series “LAKES”",
    "expected one" },
  { "flag-year", FLAGS, "region,year,series,flag\nA,now,GDP,suspect\n", 2, 2, "“now”", "expected a year" },
  { "flag-kind", FLAGS, "region,year,series,flag\nA,2020,GDP,odd\n", 2, 4, "“odd”", "expected suspect" },
  { "flag-without-row", FLAGS, "region,year,series,flag\nA,1999,GDP,suspect\n", 2, 0, "A in 1999",
    "expected one" },
  { "flag-without-data", FLAGS, "region,year,series,flag\nC,2020,GDP,suspect\n", 2, 0, "C in 2020",
    "expected one" },
  { "flag-twice", FLAGS, "region,year,series,flag\nA,2020,GDP,suspect\nA,2020,GDP,accepted\n", 3, 0,
    "a second time", "expected one" },

  { "json-cut", BOUNDARIES, "{\"type\":\n\"FeatureCollection\",\"features\":[", 2, 32, "no GeoJSON",
    "Parse error" },
  { "json-other", BOUNDARIES, "[1,2]", 0, 0, "no list of features", "expected a GeoJSON" },
  { "json-deep", BOUNDARIES, "\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 2,
    0, "deep", "expected GeoJSON" },
  { "point", BOUNDARIES, F ("{\"type\":\"Point\",\"coordinates\":[1,2]}"), 0, 0, "“Point”",
    "expected Polygon" },
  { "collection", BOUNDARIES, F ("{\"type\":\"GeometryCollection\",\"geometries\":[]}"), 0, 0,
    "“GeometryCollection”", "expected Polygon" },
  { "no-geometry", BOUNDARIES, F ("null"), 0, 0, "no geometry", "expected a polygon" },
  { "metres", BOUNDARIES,
    F ("{\"type\":\"Polygon\",\"coordinates\":[[[500000,4000000],[500001,4000000],[500001,4000001],[500000,"
       "4000000]]]}"),
    0, 0, "[500000, 4e+06]", "expected degrees" },
  { "coordinate-text", BOUNDARIES, F ("{\"type\":\"Polygon\",\"coordinates\":[[[\"1\",2],[1,2],[2,2]]]}"), 0,
    0, "no pair of numbers", "expected [longitude" },
  { "short-ring", BOUNDARIES, F ("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[1,2]]]}"), 0, 0,
    "fewer than three", "ring" },
  { "short-line", BOUNDARIES, F ("{\"type\":\"LineString\",\"coordinates\":[[1,2]]}"), 0, 0, "fewer than two",
    "line" },
  { "no-rings", BOUNDARIES, F ("{\"type\":\"MultiPolygon\",\"coordinates\":[[]]}"), 0, 0, "without rings",
    "Feature 1 (“A”)" },
  { "no-code", BOUNDARIES,
    G ("{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[1,3],[2,3],[1,2]]]}}"), 0, 0,
    "without a region", "expected a property" },
  { "no-feature", BOUNDARIES, G ("7"), 0, 0, "no object", "expected a feature" },
};

static void
check_bad_file (gconstpointer data)
{
  const BadFile *bad = data;
  g_autofree char *small = g_test_build_filename (G_TEST_DIST, "..", "data", "small", NULL);
  g_autofree char *folder = check_make_folder ();
  g_autofree char *path = check_write (folder, "bad.txt", bad->text, -1);
  g_autofree char *line = NULL;
  g_autoptr (GPtrArray) problems = check_new_problems ();
  g_autoptr (GError) error = NULL;
  NqpBoundaries *boundaries = NULL;
  CheckFolder files;
  const NqpProblem *first = NULL;
  int n_errors = 0;

  check_folder_init (&files, small);
  {
    const char **members[] = {
      [DATA] = &files.sources.data,
      [INDICATORS] = &files.sources.indicators,
      [REGIONS] = &files.sources.regions,
      [BOUNDARIES] = &files.sources.boundaries,
      [NEIGHBOURS] = &files.sources.neighbours,
      [SERIES] = &files.sources.series,
      [FLAGS] = &files.sources.flags,
    };

    *members[bad->kind] = path;
  }
  /* a broken data file must not be blamed for what the flags lack */
  if (bad->kind == DATA)
    files.sources.flags = NULL;
  g_assert_null (nqp_import (&files.sources, &boundaries, problems, NULL, NULL, NULL, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
  g_assert_null (boundaries);
  for (guint i = 0; i < problems->len; i++)
    {
      const NqpProblem *problem = g_ptr_array_index (problems, i);

      if (problem->skipped)
        continue;
      if (first == NULL)
        first = problem;
      else
        g_test_message ("also: %s:%d:%d: %s", problem->file, problem->line, problem->column, problem->text);
      n_errors++;
    }
  g_assert_nonnull (first);
  g_test_message ("%s:%d:%d: %s", first->file, first->line, first->column, first->text);
  g_assert_cmpint (n_errors, ==, 1);
  g_assert_cmpint (first->line, ==, bad->line);
  g_assert_cmpint (first->column, ==, bad->column);
  g_assert_nonnull (strstr (first->text, bad->found));
  g_assert_nonnull (strstr (first->text, bad->expected));
  line = nqp_problem_to_string (first);
  g_assert_cmpstr (error->message, ==, line);
  check_folder_clear (&files);
  check_remove_folder (folder);
}

static void
test_folder (void)
{
  g_autofree char *folder = check_make_folder ();
  NqpImportSources sources = { .data = folder };
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_import (&sources, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "Found a folder"));
  check_remove_folder (folder);
}

/* All files are read even if the first is wrong: one run tells everything. */
static void
test_all_at_once (void)
{
  g_autofree char *folder = check_make_folder ();
  g_autofree char *data
      = check_write (folder, "d.csv", "region,year,GDP\nA,2020,x\nA,2020,1\nA,x,1\nA,2020,1\n", -1);
  g_autofree char *indicators = check_write (folder, "i.csv", "code,direction\nGDP,0\n", -1);
  g_autofree char *regions = check_write (folder, "r.csv", "code,latitude\nA,100\n", -1);
  NqpImportSources sources = { .data = data, .indicators = indicators, .regions = regions };
  g_autoptr (GPtrArray) problems = check_new_problems ();
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_import (&sources, NULL, problems, NULL, NULL, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 6);
  g_assert_nonnull (strstr (error->message, "5 more"));
  check_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autofree char *name = g_strconcat ("/import/bad/", bad_files[i].name, NULL);

      g_test_add_data_func (name, &bad_files[i], check_bad_file);
    }
  g_test_add_func ("/import/bad/folder", test_folder);
  g_test_add_func ("/import/bad/all-at-once", test_all_at_once);
  return g_test_run ();
}
