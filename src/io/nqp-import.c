/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"
#include "nqp-table-layout.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-findings.h"
#include "nqp-words.h"

int
nqp_importer_add_series (NqpImporter *self, const char *code, gsize length)
{
  int draft = nqp_codes_add (&self->series_codes, code, length);

  if ((guint)draft == self->series->len)
    {
      NqpSeriesDraft new_draft = { .series.code = g_strndup (code, length) };

      g_array_append_val (self->series, new_draft);
    }
  return draft;
}

int
nqp_importer_add_region (NqpImporter *self, const char *code, gsize length)
{
  int draft = nqp_codes_add (&self->region_codes, code, length);

  if ((guint)draft == self->regions->len)
    {
      NqpRegionDraft new_draft = { .region = { .group = -1, .tile_col = -1, .tile_row = -1 }, .same_as = -1 };

      new_draft.region.code = g_strndup (code, length);
      new_draft.region.longitude = new_draft.region.latitude = new_draft.region.area_km2 = NAN;
      g_array_append_val (self->regions, new_draft);
    }
  return draft;
}

gboolean
nqp_importer_tick (NqpImporter *self, double fraction)
{
  if (self->progress != NULL)
    self->progress (fraction, self->progress_data);
  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
clear_series (gpointer data)
{
  NqpSeries *series = &((NqpSeriesDraft *)data)->series;

  g_free (series->code);
  nqp_text_clear (&series->name);
  nqp_text_clear (&series->unit);
  g_free (series->source);
  g_free (series->note);
  g_free (((NqpSeriesDraft *)data)->unit_written);
}

static void
clear_indicator (gpointer data)
{
  NqpIndicator *indicator = data;

  g_free (indicator->code);
  nqp_text_clear (&indicator->name);
  nqp_text_clear (&indicator->unit);
  g_free (indicator->pillar);
  g_free (indicator->component);
  g_free (indicator->source);
  g_free (indicator->note);
  g_clear_pointer (&indicator->formula, nqp_expression_unref);
  g_free (indicator->operands);
}

static void
clear_region (gpointer data)
{
  NqpRegionDraft *draft = data;

  g_free (draft->region.code);
  nqp_text_clear (&draft->region.name);
  g_free (draft->region.initials);
  nqp_text_clear (&draft->group);
}

static void
free_shape (gpointer data)
{
  NqpShape *shape = data;

  for (int i = 0; i < shape->n_rings; i++)
    g_free (shape->rings[i].xy);
  g_free (shape->rings);
  g_free (shape->code);
  nqp_text_clear (&shape->name);
  g_free (shape);
}

static void
clear_neighbour (gpointer data)
{
  g_free (((NqpNeighbour *)data)->kind);
}

static void
clear_flag (gpointer data)
{
  g_free (((NqpFlagDraft *)data)->flag.note);
}

static void
clear_accepted (gpointer data)
{
  g_free (((NqpAccepted *)data)->finding);
  g_free (((NqpAccepted *)data)->note);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, (guint)size);

  if (clear != NULL)
    g_array_set_clear_func (array, clear);
  return array;
}

void
nqp_importer_init (NqpImporter *self)
{
  nqp_codes_init (&self->series_codes);
  nqp_codes_init (&self->indicator_codes);
  nqp_codes_init (&self->region_codes);
  self->series = new_array (sizeof (NqpSeriesDraft), clear_series);
  self->indicators = new_array (sizeof (NqpIndicator), clear_indicator);
  self->components = nqp_components_new (NULL);
  self->regions = new_array (sizeof (NqpRegionDraft), clear_region);
  self->outlines = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_outline_free);
  self->shapes = g_ptr_array_new_with_free_func (free_shape);
  self->wide_series = new_array (sizeof (int), NULL);
  self->records = new_array (sizeof (NqpRecord), NULL);
  self->values = new_array (sizeof (double), NULL);
  self->neighbours = new_array (sizeof (NqpNeighbour), clear_neighbour);
  self->flags = new_array (sizeof (NqpFlagDraft), clear_flag);
  self->accepted = new_array (sizeof (NqpAccepted), clear_accepted);
}

void
nqp_importer_clear (NqpImporter *self)
{
  nqp_codes_clear (&self->series_codes);
  nqp_codes_clear (&self->indicator_codes);
  nqp_codes_clear (&self->region_codes);
  g_array_unref (self->series);
  g_array_unref (self->indicators);
  nqp_components_free (self->components);
  g_array_unref (self->regions);
  g_clear_pointer (&self->names, nqp_names_free);
  g_clear_pointer (&self->replaced, g_hash_table_unref);
  g_clear_pointer (&self->rules, g_hash_table_unref);
  g_ptr_array_unref (self->outlines);
  g_ptr_array_unref (self->shapes);
  g_array_unref (self->wide_series);
  g_array_unref (self->records);
  g_array_unref (self->values);
  g_array_unref (self->neighbours);
  g_array_unref (self->flags);
  g_array_unref (self->accepted);
  g_clear_pointer (&self->sheet_paths, g_ptr_array_unref);
  g_clear_pointer (&self->book, nqp_workbook_free);
  g_clear_pointer (&self->book_words, g_hash_table_unref);
}

NqpBoundaries *
nqp_import_take_boundaries (NqpImporter *self)
{
  NqpBoundaries *boundaries = nqp_boundaries_new ((int)self->shapes->len);

  for (guint i = 0; i < self->shapes->len; i++)
    {
      NqpShape *shape = g_ptr_array_index (self->shapes, i);

      boundaries->shapes[i] = *shape;
      *shape = (NqpShape){ 0 };
    }
  return boundaries;
}

/* What `nqp check` would say of it is said at once. */
static void
report_findings (NqpImporter *self, const NqpPanel *panel, const NqpBoundaries *boundaries)
{
  g_autoptr (GPtrArray) list = nqp_findings_new (panel, boundaries);

  for (guint i = 0; i < list->len; i++)
    {
      const NqpFinding *finding = list->pdata[i];
      const gboolean outlines = g_str_equal (finding->where, "boundaries");

      nqp_problems_add (&self->problems, TRUE, outlines ? self->sources->boundaries : self->sources->data, 0,
                        0, "%s", finding->what);
    }
}

/* It comes from a user's hand, not from a file. */
static void
check_title (NqpImporter *self, const char *title)
{
  g_autofree char *text = g_strdup (title);
  g_autoptr (GError) error = NULL;

  if (!nqp_words_check (&text, NQP_WORDS_NAME, &error))
    /* Translators: in front of a colon, as the name of a file is elsewhere */
    nqp_problems_add (&self->problems, FALSE, _ ("title"), 0, 0, "%s", error->message);
}

static NqpPanel *
read_all (NqpImporter *self)
{
  const NqpImportSources *sources;
  NqpPanel *panel;
  gboolean settled;

  check_title (self, self->sources->title_en);
  check_title (self, self->sources->title_zh);
  nqp_import_open_book (self);
  sources = self->sources;

  if (sources->series != NULL)
    nqp_import_series (self);
  if (sources->indicators != NULL)
    nqp_import_indicators (self);
  if (sources->regions != NULL)
    nqp_import_regions (self);
  if (sources->names != NULL)
    nqp_import_names (self);
  if (sources->rules != NULL)
    nqp_import_take_rules (self, sources->rules);
  if (sources->into != NULL)
    nqp_import_take_remembered (self, sources->into);
  if (sources->boundaries != NULL)
    nqp_import_geojson (self);
  if (!nqp_importer_tick (self, 0.02))
    return NULL;
  nqp_import_data (self);
  if (!nqp_importer_tick (self, 0.9))
    return NULL;
  nqp_import_report_names (self);
  nqp_import_outlines (self);
  settled = nqp_import_settle_names (self);
  if (sources->neighbours != NULL)
    nqp_import_neighbours (self);
  if (sources->flags != NULL)
    nqp_import_flags (self);
  if (sources->checks != NULL)
    nqp_import_checks (self);
  panel = settled ? nqp_import_assemble (self) : NULL;
  if (panel != NULL)
    nqp_import_fill_settled (self, panel);
  return panel;
}

void
nqp_import_report_clear (NqpImportReport *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_pointer (&self->settled, g_hash_table_unref);
  g_clear_pointer (&self->layout, nqp_table_layout_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->sheet, g_free);
}

/**
 * nqp_import_with_report:
 * @out_boundaries: (out) (optional): the outlines, without shapes if no boundaries are among the sources
 * @problems: (element-type NqpProblem) (nullable): gets all problems, warnings included, also when the import succeeds
 * @report: (nullable): empty; gets what was read of the data file, to be cleared by the caller
 *
 * Reads every source into one panel. All files are read even after a problem, so that one run reports everything.
 *
 * Returns: (transfer full): the panel, or %NULL with @error set
 */
NqpPanel *
nqp_import_with_report (const NqpImportSources *sources, NqpBoundaries **out_boundaries, GPtrArray *problems,
                        NqpImportReport *report, NqpProgress progress, gpointer progress_data,
                        GCancellable *cancellable, GError **error)
{
  NqpImporter importer = {
    .sources = sources,
    .report = report,
    .progress = progress,
    .progress_data = progress_data,
    .cancellable = cancellable,
  };
  g_autoptr (GPtrArray) list = NULL;
  NqpPanel *panel;

  g_return_val_if_fail (sources != NULL && sources->data != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  list = problems != NULL ? g_ptr_array_ref (problems)
                          : g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  importer.problems.list = list;
  nqp_importer_init (&importer);
  panel = read_all (&importer);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_pointer (&panel, nqp_panel_unref);
      g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED, _ ("The import was cancelled."));
    }
  else if (!nqp_problems_check (&importer.problems, error))
    g_clear_pointer (&panel, nqp_panel_unref);
  if (panel != NULL)
    {
      g_autoptr (NqpBoundaries) boundaries = nqp_import_take_boundaries (&importer);

      report_findings (&importer, panel, boundaries);
      if (out_boundaries != NULL)
        *out_boundaries = g_steal_pointer (&boundaries);
    }
  nqp_problems_finish (&importer.problems);
  nqp_problems_clear (&importer.problems);
  if (panel != NULL)
    nqp_importer_tick (&importer, 1.0);
  nqp_importer_clear (&importer);
  return panel;
}

/* The same without the report. */
NqpPanel *
nqp_import (const NqpImportSources *sources, NqpBoundaries **out_boundaries, GPtrArray *problems,
            NqpProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  return nqp_import_with_report (sources, out_boundaries, problems, NULL, progress, progress_data,
                                 cancellable, error);
}
