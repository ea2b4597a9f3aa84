/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-trial.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-framework-json.h"
#include "nqp-method.h"
#include "nqp-names.h"
#include "nqp-problems.h"
#include "nqp-project.h"
#include "nqp-words.h"

#define N_ROWS 50 /* that are looked at */

void
nqp_import_trial_free (NqpImportTrial *self)
{
  nqp_import_plan_free (self->plan);
  g_clear_pointer (&self->peek, nqp_table_peek_unref);
  g_clear_pointer (&self->layout, nqp_table_layout_free);
  g_free (self->encoding);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->append, nqp_append_plan_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* What is wrong with opening the file is found by the import, too, and said there. */
NqpTablePeek *
nqp_import_plan_peek (const NqpImportPlan *plan, int first_row, const NqpWork *work)
{
  NqpLayoutHints hints;
  NqpImportSources sources;

  nqp_import_plan_describe (plan, &hints, &sources);
  return nqp_table_peek_open (sources.data, &hints, first_row, N_ROWS, work->cancellable);
}

gboolean
nqp_import_plan_same_table (const NqpImportPlan *a, const NqpImportPlan *b)
{
  return g_strcmp0 (a->files[NQP_IMPORT_DATA], b->files[NQP_IMPORT_DATA]) == 0
         && g_strcmp0 (a->encoding, b->encoding) == 0 && g_strcmp0 (a->sheet, b->sheet) == 0;
}

static void
count (NqpImportTrial *self, const NqpPanel *panel)
{
  self->n_regions = panel->n_regions;
  self->n_years = panel->n_years;
  self->n_indicators = panel->n_indicators;
  self->n_series = panel->n_series;
  self->n_cells = (gsize)panel->n_series * (gsize)panel->n_years * (gsize)panel->n_regions;
  for (gsize i = 0; i < self->n_cells; i++)
    self->n_missing += isnan (panel->values[i]) ? 1 : 0;
}

static GPtrArray *
list_regions (const NqpPanel *panel)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (nqp_named_region_free);
  g_autoptr (NqpNames) names = nqp_names_new ();

  nqp_names_add_panel (names, panel);
  for (int i = 0; i < panel->n_places; i++)
    g_ptr_array_add (list, nqp_named_region_new (panel->places[i].code, nqp_names_show (names, i)));
  return list;
}

/* What stops it is a problem as those of the file are. */
static void
note_error (NqpImportTrial *self)
{
  NqpProblems problems = { .list = self->problems };

  if (self->error->domain != NQP_IO_ERROR) /* else it is among them */
    nqp_problems_add (&problems, FALSE, nqp_import_plan_main_file (self->plan), 0, 0, "%s",
                      self->error->message);
}

/* @panel: (nullable): the data; what lies beside them is read here */
static void
plan_append (NqpImportTrial *self, NqpPanel *panel, const NqpImportSources *sources, GHashTable *settled,
             const NqpWork *work)
{
  g_auto (NqpImportReport) report = { 0 };
  NqpAppendPlan *plan;

  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  self->regions = list_regions (self->plan->into);
  plan = nqp_append_plan_new (self->plan->into, panel, settled, &self->names, &self->error);
  if (plan != NULL && nqp_import_has_beside (sources)
      && !nqp_append_plan_read_beside (plan, sources, self->plan->outlines, self->problems, &report,
                                       work->cancellable, &self->error))
    {
      g_clear_pointer (&plan, nqp_append_plan_unref);
      self->names = g_steal_pointer (&report.names);
    }
  self->append = plan;
  if (plan == NULL)
    note_error (self);
}

static void
count_errors (NqpImportTrial *self)
{
  self->n_errors = 0;
  for (guint i = 0; i < self->problems->len; i++)
    self->n_errors += !((const NqpProblem *)self->problems->pdata[i])->skipped;
}

/* NULL: the trial's error says why; or nothing was to be read of data. */
static NqpPanel *
import (NqpImportTrial *self, const NqpWork *work, NqpBoundaries **out_boundaries)
{
  g_auto (NqpImportReport) report = { 0 };
  NqpPanel *into = self->plan->into, *panel = NULL;
  NqpLayoutHints hints;
  NqpImportSources sources, data;

  nqp_import_plan_describe (self->plan, &hints, &sources);
  data = into != NULL ? nqp_append_data_sources (&sources, into) : sources;
  if (data.data != NULL)
    panel = nqp_import_with_report (&data, out_boundaries, self->problems, &report, work->progress,
                                    work->progress_data, work->cancellable, &self->error);
  self->layout = g_steal_pointer (&report.layout);
  self->encoding = g_steal_pointer (&report.encoding);
  self->names = g_steal_pointer (&report.names);
  self->regions = g_steal_pointer (&report.regions);
  if (panel != NULL)
    count (self, panel);
  if (into != NULL && self->error == NULL)
    plan_append (self, panel, &sources, report.settled, work);
  count_errors (self);
  return panel;
}

static NqpImportTrial *
trial_new (NqpImportPlan *plan)
{
  NqpImportTrial *self = g_new0 (NqpImportTrial, 1);

  self->plan = plan;
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  return self;
}

/* FALSE with @error set. */
static gboolean
check_cancelled (const NqpImportTrial *self, GError **error)
{
  if (!g_error_matches (self->error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, self->error->message);
  return FALSE;
}

NqpImportTrial *
nqp_import_trial_new (NqpImportPlan *plan, NqpTablePeek *peek, const NqpWork *work, GError **error)
{
  g_autoptr (NqpImportTrial) self = trial_new (plan);
  g_autoptr (NqpPanel) panel = NULL;

  self->peek = peek != NULL ? nqp_table_peek_ref (peek) : nqp_import_plan_peek (plan, 1, work);
  panel = import (self, work, NULL);
  return check_cancelled (self, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
nqp_import_trial_create (NqpImportPlan *plan, const NqpWork *work, NqpImportTrial **out_trial, GError **error)
{
  g_autoptr (NqpImportTrial) self = trial_new (plan);
  g_autoptr (NqpFramework) framework = nqp_framework_shipped ();
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  g_autofree char *line = NULL;
  NqpMethod method;
  gboolean done = FALSE;

  panel = import (self, work, &boundaries);
  if (!check_cancelled (self, error))
    return FALSE;
  if (panel == NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else
    {
      nqp_method_init (&method);
      line = nqp_method_to_string (&method);
      done = nqp_project_create (plan->target, panel, boundaries, framework, line, TRUE, error);
    }
  *out_trial = g_steal_pointer (&self);
  return done;
}

static char *
describe_append (const NqpAppendPlan *append)
{
  g_autofree char *values = NULL, *changed = NULL;

  if (nqp_append_plan_is_empty (append))
    return g_strdup (_ ("Nothing new: the project has all of it"));
  if (!append->has_data)
    return g_strdup_printf (
        ngettext ("%u addition or change", "%u additions and changes", nqp_append_lists_size (append->lists)),
        nqp_append_lists_size (append->lists));
  values = g_strdup_printf (ngettext ("%lu new value", "%lu new values", (gulong)append->n_new),
                            (gulong)append->n_new);
  changed = g_strdup_printf (ngettext ("%lu changed", "%lu changed", (gulong)append->n_changed),
                             (gulong)append->n_changed);
  /* Translators: "12 new values, 3 changed; new years: 1, new regions: 0, new indicators: 2" */
  return g_strdup_printf (_ ("%s, %s; new years: %u, new regions: %u, new indicators: %u"), values, changed,
                          append->new_years->len, append->new_regions->len,
                          append->lists != NULL && append->lists->files->has_indicators
                              ? append->lists->new_indicators->len
                              : append->new_series->len);
}

char *
nqp_import_trial_describe (const NqpImportTrial *self)
{
  g_autofree char *regions = NULL;
  g_autofree char *years = NULL;
  g_autofree char *indicators = NULL;
  g_autofree char *missing = NULL;

  if (self->plan->into != NULL && self->append != NULL)
    return describe_append (self->append);
  if (self->n_regions == 0 || self->error != NULL)
    return g_strdup_printf (ngettext ("Nothing can be made of it yet: %d problem",
                                      "Nothing can be made of it yet: %d problems",
                                      (gulong)MAX (self->n_errors, 1)),
                            MAX (self->n_errors, 1));
  regions = g_strdup_printf (ngettext ("%d region", "%d regions", (gulong)self->n_regions), self->n_regions);
  years = g_strdup_printf (ngettext ("%d year", "%d years", (gulong)self->n_years), self->n_years);
  indicators = g_strdup_printf (ngettext ("%d indicator", "%d indicators", (gulong)self->n_indicators),
                                self->n_indicators);
  if (self->n_missing == 0)
    /* Translators: how many regions, years and indicators a file makes */
    return g_strdup_printf (_ ("%s × %s × %s, no missing cell"), regions, years, indicators);
  missing = g_strdup_printf (ngettext ("%lu missing cell", "%lu missing cells", (gulong)self->n_missing),
                             (gulong)self->n_missing);
  /* Translators: how many regions, years, indicators and missing cells a file makes */
  return g_strdup_printf (_ ("%s × %s × %s, %s"), regions, years, indicators, missing);
}

NqpRowUse
nqp_import_trial_row_use (const NqpImportTrial *self, int row)
{
  const NqpTableLayout *layout = self->layout;

  if (layout == NULL)
    return NQP_ROW_LEFT_OUT;
  if (row >= layout->first_header && row <= layout->last_header)
    return NQP_ROW_HEADER;
  if (row >= layout->first_row && (layout->last_row == 0 || row <= layout->last_row))
    return NQP_ROW_DATA;
  return NQP_ROW_LEFT_OUT;
}

char *
nqp_import_in_words (const char *text)
{
  static const struct
  {
    const char *option; /* PCRE */
    const char *words;
  } table[] = {
    { "--column (\"[^\"]*|[^ ]*)=ignore\"?", N_ ("“Left out” above it") },
    { "--column (\"[^\"]*\"|[^ ]*=[^ ,.;，。；]*)", N_ ("the menu above it") },
    { "--column", N_ ("the menu above it") },
    { "--header-rows N", N_ ("“Header Rows”") },
    { "--year Y", N_ ("“Year”") },
    { "--year", N_ ("“Year”") },
    { "--decimal [.,]( [^ ]* --decimal [.,]|[^ ]*--decimal [.,])?", N_ ("“Decimal Mark”") },
    { "--encoding", N_ ("“Encoding”") },
    { "--sheet", N_ ("“Sheet”") },
    { "--names FILE\\.csv|--names", N_ ("“Names”") },
  };
  g_autofree char *now = g_strdup (text);

  for (gsize i = 0; strstr (now, "--") != NULL && i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (table[i].option, 0, 0, NULL);
      char *next = g_regex_replace_literal (regex, now, -1, 0, _ (table[i].words), 0, NULL);

      if (next == NULL)
        continue;
      g_free (now);
      now = next;
    }
  return g_steal_pointer (&now);
}

void
nqp_import_problem_split (const NqpProblem *problem, char **out_found, char **out_expected)
{
  /* Translators: what stands between what was found and what was expected in messages about input files */
  const char *between = C_ ("messages", "; expected ");
  g_autofree char *text = nqp_import_in_words (problem->text);
  const char *at = g_strrstr (text, between);

  *out_found = at != NULL ? g_strndup (text, (gsize)(at - text)) : g_strdup (text);
  *out_expected = g_strdup (at != NULL ? at + strlen (between) : "");
}

gboolean
nqp_import_trial_is_of_data (const NqpImportTrial *self, const NqpProblem *problem)
{
  const char *data = self->plan->files[NQP_IMPORT_DATA];
  g_autofree char *shown = data != NULL ? nqp_words_path (data) : NULL;

  return problem->line > 0 && g_strcmp0 (problem->file, shown) == 0;
}
