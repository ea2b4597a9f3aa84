/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-names-memory.h"

#include "nqp-csv.h"
#include "nqp-paths.h"
#include "nqp-problems.h"
#include "nqp-staged.h"
#include "nqp-table.h"

#define MOST_KEPT 20000 /* the oldest go */

typedef struct
{
  char *name, *code;
} Settled;

struct _NqpNamesMemory
{
  GPtrArray *list; /* (element-type Settled): the newest last */
};

static void
settled_free (gpointer data)
{
  Settled *self = data;

  g_free (self->name);
  g_free (self->code);
  g_free (self);
}

static void
append (NqpNamesMemory *self, char *name, char *code)
{
  Settled *added = g_new (Settled, 1);

  *added = (Settled){ name, code };
  g_ptr_array_add (self->list, added);
}

static void
read_rows (NqpNamesMemory *self, NqpCsv *csv)
{
  NqpCsvStatus status;

  while ((status = nqp_csv_next (csv)) == NQP_CSV_ROW || status == NQP_CSV_BAD)
    {
      NqpWordsFault fault;

      if (status == NQP_CSV_ROW && csv->n_fields == 2 && csv->fields[0].length > 0
          && csv->fields[1].length > 0 && nqp_field_tidy (&csv->fields[0], NQP_WORDS_NAME, &fault)
          && nqp_field_tidy (&csv->fields[1], NQP_WORDS_CODE, &fault))
        append (self, g_strndup (csv->fields[0].text, csv->fields[0].length),
                g_strndup (csv->fields[1].text, csv->fields[1].length));
    }
}

NqpNamesMemory *
nqp_names_memory_load (void)
{
  NqpNamesMemory *self = g_new0 (NqpNamesMemory, 1);
  g_autofree char *path = nqp_paths_names ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };
  g_auto (NqpCsv) csv = { 0 };

  self->list = g_ptr_array_new_with_free_func (settled_free);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && nqp_csv_open (&csv, path, &problems))
    {
      (void)nqp_csv_next (&csv); /* the header */
      read_rows (self, &csv);
    }
  nqp_problems_clear (&problems);
  return self;
}

void
nqp_names_memory_free (NqpNamesMemory *self)
{
  g_ptr_array_unref (self->list);
  g_free (self);
}

const char *
nqp_names_memory_find (const NqpNamesMemory *self, const char *name, GHashTable *codes)
{
  for (guint i = self->list->len; i > 0; i--)
    {
      const Settled *it = self->list->pdata[i - 1];

      if (g_str_equal (it->name, name) && g_hash_table_contains (codes, it->code))
        return it->code;
    }
  return NULL;
}

void
nqp_names_memory_add (NqpNamesMemory *self, const char *name, const char *code)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const Settled *it = self->list->pdata[i];

      if (g_str_equal (it->name, name) && g_str_equal (it->code, code))
        {
          g_ptr_array_remove_index (self->list, i);
          break;
        }
    }
  append (self, g_strdup (name), g_strdup (code));
}

gboolean
nqp_names_memory_save (const NqpNamesMemory *self)
{
  g_autofree char *path = nqp_paths_names ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GString) text = g_string_new ("name,code\n");

  for (guint i = self->list->len > MOST_KEPT ? self->list->len - MOST_KEPT : 0; i < self->list->len; i++)
    {
      const Settled *it = self->list->pdata[i];

      nqp_csv_append_field (text, it->name);
      g_string_append_c (text, ',');
      nqp_csv_append_field (text, it->code);
      g_string_append_c (text, '\n');
    }
  return g_mkdir_with_parents (folder, 0700) == 0
         && nqp_staged_set_contents (path, text->str, (gssize)text->len, NULL);
}
