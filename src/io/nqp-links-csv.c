/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-links-csv.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-sheet.h"

enum
{
  CODE,
  NEIGHBOUR,
  WEIGHT,
  N_COLUMNS
};

static const char *const sheet_names[] = { "neighbours", "neighbors", "邻接", NULL };

static const NqpSheetColumn columns[N_COLUMNS] = {
  [CODE] = { TRUE, "code", { NQP_HEAD_CODE } },
  [NEIGHBOUR] = { TRUE, "neighbour", { NQP_HEAD_NEIGHBOUR } },
  [WEIGHT] = { FALSE, "weight", { NQP_HEAD_WEIGHT } },
};

typedef struct
{
  NqpSheet sheet;
  const NqpPanel *panel;
  GArray *links;
  GHashTable *lines; /* from * n_places + to -> line */
} Reader;

static void
reader_clear (Reader *self)
{
  nqp_sheet_clear (&self->sheet);
  g_clear_pointer (&self->lines, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static int
find_place (Reader *self, int column)
{
  g_autofree char *code = nqp_sheet_word (&self->sheet, column);
  const int place = nqp_panel_find_place (self->panel, code);

  if (place < 0)
    nqp_sheet_problem (&self->sheet, column, _ ("found “%s”, expected the code of a region of the project"),
                       code);
  return place;
}

/* 1 where nothing is said. */
static gboolean
read_weight (Reader *self, double *out)
{
  g_autofree char *text = nqp_sheet_word (&self->sheet, WEIGHT);

  *out = 1;
  if (*text == '\0' || (nqp_number_parse (text, strlen (text), '.', out) && isfinite (*out) && *out >= 0))
    return TRUE;
  nqp_sheet_problem (&self->sheet, WEIGHT, _ ("found “%s” as a weight, expected a number from 0"), text);
  return FALSE;
}

static gboolean
read_row (Reader *self)
{
  NqpLink link = { find_place (self, CODE), -1, 1 };
  gint64 key;
  int before;

  link.to = link.from >= 0 ? find_place (self, NEIGHBOUR) : -1;
  if (link.to < 0 || !read_weight (self, &link.weight))
    return FALSE;
  if (link.from == link.to)
    {
      nqp_sheet_problem (&self->sheet, NEIGHBOUR,
                         _ ("“%s” is named as its own neighbour; expected another region."),
                         self->panel->places[link.to].code);
      return FALSE;
    }
  key = (gint64)link.from * self->panel->n_places + link.to;
  before = GPOINTER_TO_INT (g_hash_table_lookup (self->lines, &key));
  if (before > 0)
    {
      nqp_sheet_problem (&self->sheet, -1,
                         _ ("found “%s” as a neighbour of “%s” a second time (first in line %d), expected it "
                            "once"),
                         self->panel->places[link.to].code, self->panel->places[link.from].code, before);
      return FALSE;
    }
  g_hash_table_insert (self->lines, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (self->sheet.rows->number));
  if (link.weight > 0)
    g_array_append_val (self->links, link);
  return TRUE;
}

/**
 * nqp_links_parse_csv:
 * @text: in any encoding nqp_source_read() knows
 * @file_name: for messages
 *
 * Reads the columns "code", "neighbour" and, if it is there, "weight": that the one has the other as a neighbour, not the other way
 * round. A weight of 0 is none, an empty one 1. Errors say file, line, column, what was found and what was expected.
 */
GArray *
nqp_links_parse_csv (const NqpPanel *panel, const char *text, gsize length, const char *file_name,
                     GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (NqpLink));
  g_auto (Reader) reader = { .panel = panel,
                             .links = links,
                             .lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL) };

  if (nqp_csv_is_blank (text, length))
    nqp_problems_add (&problems, FALSE, file_name, 0, 0,
                      _ ("the file is empty, expected a line with the columns “code” and “neighbour”"));
  else if (nqp_sheet_open_text (&reader.sheet, text, length, file_name, sheet_names, columns, N_COLUMNS,
                                &problems))
    {
      for (int i = 0; i < N_COLUMNS; i++)
        reader.sheet.least_fields = MAX (reader.sheet.least_fields, reader.sheet.position[i] + 1);
      while (nqp_sheet_next (&reader.sheet) && read_row (&reader))
        ;
      if (links->len == 0 && problems.n_errors == 0)
        nqp_sheet_file_problem (&reader.sheet, _ ("found no neighbours, expected a line for each"));
    }
  return nqp_problems_check (&problems, error) ? g_steal_pointer (&links) : NULL;
}
