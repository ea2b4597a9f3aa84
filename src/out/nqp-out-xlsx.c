/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-xlsx-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-config.h"
#include "nqp-import.h"

/* ---- what the workbook is made of ------------------------------------------------------------------------------ */

static void
book_init (Book *self, const NqpOut *what)
{
  const NqpMethod *method = &what->scores->method;

  *self = (Book){
    .what = what,
    .panel = what->panel,
    .scores = what->scores,
    .tree = what->scores->tree,
    .leaves = nqp_out_leaves (what->scores),
    .parents = nqp_out_parents (what->scores),
    .cells = nqp_method_cells (method),
    .live = TRUE,
    .n_rows = what->panel->n_regions * what->panel->n_years,
  };
  self->place = g_new (int, self->tree->n_nodes + 1);
  for (int i = 0; i < self->tree->n_nodes; i++)
    self->place[i] = -1;
  for (guint k = 0; k < self->leaves->len; k++)
    self->place[g_array_index (self->leaves, int, k)] = (int)k;
  for (guint k = 0; k < self->parents->len; k++)
    self->place[g_array_index (self->parents, int, k)] = (int)k;
  for (int made = 0; made < NQP_N_MADE; made++)
    if ((nqp_choice (NQP_STAGE_AGGREGATE, (int)method->aggregate[made])->traits & NQP_TRAIT_SUM) == 0)
      self->live = FALSE;
  for (int t = 0; self->parents->len > 0 && t < self->panel->n_years; t++)
    for (int i = 0; i < self->panel->n_regions && !self->treated; i++)
      self->treated = nqp_scores_is_treated (self->scores, 0, t, i);
}

static void
book_clear (Book *self)
{
  g_array_unref (self->leaves);
  g_array_unref (self->parents);
  g_free (self->place);
}

/* ---- weights and scores ---------------------------------------------------------------------------------------- */

static void
put_weight (NqpXlsxWriter *out, const Book *self, int node)
{
  const NqpNode *n = &self->tree->nodes[node];
  const gboolean on = self->place[node] >= 0;
  const double share = nqp_tree_local_weight (self->tree, node);
  const double global = nqp_tree_global_weight (self->tree, node);
  const int leaf = n->indicator >= 0;
  char own[NQP_XLSX_ADDRESS_SIZE], above[NQP_XLSX_ADDRESS_SIZE];
  g_autofree char *taken = NULL;
  g_autofree char *product = NULL;

  nqp_xlsx_writer_number (out, share, on && node > 0 ? NQP_XLSX_INPUT : NQP_XLSX_PLAIN);
  if (!self->live || !on)
    {
      nqp_xlsx_writer_number (out, share, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_number (out, global, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, on ? NULL : _ ("switched off"), NQP_XLSX_PLAIN);
      return;
    }
  taken = nqp_book_cell (SHEET_SHARES, FIRST_COLUMN + self->place[node],
                         leaf ? LEAF_SHARE_ROW : PARENT_SHARE_ROW);
  nqp_xlsx_address (WEIGHTS_SHARE, node + 1, FALSE, own);
  if (n->parent >= 0)
    product = g_strdup_printf ("%s*%s", own, nqp_xlsx_address (WEIGHTS_GLOBAL, n->parent + 1, FALSE, above));
  nqp_xlsx_writer_formula (out, taken, share, NQP_XLSX_PLAIN);
  nqp_xlsx_writer_formula (out, product != NULL ? product : own, global, NQP_XLSX_PLAIN);
}

static void
put_weights (NqpXlsxWriter *out, const Book *self)
{
  nqp_xlsx_writer_sheet (out, (const int[]){ 28, 12, 28, 44, 22, 22, 22, 0 }, 1);
  nqp_book_put_head (
      out, (const char *[]){ "node", "level", "parent", "name", "weight", "share", "global", "state", NULL });
  for (int i = 0; self->parents->len > 0 && i < self->tree->n_nodes; i++)
    {
      const NqpNode *node = &self->tree->nodes[i];

      nqp_xlsx_writer_row (out);
      nqp_xlsx_writer_text (out, node->id, NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, nqp_level_to_string (node->level), NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, node->parent >= 0 ? self->tree->nodes[node->parent].id : NULL,
                            NQP_XLSX_PLAIN);
      nqp_xlsx_writer_text (out, nqp_text_get (&node->name, self->what->lang), NQP_XLSX_PLAIN);
      put_weight (out, self, i);
    }
}

static void
put_scores (NqpXlsxWriter *out, const Book *self)
{
  const NqpPanel *panel = self->panel;

  nqp_xlsx_writer_sheet (out, (const int[]){ 12, 8, 22, 6, 10, 0 }, FIRST_SCORE);
  nqp_book_put_head (out, (const char *[]){ "region", "year", "name", "rank", NULL });
  nqp_book_put_nodes (out, self, self->parents);
  for (int t = 0, row = 1; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++, row++)
      {
        const int rank = self->parents->len > 0 ? nqp_scores_rank (self->scores, 0, t, i) : 0;

        nqp_book_put_key (out, panel, i, t);
        nqp_xlsx_writer_text (out, nqp_panel_place_name (panel, i, self->what->lang), NQP_XLSX_PLAIN);
        if (self->live && self->parents->len > 0)
          {
            g_autofree char *formula = nqp_book_rank (self, t, row);

            nqp_xlsx_writer_formula (out, formula, rank > 0 ? (double)rank : (double)NAN, NQP_XLSX_PLAIN);
          }
        else
          nqp_xlsx_writer_number (out, rank > 0 ? (double)rank : (double)NAN, NQP_XLSX_PLAIN);
        for (guint k = 0; k < self->parents->len; k++)
          {
            const int node = g_array_index (self->parents, int, k);
            const double score = nqp_scores_get (self->scores, node, t, i);
            g_autofree char *formula = self->live ? nqp_book_score (self, node, row) : NULL;

            if (formula != NULL)
              nqp_xlsx_writer_formula (out, formula, score, NQP_XLSX_SCORE);
            else
              nqp_xlsx_writer_number (out, score, NQP_XLSX_SCORE);
          }
      }
}

static void
put_normalised (NqpXlsxWriter *out, const Book *self)
{
  const NqpPanel *panel = self->panel;

  nqp_xlsx_writer_sheet (out, nqp_book_region_widths, FIRST_COLUMN);
  nqp_book_put_head (out, (const char *[]){ "region", "year", NULL });
  nqp_book_put_nodes (out, self, self->leaves);
  for (int t = 0, row = 1; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++, row++)
      {
        nqp_book_put_key (out, panel, i, t);
        for (guint k = 0; k < self->leaves->len; k++)
          {
            const int leaf = g_array_index (self->leaves, int, k);
            const double z = nqp_scores_get (self->scores, leaf, t, i);
            g_autofree char *formula = self->cells != NULL ? nqp_book_normalised (self, leaf, row) : NULL;

            if (formula != NULL)
              nqp_xlsx_writer_formula (out, formula, z, NQP_XLSX_SCORE);
            else
              nqp_xlsx_writer_number (out, z, NQP_XLSX_SCORE);
          }
      }
}

static void
put_coverage (NqpXlsxWriter *out, const Book *self)
{
  const NqpPanel *panel = self->panel;

  nqp_xlsx_writer_sheet (out, nqp_book_region_widths, FIRST_COLUMN);
  nqp_book_put_head (out, (const char *[]){ "region", "year", NULL });
  nqp_book_put_nodes (out, self, self->parents);
  for (int t = 0, row = 1; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++, row++)
      {
        nqp_book_put_key (out, panel, i, t);
        for (guint k = 0; k < self->parents->len; k++)
          {
            const int node = g_array_index (self->parents, int, k);
            const double coverage = nqp_scores_coverage (self->scores, node, t, i);
            g_autofree char *formula = self->live ? nqp_book_coverage (self, node, row) : NULL;

            if (formula != NULL)
              nqp_xlsx_writer_formula (out, formula, coverage, NQP_XLSX_SCORE);
            else
              nqp_xlsx_writer_number (out, coverage, NQP_XLSX_SCORE);
          }
      }
}

/* The weights once more, lying: a row that can be multiplied with a row of scores. */
static void
put_shares_of (NqpXlsxWriter *out, const Book *self, GArray *nodes)
{
  nqp_xlsx_writer_row (out);
  nqp_xlsx_writer_text (out, "node", NQP_XLSX_HEAD);
  nqp_xlsx_writer_skip (out);
  nqp_book_put_nodes (out, self, nodes);
  for (int share = 0; share <= 1; share++)
    {
      nqp_xlsx_writer_row (out);
      nqp_xlsx_writer_text (out, share ? "share" : "weight", NQP_XLSX_HEAD);
      nqp_xlsx_writer_skip (out);
      for (guint k = 0; k < nodes->len; k++)
        {
          const int node = g_array_index (nodes, int, k);
          g_autofree char *formula
              = share ? nqp_book_share (self, node) : nqp_book_cell (SHEET_WEIGHTS, WEIGHTS_WEIGHT, node + 1);

          nqp_xlsx_writer_formula (out, formula, nqp_tree_local_weight (self->tree, node), NQP_XLSX_PLAIN);
        }
    }
}

static void
put_shares (NqpXlsxWriter *out, const Book *self)
{
  nqp_xlsx_writer_sheet (out, nqp_book_region_widths, -1);
  put_shares_of (out, self, self->leaves);
  nqp_xlsx_writer_row (out);
  put_shares_of (out, self, self->parents);
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

static void
put_line (NqpXlsxWriter *out, const char *label, const char *text)
{
  nqp_xlsx_writer_row (out);
  nqp_xlsx_writer_text (out, label, NQP_XLSX_HEAD);
  nqp_xlsx_writer_text (out, text, NQP_XLSX_LINES);
}

static const char *
tell_formulas (const Book *self)
{
  if (!self->live)
    return _ (
        "Scores are values: the way parts become a whole cannot be said in formulas of cells. Changing a "
        "weight here changes nothing; change it in NQP Explorer and export again.");
  if (self->cells == NULL)
    return _ (
        "Scores are formulas of the weights and of the normalised values: change a weight (blue) on the "
        "sheet Weights and they follow. Normalised values are values: they do not follow the data.");
  return _ (
      "Scores are formulas of the weights, and normalised values of the data: change a weight (blue) on "
      "the sheet Weights, or a value on the sheet Data, and they follow. Weights that a scheme made of "
      "the data stay as they are.");
}

static void
put_method (NqpXlsxWriter *out, const Book *self)
{
  const NqpMethod *method = &self->scores->method;
  const NqpChoice *normaliser
      = nqp_choice (NQP_STAGE_NORMALISE, nqp_method_choice (method, NQP_STAGE_NORMALISE));
  g_autofree char *line = nqp_method_to_string (method);
  g_autofree char *words = nqp_method_describe (method);
  g_autofree char *scheme = nqp_method_scheme_label (method);
  g_autofree char *normalised = g_strdup_printf ("%s: %s", _ (normaliser->name), normaliser->formula);
  g_autofree char *index = nqp_aggregate_explain (method, NQP_LEVEL_INDEX);

  nqp_xlsx_writer_sheet (out, (const int[]){ 28, 110, 0 }, -1);
  put_line (out, _ ("Title"), nqp_panel_title (self->panel, self->what->lang));
  put_line (out, _ ("Method"), words);
  put_line (out, _ ("The same for nqp"), line);
  put_line (out, _ ("Weights"), scheme);
  nqp_xlsx_writer_row (out); /* METHOD_COVERAGE_ROW */
  nqp_xlsx_writer_text (out, _ ("Least coverage"), NQP_XLSX_HEAD);
  nqp_xlsx_writer_number (out, method->coverage, NQP_XLSX_INPUT);
  put_line (out, _ ("Normalisation"), normalised);
  put_line (out, _ ("Index"), index);
  put_line (out, _ ("Formulas"), tell_formulas (self));
  put_line (
      out, _ ("Gaps"),
      _ ("A node's coverage is the share of its weight that has a value. Below the least coverage it has "
         "no score; what has none hands its weight on to its siblings."));
  put_line (
      out, _ ("Marks"),
      _ ("Italic: filled in. Bold italic: edited, or it counts as another value since it lies far out. A "
         "doubtful value that was not accepted is an empty cell."));
  put_line (out, _ ("Made by"), "NQP Explorer " NQP_VERSION);
  for (guint i = 0; i < self->scores->warnings->len; i++)
    put_line (out, i == 0 ? _ ("Warnings") : NULL, self->scores->warnings->pdata[i]);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static gboolean
check_size (const Book *self, GError **error)
{
  const int n_columns = MAX (FIRST_COLUMN + self->panel->n_indicators,
                             FIRST_SCORE + (int)MAX (self->parents->len, self->leaves->len));

  if ((gint64)self->panel->n_regions * self->panel->n_years < NQP_XLSX_MAX_ROWS
      && self->panel->n_places < NQP_XLSX_MAX_ROWS && n_columns <= NQP_XLSX_MAX_COLUMNS)
    return TRUE;
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
               _ ("a sheet has room for %d rows and %d columns, and there are %d regions, %d years and %d "
                  "indicators; choose the form csv, dta or json"),
               NQP_XLSX_MAX_ROWS, NQP_XLSX_MAX_COLUMNS, self->panel->n_regions, self->panel->n_years,
               self->panel->n_indicators);
  return FALSE;
}

static gboolean
write_sheets (const Book *self, NqpStaged *file, GError **error)
{
  static void (*const put[N_SHEETS]) (NqpXlsxWriter * out, const Book *self) = {
    [SHEET_INDICATORS] = nqp_book_put_indicators,
    [SHEET_REGIONS] = nqp_book_put_regions,
    [SHEET_WEIGHTS] = put_weights,
    [SHEET_SCORES] = put_scores,
    [SHEET_COVERAGE] = put_coverage,
    [SHEET_NORMALISED] = put_normalised,
    [SHEET_SHARES] = put_shares,
    [SHEET_METHOD] = put_method,
    [SHEET_SOURCES] = nqp_book_put_sources,
  };
  const char *names[N_SHEETS + 1] = { NULL };
  Sheet sheets[N_SHEETS] = { SHEET_DATA };
  int n = 0;
  g_autoptr (NqpXlsxWriter) out = NULL;

  for (int sheet = 0; sheet < N_SHEETS; sheet++)
    if ((sheet != SHEET_TREATED || self->treated) && (sheet != SHEET_SHARES || self->live))
      {
        sheets[n] = (Sheet)sheet;
        names[n++] = nqp_book_names[sheet];
      }
  out = nqp_xlsx_writer_new (file, nqp_panel_title (self->panel, self->what->lang), names);
  for (int k = 0; k < n; k++)
    if (put[sheets[k]] != NULL)
      put[sheets[k]](out, self);
    else
      nqp_book_put_values (out, self, sheets[k] == SHEET_TREATED);
  return nqp_xlsx_writer_finish (out, error);
}

static gboolean
write_xlsx (const NqpOut *what, NqpStaged *file, GError **error)
{
  Book book;
  gboolean done;

  book_init (&book, what);
  done = check_size (&book, error) && write_sheets (&book, file, error);
  book_clear (&book);
  return done;
}

const NqpOutForm nqp_out_xlsx = {
  .id = "xlsx",
  .ending = ".xlsx",
  .title = N_ ("Workbook (XLSX) with data, weights and scores, in formulas that go on reckoning"),
  .needs = NQP_OUT_NEEDS_SCORES,
  .start_at = 30, /* the name of the first entry, behind its head */
  .start = "[Content_Types].xml",
  .write = write_xlsx,
};
