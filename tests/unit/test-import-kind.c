/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-kind.h"

#include <glib/gstdio.h>

static const struct
{
  const char *text;
  NqpImportFile expected;
} headers[] = {
  { "region,year,gdp\n", NQP_IMPORT_DATA },
  { "code,2019,2020\n", NQP_IMPORT_DATA },
  { "REGION CODE,YEAR,A,B\n", NQP_IMPORT_DATA },
  { "地区,2019年,2020年\n", NQP_IMPORT_DATA },
  { "city,region code,year,indicator,value,unit,source\n", NQP_IMPORT_DATA },
  { "code,name,gdp,rd\n", NQP_IMPORT_DATA },
  { "code,name_en,name_zh,pillar,component,unit,direction\n", NQP_IMPORT_INDICATORS },
  { "code,direction\n", NQP_IMPORT_INDICATORS },
  { "code,name_en,name_zh,group,longitude,latitude\n", NQP_IMPORT_REGIONS },
  { "code,name_en,name_zh\n", NQP_IMPORT_REGIONS },
  { "code,neighbour,kind\n", NQP_IMPORT_NEIGHBOURS },
  { "code,name_en,name_zh,unit_en,unit_zh,source,note\n", NQP_IMPORT_SERIES },
  { "region,year,series,flag,note\n", NQP_IMPORT_FLAGS },
  { "name,code\n", NQP_IMPORT_NAMES },
  { "", NQP_IMPORT_DATA },
  { "\"open", NQP_IMPORT_DATA },
};

static void
test_headers (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-kind-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_test_message ("%s", headers[i].text);
      g_assert_true (g_file_set_contents (path, headers[i].text, -1, NULL));
      g_assert_cmpint (nqp_import_kind_of_header (path), ==, headers[i].expected);
    }
  g_unlink (path);
  g_assert_cmpint (nqp_import_kind_of_header (path), ==, NQP_IMPORT_DATA); /* there is none */
  g_assert_cmpint (nqp_import_kind_of_header (folder), ==, NQP_IMPORT_DATA);
  g_rmdir (folder);
}

/* Files dropped together find their places whatever they are called. */
static void
test_dropped (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-kind-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (folder, "2024.csv", NULL);
  g_autofree char *list = g_build_filename (folder, "list of cities.csv", NULL);
  const char *paths[] = { list, data, NULL };
  g_autoptr (NqpImportPlan) plan = nqp_import_plan_new ();

  g_assert_true (g_file_set_contents (data, "city,year,gdp\nA,2020,1\n", -1, NULL));
  g_assert_true (g_file_set_contents (list, "code,name_en,longitude,latitude\nA,Alpha,1,1\n", -1, NULL));
  nqp_import_plan_add_files (plan, paths, NULL);
  g_assert_cmpstr (plan->files[NQP_IMPORT_DATA], ==, data);
  g_assert_cmpstr (plan->files[NQP_IMPORT_REGIONS], ==, list);
  g_unlink (data);
  g_unlink (list);
  g_rmdir (folder);
}

/* A table of values is one whatever it is called; what else is called so is what its name says. */
static void
test_called (void)
{
  static const struct
  {
    const char *name, *text;
    NqpImportFile expected;
  } files[] = {
    { "地区生产总值.csv", "地区,2019年,2020年\nA,1,2\n", NQP_IMPORT_DATA },
    { "地区生产总值.csv", "数据库：分省年度数据\n指标：地区生产总值\n\n地区,2020年,2019年\nA,1,2\n",
      NQP_IMPORT_DATA },
    { "regions 2020.csv", "region,year,gdp\nA,2020,1\n", NQP_IMPORT_DATA },
    { "Series.csv", "country,year,series,value\nA,2020,x,1\n", NQP_IMPORT_DATA },
    { "regions.csv", "code,name\nA,Alpha\n", NQP_IMPORT_REGIONS },
    { "flags.csv", "region,year,series,flag,note\nA,2020,x,suspect,\n", NQP_IMPORT_FLAGS },
    { "neighbours.csv", "code,neighbour,kind\nA,B,land\n", NQP_IMPORT_NEIGHBOURS },
    { "regions.xlsx", "PK", NQP_IMPORT_REGIONS },
  };
  g_autofree char *folder = g_dir_make_tmp ("nqp-kind-XXXXXX", NULL);
  g_autofree char *beside = g_build_filename (folder, "beside.geojson", NULL);

  /* A file that comes alone is the data of a new project, so that each comes with another. */
  g_assert_true (g_file_set_contents (beside, "{}", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      const char *paths[] = { beside, path, NULL };
      g_autoptr (NqpImportPlan) plan = nqp_import_plan_new ();

      g_test_message ("%s: %s", files[i].name, files[i].text);
      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      nqp_import_plan_add_files (plan, paths, NULL);
      g_assert_cmpstr (plan->files[files[i].expected], ==, path);
      g_unlink (path);
    }
  g_unlink (beside);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-kind/headers", test_headers);
  g_test_add_func ("/import-kind/dropped", test_dropped);
  g_test_add_func ("/import-kind/called", test_called);
  return g_test_run ();
}
