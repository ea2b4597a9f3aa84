/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines as GeoJSON: read, put on a map, printed, and read again as they are kept. */
#include "fuzz.h"

#include "nqp-import.h"
#include "nqp-layout.h"

static char *data_file, *regions_file;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  data_file = g_build_filename (FUZZ_SMALL, "data.csv", NULL);
  regions_file = g_build_filename (FUZZ_SMALL, "regions.csv", NULL);
  return 0;
}

static void
check_shape (const NqpShape *shape)
{
  g_autoptr (GBytes) kept = nqp_shape_to_wkb (shape);
  NqpShape again = { .kind = shape->kind };
  gsize length;
  const guint8 *bytes = g_bytes_get_data (kept, &length);

  for (int r = 0; r < shape->n_rings; r++)
    for (int k = 0; k < 2 * shape->rings[r].n_points; k++)
      g_assert_true (isfinite (shape->rings[r].xy[k]));
  if (shape->n_rings == 0)
    return;
  g_assert_true (nqp_shape_from_wkb (&again, bytes, length));
  g_assert_cmpint (again.n_rings, ==, shape->n_rings);
  for (int r = 0; r < again.n_rings; r++)
    g_free (again.rings[r].xy);
  g_free (again.rings);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = fuzz_write ("outlines.geojson", data, size);
  const NqpImportSources sources = { .data = data_file, .regions = regions_file, .boundaries = path };
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = nqp_import (&sources, &boundaries, problems, NULL, NULL, NULL, &error);
  g_autoptr (NqpMapLayout) layout = NULL;

  fuzz_check_error (panel == NULL, error);
  if (panel == NULL)
    return 0;
  for (int i = 0; i < boundaries->n_shapes; i++)
    check_shape (&boundaries->shapes[i]);
  layout = nqp_map_layout_new (panel, boundaries, &error);
  fuzz_check_error (layout == NULL, error);
  return 0;
}
