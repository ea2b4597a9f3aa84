/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text table: the first byte says what it is read as, the rest is the file. '0' data alone, '1' indicators, '2' regions,
 * '3' neighbours, '4' series, '5' flags, '6' accepted findings, '7' names, '8' data beside the others, '9' data with hints. */
#include "fuzz.h"

#include "nqp-import.h"
#include "nqp-table-layout.h"

static char *small[6];

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  static const char *const names[]
      = { "data.csv", "indicators.csv", "regions.csv", "neighbours.csv", "series.csv", "flags.csv" };

  fuzz_begin ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    small[i] = g_build_filename (FUZZ_SMALL, names[i], NULL);
  return 0;
}

static void
check_panel (const NqpPanel *panel)
{
  g_assert_cmpint (panel->n_regions, >, 0);
  g_assert_cmpint (panel->n_years, >, 0);
  for (gsize i = 0; i < (gsize)panel->n_series * (gsize)panel->n_years * (gsize)panel->n_regions; i++)
    g_assert_false (isinf (panel->values[i]));
  for (int i = 0; i < panel->n_neighbours; i++)
    g_assert_cmpint (MAX (panel->neighbours[i].a, panel->neighbours[i].b), <, panel->n_places);
}

static void
read_with (const NqpImportSources *sources)
{
  g_auto (NqpImportReport) report = { 0 };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel
      = nqp_import_with_report (sources, NULL, problems, &report, NULL, NULL, NULL, &error);

  fuzz_check_error (panel == NULL, error);
  if (panel != NULL)
    check_panel (panel);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *said = nqp_problem_to_string (problems->pdata[i]);

      g_assert_true (g_utf8_validate (said, -1, NULL));
    }
  if (report.layout != NULL)
    {
      g_autofree char *said = nqp_table_layout_describe (report.layout);

      g_assert_true (g_utf8_validate (said, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const columns[] = { "region=ignore", "2=year", "3=indicator", "A=group", NULL };
  static const NqpLayoutHints hints = { .columns = columns, .last_header = 2, .decimal = ',' };
  NqpImportSources sources = { .data = small[0], .skip_bad_rows = size % 2 == 0 };
  const char **members[] = { &sources.data,   &sources.indicators, &sources.regions, &sources.neighbours,
                             &sources.series, &sources.flags,      &sources.checks,  &sources.names };
  g_autofree char *path = NULL;
  const int what = size > 0 && data[0] >= '0' && data[0] <= '9' ? data[0] - '0' : -1;

  if (what < 0)
    return 0;
  path = fuzz_write ("table.csv", data + 1, size - 1);
  if (what != 0 && what != 9)
    for (int i = 1; i < 6; i++)
      *members[i] = small[i];
  if (what < 8)
    *members[what] = path;
  else
    sources.data = path;
  if (what == 9)
    sources.hints = &hints;
  read_with (&sources);
  return 0;
}
