/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-json.h"

/* @open, then @n brackets: too deep from 65 on, whatever stands before them. */
static void
check_depth (const char *open, int n)
{
  g_autoptr (GString) text = g_string_new (open);
  g_autofree char *prepared = NULL;
  g_autofree char *fault = NULL;
  int line = 0;

  for (int i = 0; i < n; i++)
    g_string_append_c (text, i % 2 == 0 ? '[' : '{');
  prepared = nqp_json_prepare (text->str, NULL, &fault, &line);
  g_test_message ("%s", open);
  g_assert_cmpstr (fault, ==, NULL);
  g_assert_cmpint (prepared != NULL, ==, n <= NQP_JSON_MAX_DEPTH);
}

static void
test_depth (void)
{
  static const char *const opens[] = {
    "",
    "/* \" */",
    "// \"\n",
    "// it's \\\"\n",
    "/* // \" */",
    "// /* \"\n",
    "/*/ \" */",
    "/**/",
    "/***\"***/",
    "\"\\\"\"",
    "\"/*\"",
    "\"//\"",
    "\"\\\\\"",
    "\"\\ud83d\\ude00\"",
    "/* a\n \" ' */ // \"\n/*\"*/",
    "{\"a\": \"]]]]]]]]]]\", \"b\": ",
  };

  for (gsize k = 0; k < G_N_ELEMENTS (opens); k++)
    {
      check_depth (opens[k], NQP_JSON_MAX_DEPTH - 1);
      check_depth (opens[k], NQP_JSON_MAX_DEPTH + 1);
      check_depth (opens[k], 100000);
    }
  /* brackets in comments and texts count for nothing */
  {
    g_autoptr (GString) text = g_string_new ("/*");
    g_autofree char *prepared = NULL, *brackets = g_strnfill (1000, '[');
    g_autofree char *fault = NULL;
    int line = 0;

    g_string_append_printf (text, "%s*/ \"%s\" //%s", brackets, brackets, brackets);
    prepared = nqp_json_prepare (text->str, NULL, &fault, &line);
    g_assert_nonnull (prepared);
    g_assert_null (strstr (prepared, "*"));
  }
}

/* What the parser would read in another way than it was counted here. */
static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    int line;
  } bad[] = {
    { "[1,\n/* never closed ]", 2 },
    { "/*/", 1 },
    { "\n\n\"\\ud800\"\"[[[[\"", 3 },
    { "\"\\ud800\\u0041\"", 1 },
    { "\"\\udc00\"", 1 },
    { "\"\\u12\"[[[[\"", 1 },
    { "\"\\u", 1 },
    { "\"\\ud83d\\ude0\"", 1 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autofree char *prepared = NULL;
      g_autofree char *fault = NULL;
      int line = 0;

      prepared = nqp_json_prepare (bad[k].text, NULL, &fault, &line);
      g_test_message ("%s", bad[k].text);
      g_assert_null (prepared);
      g_assert_nonnull (fault);
      g_assert_cmpint (line, ==, bad[k].line);
    }
}

static void
test_coordinates (void)
{
  static const char text[] = "{\"coordinates\" /* x */ :\n [[1,2.5],[-3e1,\n4, 5], [ ] ],\n"
                             "\"coordinates\": [[1,\"2\"]], \"name\": [1], \"coordinates\": [[[[[1]]]]], "
                             "\"coordinates\": [1,[2]], \"coordinates\":[1,]}";
  g_auto (NqpCoordinates) coordinates = { 0 };
  g_autofree char *prepared = NULL;
  NqpCoordinatesCursor cursor;
  g_autofree char *fault = NULL;
  double xy[2];
  int line = 0;

  nqp_coordinates_init (&coordinates);
  prepared = nqp_json_prepare (text, &coordinates, &fault, &line);
  /* what is no array of numbers stays; the lines stay */
  g_assert_cmpstr (prepared, ==,
                   "{\"coordinates\"         :\n 0              \n            ,\n\"coordinates\": "
                   "[[1,\"2\"]], \"name\": [1], \"coordinates\": "
                   "[[[[[1]]]]], \"coordinates\": [1,[2]], \"coordinates\":[1,]}");
  g_assert_false (nqp_coordinates_open (&coordinates, 1, &cursor));
  g_assert_false (nqp_coordinates_open (&coordinates, -1, &cursor));
  g_assert_true (nqp_coordinates_open (&coordinates, 0, &cursor));
  g_assert_cmpint (nqp_coordinates_enter (&coordinates, &cursor), ==, 3);
  g_assert_true (nqp_coordinates_point (&coordinates, &cursor, xy));
  g_assert_cmpfloat (xy[0], ==, 1);
  g_assert_cmpfloat (xy[1], ==, 2.5);
  g_assert_true (nqp_coordinates_point (&coordinates, &cursor, xy));
  g_assert_cmpfloat (xy[0], ==, -30);
  g_assert_cmpfloat (xy[1], ==, 4);
  g_assert_false (nqp_coordinates_point (&coordinates, &cursor, xy));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/faults", test_faults);
  g_test_add_func ("/json/coordinates", test_coordinates);
  return g_test_run ();
}
