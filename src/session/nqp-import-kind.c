/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-kind.h"

#include "nqp-csv.h"
#include "nqp-header-words.h"
#include "nqp-value.h"

#define MAX_BYTES                                                                                            \
  ((goffset)64                                                                                               \
   << 20) /* a list of regions or indicators is never that long: no need to read it for its header */

#define MAX_TITLES 20 /* lines above a header */

/* The words of the first row, by all that they may mean. */
static guint64
read_heads (NqpCsv *csv, int *out_n)
{
  guint64 heads = 0;

  *out_n = 0;
  if (nqp_csv_next (csv) != NQP_CSV_ROW)
    return 0;
  *out_n = csv->n_fields;
  for (int i = 0; i < csv->n_fields; i++)
    for (int at = 0;; at++)
      {
        const NqpHead head = nqp_header_word (csv->fields[i].text, csv->fields[i].length, at).head;

        if (head == NQP_HEAD_NONE)
          break;
        heads |= (guint64)1 << head;
      }
  return heads;
}

static gboolean
has (guint64 heads, NqpHead head)
{
  return (heads >> head & 1) != 0;
}

static gboolean
has_any (guint64 heads, const NqpHead *any, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (has (heads, any[i]))
      return TRUE;
  return FALSE;
}

#define HAS_ANY(heads, ...)                                                                                  \
  has_any (heads, (const NqpHead[]){ __VA_ARGS__ }, sizeof (NqpHead[]){ __VA_ARGS__ } / sizeof (NqpHead))

/* From what only one kind of list has to what several have. */
static NqpImportFile
kind_of_heads (guint64 heads, int n)
{
  if (has (heads, NQP_HEAD_FINDING))
    return NQP_IMPORT_CHECKS;
  if (has (heads, NQP_HEAD_YEAR))
    return has (heads, NQP_HEAD_FLAG) ? NQP_IMPORT_FLAGS : NQP_IMPORT_DATA;
  if (!HAS_ANY (heads, NQP_HEAD_CODE, NQP_HEAD_REGION_CODE))
    return NQP_IMPORT_DATA;
  if (has (heads, NQP_HEAD_NEIGHBOUR))
    return NQP_IMPORT_NEIGHBOURS;
  if (HAS_ANY (heads, NQP_HEAD_DIRECTION, NQP_HEAD_PILLAR))
    return NQP_IMPORT_INDICATORS;
  if (HAS_ANY (heads, NQP_HEAD_LONGITUDE, NQP_HEAD_LATITUDE, NQP_HEAD_INITIALS, NQP_HEAD_TILE_COL))
    return NQP_IMPORT_REGIONS;
  if (n == 2 && HAS_ANY (heads, NQP_HEAD_NAME, NQP_HEAD_REGION))
    return NQP_IMPORT_NAMES;
  if (!HAS_ANY (heads, NQP_HEAD_NAME, NQP_HEAD_NAME_EN, NQP_HEAD_NAME_ZH))
    return NQP_IMPORT_DATA;
  if (HAS_ANY (heads, NQP_HEAD_UNIT_EN, NQP_HEAD_UNIT_ZH, NQP_HEAD_UNIT, NQP_HEAD_SOURCE))
    return NQP_IMPORT_SERIES;
  if (HAS_ANY (heads, NQP_HEAD_NAME_EN, NQP_HEAD_NAME_ZH, NQP_HEAD_GROUP_EN, NQP_HEAD_GROUP_ZH))
    return NQP_IMPORT_REGIONS;
  return NQP_IMPORT_DATA;
}

static gboolean
is_small_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
         && g_file_info_get_size (info) <= MAX_BYTES;
}

/* A row of a table of values: a column of years, or years across. */
static gboolean
tells_years (const NqpCsv *csv)
{
  int n_years = 0;
  gboolean flags = FALSE, column = FALSE;

  for (int i = 0; i < csv->n_fields; i++)
    {
      const NqpHead head = nqp_header_word (csv->fields[i].text, csv->fields[i].length, 0).head;
      int year;

      column = column || head == NQP_HEAD_YEAR;
      flags = flags || head == NQP_HEAD_FLAG;
      n_years += nqp_year_read (csv->fields[i].text, csv->fields[i].length, &year) ? 1 : 0;
    }
  return (column && !flags) || n_years >= 2;
}

/**
 * nqp_import_is_data:
 * @path: a table
 *
 * Returns: whether it holds values whatever its name says, as 地区生产总值.csv: its header, below title lines if there are any,
 *   tells years. %FALSE also where that cannot be told.
 */
gboolean
nqp_import_is_data (const char *path)
{
  g_autoptr (GPtrArray) unused = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = unused };
  g_auto (NqpCsv) csv = { 0 };

  if (!is_small_file (path) || !nqp_csv_open (&csv, path, &problems))
    return FALSE;
  for (int row = 0; row < MAX_TITLES && nqp_csv_next (&csv) == NQP_CSV_ROW; row++)
    if (tells_years (&csv))
      return TRUE;
  return FALSE;
}

NqpImportFile
nqp_import_kind_of_header (const char *path)
{
  g_autoptr (GPtrArray) unused = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = unused };
  g_auto (NqpCsv) csv = { 0 };
  guint64 heads;
  int n;

  if (!is_small_file (path) || !nqp_csv_open (&csv, path, &problems))
    return NQP_IMPORT_DATA;
  heads = read_heads (&csv, &n);
  return kind_of_heads (heads, n);
}
