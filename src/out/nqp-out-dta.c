/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-private.h"

#include <glib/gi18n.h>

#include "nqp-config.h"

#ifdef NQP_HAVE_READSTAT

#include <math.h>
#include <readstat.h>
#include <string.h>
#include <time.h>

#include "nqp-environment.h"
#include "nqp-import.h"
#include "nqp-out-names.h"

#define FORMAT 118       /* Stata 14 and later: UTF-8 */
#define MOST_NAME 32     /* characters of a variable's name */
#define MOST_LABEL 80    /* of its label, and of the file's */
#define MOST_STRING 2045 /* bytes of a text in a row */
#define MOST_VARIABLES 32767

/* A variable of a number, and where its values come from. */
typedef struct
{
  readstat_variable_t *variable;
  int indicator; /* x of the indicator, or -1: of a node: */
  int node;
  enum
  {
    OF_SCORE,
    OF_RANK,
    OF_COVERAGE
  } what;
} Column;

typedef struct
{
  const NqpOut *out;
  readstat_writer_t *writer;
  NqpOutNames *names;
  readstat_variable_t *id, *code, *name, *group, *year;
  GArray *columns; /* Column */
} Dta;

static ssize_t
on_data (const void *data, size_t length, void *user_data)
{
  return nqp_staged_write (user_data, data, length) ? (ssize_t)length : -1;
}

/* ---- texts within bounds ---------------------------------------------------------------------------------------- */

/* At most so many characters. */
static char *
cut (const char *text, glong most)
{
  if (g_utf8_strlen (text, -1) <= most)
    return g_strdup (text);

  g_autofree char *start = g_utf8_substring (text, 0, most - 1);
  return g_strconcat (start, "…", NULL);
}

static void
set_label (readstat_variable_t *variable, const char *text)
{
  g_autofree char *label = cut (text, MOST_LABEL);

  readstat_variable_set_label (variable, label);
}

/* Bytes that the longest of all places' texts takes. */
static gsize
width_of (const NqpOut *out, gboolean names)
{
  gsize most = 1;

  for (int i = 0; i < out->panel->n_regions; i++)
    {
      const char *text = names ? nqp_panel_place_name (out->panel, i, out->lang) : out->panel->places[i].code;

      most = MAX (most, text != NULL ? strlen (text) : 0);
    }
  return MIN (most, MOST_STRING);
}

/* ---- variables -------------------------------------------------------------------------------------------------- */

static readstat_variable_t *
add_variable (Dta *self, const char *wanted, readstat_type_t type, gsize width, const char *label)
{
  g_autofree char *name = nqp_out_names_take (self->names, wanted);
  readstat_variable_t *variable = readstat_add_variable (self->writer, name, type, width);

  set_label (variable, label);
  return variable;
}

static void
add_column (Dta *self, const char *wanted, const char *label, Column column)
{
  column.variable = add_variable (self, wanted, READSTAT_TYPE_DOUBLE, 0, label);
  g_array_append_val (self->columns, column);
}

static void
add_labels (Dta *self)
{
  const NqpPanel *panel = self->out->panel;
  readstat_label_set_t *regions = readstat_add_label_set (self->writer, READSTAT_TYPE_INT32, "regions");
  readstat_label_set_t *groups
      = panel->n_groups > 0 ? readstat_add_label_set (self->writer, READSTAT_TYPE_INT32, "groups") : NULL;

  for (int i = 0; i < panel->n_regions; i++)
    readstat_label_int32_value (regions, i + 1, nqp_panel_place_name (panel, i, self->out->lang));
  readstat_variable_set_label_set (self->id, regions);
  for (int g = 0; g < panel->n_groups; g++)
    {
      const char *name = nqp_text_get (&panel->groups[g], self->out->lang);

      readstat_label_int32_value (groups, g + 1, name != NULL ? name : "");
    }
  if (groups != NULL)
    readstat_variable_set_label_set (self->group, groups);
}

static void
add_scores (Dta *self)
{
  static const struct
  {
    const char *prefix, *title;
    int what;
  } kinds[] = { { "score", N_ ("Score"), OF_SCORE },
                { "rank", N_ ("Rank"), OF_RANK },
                { "coverage", N_ ("Coverage"), OF_COVERAGE } };
  const NqpTree *tree = self->out->scores->tree;
  g_autoptr (GArray) parents = nqp_out_parents (self->out->scores);

  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint k = 0; k < parents->len; k++)
      {
        const int node = g_array_index (parents, int, k);
        const char *title = nqp_text_get (&tree->nodes[node].name, self->out->lang);
        g_autofree char *name = g_strdup_printf ("%s_%s", kinds[kind].prefix, tree->nodes[node].id);
        /* Translators: "Score: Drivers" */
        g_autofree char *label = g_strdup_printf (_ ("%s: %s"), _ (kinds[kind].title),
                                                  title != NULL ? title : tree->nodes[node].id);

        add_column (self, name, label, (Column){ .indicator = -1, .node = node, .what = kinds[kind].what });
      }
}

static void
add_variables (Dta *self)
{
  const NqpPanel *panel = self->out->panel;

  self->id = add_variable (self, "region_id", READSTAT_TYPE_INT32, 0, _ ("Region, numbered"));
  self->code = add_variable (self, "region", READSTAT_TYPE_STRING, width_of (self->out, FALSE),
                             _ ("Code of the region"));
  self->name
      = add_variable (self, "region_name", READSTAT_TYPE_STRING, width_of (self->out, TRUE), _ ("Region"));
  self->group = add_variable (self, "region_group", READSTAT_TYPE_INT32, 0, _ ("Group"));
  self->year = add_variable (self, "year", READSTAT_TYPE_INT32, 0, _ ("Year"));
  add_labels (self);
  for (int j = 0; j < panel->n_indicators; j++)
    {
      g_autofree char *label = nqp_out_label (&panel->indicators[j], self->out->lang);

      add_column (self, panel->indicators[j].code, label, (Column){ .indicator = j });
    }
  add_scores (self);
}

/* What has no room in a label: whole names, the method, the sources. */
static void
add_notes (Dta *self)
{
  const NqpPanel *panel = self->out->panel;
  g_autofree char *method = nqp_method_to_string (&self->out->scores->method);
  g_autofree char *words = nqp_method_describe (&self->out->scores->method);
  g_autofree char *sources = nqp_panel_sources (panel);

  readstat_add_note (self->writer, words);
  readstat_add_note (self->writer, method);
  if (*sources != '\0')
    readstat_add_note (self->writer, sources);
  for (guint k = 0; k < self->columns->len; k++)
    {
      const Column *column = &g_array_index (self->columns, Column, k);

      if (column->indicator >= 0)
        {
          const char *name = readstat_variable_get_name (column->variable);
          g_autofree char *label = nqp_out_label (&panel->indicators[column->indicator], self->out->lang);
          g_autofree char *note
              = g_strdup_printf ("%s = %s: %s", name, panel->indicators[column->indicator].code, label);

          if (g_utf8_strlen (label, -1) > MOST_LABEL
              || strcmp (name, panel->indicators[column->indicator].code) != 0)
            readstat_add_note (self->writer, note);
        }
    }
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static double
value_of (const NqpScores *scores, const Column *column, int year, int region)
{
  int rank;

  if (column->indicator >= 0)
    return nqp_scores_raw (scores, column->indicator, year, region);
  if (column->what == OF_SCORE)
    return nqp_scores_get (scores, column->node, year, region);
  if (column->what == OF_COVERAGE)
    return nqp_scores_coverage (scores, column->node, year, region);
  rank = nqp_scores_rank (scores, column->node, year, region);
  return rank > 0 ? (double)rank : (double)NAN;
}

static readstat_error_t
put_text (Dta *self, readstat_variable_t *variable, const char *text)
{
  g_autofree char *whole = g_strdup (text != NULL ? text : "");

  /* a code or name that long is none; what is cut ends between characters */
  if (strlen (whole) > MOST_STRING)
    *g_utf8_find_prev_char (whole, whole + MOST_STRING + 1) = '\0';
  return readstat_insert_string_value (self->writer, variable, whole);
}

static readstat_error_t
put_row (Dta *self, int region, int year)
{
  const NqpPanel *panel = self->out->panel;
  readstat_error_t code = readstat_begin_row (self->writer);

  if (code == READSTAT_OK)
    code = readstat_insert_int32_value (self->writer, self->id, region + 1);
  if (code == READSTAT_OK)
    code = put_text (self, self->code, panel->places[region].code);
  if (code == READSTAT_OK)
    code = put_text (self, self->name, nqp_panel_place_name (panel, region, self->out->lang));
  if (code == READSTAT_OK)
    code = panel->places[region].group >= 0
               ? readstat_insert_int32_value (self->writer, self->group, panel->places[region].group + 1)
               : readstat_insert_missing_value (self->writer, self->group);
  if (code == READSTAT_OK)
    code = readstat_insert_int32_value (self->writer, self->year, panel->years[year]);
  for (guint k = 0; code == READSTAT_OK && k < self->columns->len; k++)
    {
      const Column *column = &g_array_index (self->columns, Column, k);
      const double value = value_of (self->out->scores, column, year, region);

      code = isnan (value) ? readstat_insert_missing_value (self->writer, column->variable)
                           : readstat_insert_double_value (self->writer, column->variable, value);
    }
  return code == READSTAT_OK ? readstat_end_row (self->writer) : code;
}

static readstat_error_t
write_all (Dta *self, NqpStaged *file)
{
  const NqpPanel *panel = self->out->panel;
  readstat_error_t code
      = readstat_begin_writing_dta (self->writer, file, (long)panel->n_regions * panel->n_years);

  for (int i = 0; i < panel->n_regions; i++)
    for (int t = 0; t < panel->n_years && code == READSTAT_OK; t++)
      code = put_row (self, i, t);
  return code == READSTAT_OK ? readstat_end_writing (self->writer) : code;
}

static gboolean
write_dta (const NqpOut *what, NqpStaged *file, GError **error)
{
  g_autoptr (GDateTime) fixed = nqp_environment_fixed_time ();
  const char *title = nqp_panel_title (what->panel, what->lang);
  g_autofree char *label = cut (title != NULL ? title : "", MOST_LABEL);
  g_autoptr (NqpOutNames) names = nqp_out_names_new (MOST_NAME, nqp_out_words_of_stata);
  Dta self = { .out = what, .writer = readstat_writer_init (), .names = names };
  readstat_error_t code;

  self.columns = g_array_new (FALSE, FALSE, sizeof (Column));
  readstat_set_data_writer (self.writer, on_data);
  readstat_writer_set_file_format_version (self.writer, FORMAT);
  readstat_writer_set_file_label (self.writer, label);
  readstat_writer_set_file_timestamp (self.writer,
                                      fixed != NULL ? (time_t)g_date_time_to_unix (fixed) : time (NULL));
  add_variables (&self);
  add_notes (&self);
  code = self.columns->len + 5 > MOST_VARIABLES ? READSTAT_ERROR_TOO_MANY_COLUMNS : write_all (&self, file);
  readstat_writer_free (self.writer);
  g_array_unref (self.columns);
  if (code == READSTAT_OK
      || nqp_staged_failed (file)) /* a write that failed is told when the file is finished */
    return TRUE;
  g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, readstat_error_message (code));
  return FALSE;
}

#else
#define write_dta NULL
#endif

const NqpOutForm nqp_out_dta = {
  .id = "dta",
  .ending = ".dta",
  .title = N_ ("Stata file with labels, a row a region and year"),
  .needs = NQP_OUT_NEEDS_SCORES,
  .start = "<stata_dta>",
  .write = write_dta,
};
