/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-template.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-components.h"
#include "nqp-export-target.h"
#include "nqp-import.h"
#include "nqp-pillars.h"
#include "nqp-staged.h"
#include "nqp-table.h"
#include "nqp-words.h"
#include "nqp-xlsx-writer.h"

#define N_PLACES 2
#define FIRST_YEAR 2021
#define N_TIMES 3

/* Files to fill in: two regions, three years and an indicator for each pillar, to be written over. */

static const NqpExportFile files[] = {
  { "data.csv", "region,year,", TRUE },
  { "indicators.csv", "code,name_en,name_zh,pillar,component,", TRUE },
  { "regions.csv", "code,name_en,name_zh,", TRUE },
  { "notes.txt", "", TRUE },
  { NULL },
};
static const char *const file_names[] = { "data.csv", "indicators.csv", "regions.csv", "notes.txt", NULL };
static const char *const sheets[] = { "Data", "Indicators", "Regions", "Notes", NULL };

/* A table as texts: rows ended by NULL, each a GStrv. */
static void
add_row (GPtrArray *rows, const char *fields)
{
  g_ptr_array_add (rows, g_strsplit (fields, "|", -1));
}

static GPtrArray *
make_data (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autoptr (GString) row = g_string_new ("region|year");

  for (int p = 0; p < NQP_N_PILLARS; p++)
    g_string_append_printf (row, "|%s_1", nqp_pillar_id (p));
  add_row (rows, row->str);
  for (int i = 0; i < N_PLACES; i++)
    for (int t = 0; t < N_TIMES; t++)
      {
        g_string_printf (row, "r%d|%d", i + 1, FIRST_YEAR + t);
        for (int p = 0; p < NQP_N_PILLARS; p++)
          g_string_append_c (row, '|');
        add_row (rows, row->str);
      }
  return rows;
}

static GPtrArray *
make_indicators (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  add_row (rows, "code|name_en|name_zh|pillar|component|unit|direction");
  for (int p = 0; p < NQP_N_PILLARS; p++)
    {
      const char *pillar = nqp_pillar_id (p);
      g_autoptr (GPtrArray) known = nqp_pillar_list_components (pillar);
      const char *component = strchr (known->pdata[0], '.') + 1;
      NqpText name = nqp_pillar_name (pillar);
      g_autofree char *row
          = g_strdup_printf ("%s_1|%s 1|%s 1|%s|%s||+", pillar, name.en, name.zh, pillar, component);

      add_row (rows, row);
      nqp_text_clear (&name);
    }
  return rows;
}

static GPtrArray *
make_regions (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  add_row (rows, "code|name_en|name_zh|group|longitude|latitude");
  for (int i = 0; i < N_PLACES; i++)
    {
      g_autofree char *row = g_strdup_printf ("r%d|Region %d|地区%d|||", i + 1, i + 1, i + 1);

      add_row (rows, row);
    }
  return rows;
}

/* In the language of the messages. */
static GPtrArray *
make_notes (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  add_row (rows, _ ("Write your regions, years and values over those of the table of data; an empty cell is "
                    "a missing value."));
  add_row (rows, _ ("Its columns behind the year are indicators. Each has a row in the table of indicators: "
                    "what it is called, its "
                    "pillar (elements, drivers, carriers, relations), a component below it, which may be a "
                    "new one, its unit, and + "
                    "where more is better, - where less is better."));
  add_row (rows, _ ("The table of regions gives their names, groups and positions. It may be left out, as "
                    "may any column that is "
                    "not known."));
  add_row (rows, _ ("Then: nqp import -o project.nqp --data data.csv --indicators indicators.csv --regions "
                    "regions.csv, or Import in "
                    "the window."));
  return rows;
}

static GString *
print_csv (const GPtrArray *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      char **fields = rows->pdata[i];

      for (int k = 0; fields[k] != NULL; k++)
        {
          if (k > 0)
            g_string_append_c (out, ',');
          nqp_csv_append_field (out, fields[k]);
        }
      g_string_append_c (out, '\n');
    }
  return out;
}

static GString *
print_text (const GPtrArray *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (out, "%s\n", ((char **)rows->pdata[i])[0]);
  return out;
}

static gboolean
fail (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = nqp_words_path (path);

  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s cannot be written: %s."), name, reason);
  return FALSE;
}

static gboolean
save_folder (const char *path, GPtrArray *const *tables, gboolean replace, GError **error)
{
  g_autoptr (NqpStaged) folder = NULL;
  g_autoptr (GError) reason = NULL;

  if (!nqp_export_check_folder (path, files, replace, error))
    return FALSE;
  folder = nqp_staged_new_folder (path, file_names, &reason);
  for (int k = 0; folder != NULL && reason == NULL && file_names[k] != NULL; k++)
    {
      GString *text
          = g_str_has_suffix (file_names[k], ".csv") ? print_csv (tables[k]) : print_text (tables[k]);

      (void)nqp_staged_add (folder, file_names[k], text->str, text->len, &reason);
      g_string_free (text, TRUE);
    }
  if (reason == NULL && nqp_staged_finish (folder, &reason))
    return TRUE;
  return fail (error, path, reason->message);
}

static void
write_sheet (NqpXlsxWriter *writer, const GPtrArray *rows, gboolean is_table)
{
  static const int narrow[] = { 16, 16, 16, 16, 20, 12, 12, 0 }, wide[] = { 100, 0 };

  nqp_xlsx_writer_sheet (writer, is_table ? narrow : wide, is_table ? 1 : -1);
  for (guint i = 0; i < rows->len; i++)
    {
      char **fields = rows->pdata[i];

      nqp_xlsx_writer_row (writer);
      for (int k = 0; fields[k] != NULL; k++)
        {
          const double year = g_ascii_strtod (fields[k], NULL);

          if (*fields[k] == '\0')
            nqp_xlsx_writer_skip (writer);
          else if (year >= FIRST_YEAR)
            nqp_xlsx_writer_number (writer, year, NQP_XLSX_INPUT);
          else
            nqp_xlsx_writer_text (writer, fields[k],
                                  !is_table ? NQP_XLSX_LINES
                                  : i == 0  ? NQP_XLSX_HEAD
                                            : NQP_XLSX_INPUT);
        }
    }
}

static gboolean
save_workbook (const char *path, GPtrArray *const *tables, gboolean replace, GError **error)
{
  g_autoptr (NqpStaged) file = NULL;
  g_autoptr (NqpXlsxWriter) writer = NULL;
  g_autoptr (GError) reason = NULL;

  if (!nqp_export_check_file (path, 0, "PK", replace, error))
    return FALSE;
  file = nqp_staged_new (path, NQP_STAGED_FILE, replace, &reason);
  if (file == NULL)
    return fail (error, path, reason->message);
  writer = nqp_xlsx_writer_new (file, _ ("Files to fill in"), sheets);
  for (int k = 0; sheets[k] != NULL; k++)
    write_sheet (writer, tables[k], k < 3);
  if (nqp_xlsx_writer_finish (writer, &reason) && nqp_staged_finish (file, &reason))
    return TRUE;
  return fail (error, path, reason->message);
}

/**
 * nqp_template_save:
 * @path: a folder to make, or a workbook where it ends in ".xlsx"
 * @replace: exchange an earlier one; whatever else is there is never touched
 *
 * Writes tables to fill in, in the form that nqp_import() reads, whole or not at all.
 */
gboolean
nqp_template_save (const char *path, gboolean replace, GError **error)
{
  GPtrArray *tables[] = { make_data (), make_indicators (), make_regions (), make_notes () };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  const gboolean done = g_str_has_suffix (lower, ".xlsx") ? save_workbook (path, tables, replace, error)
                                                          : save_folder (path, tables, replace, error);

  for (gsize k = 0; k < G_N_ELEMENTS (tables); k++)
    g_ptr_array_unref (tables[k]);
  return done;
}
