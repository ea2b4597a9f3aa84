/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-options.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-cells.h"
#include "nqp-checks.h"
#include "nqp-document.h"
#include "nqp-findings.h"

typedef enum
{
  NQP_ERROR,
  NQP_WARNING,
  NQP_REMARK,   /* what an expert would ask */
  NQP_ACCEPTED, /* what the user answered */
} Severity;

static const char *const severities[] = { "error", "warning", "remark", "accepted" };

typedef struct
{
  NqpTable *table;
  int n_errors;
} Findings;

static void
add (Findings *self, Severity severity, const char *where, const char *format, ...) G_GNUC_PRINTF (4, 5);

static void
add (Findings *self, Severity severity, const char *where, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_autofree char *what = g_strdup_vprintf (format, list);
  va_end (list);
  nqp_table_add_row (self->table);
  nqp_table_set_text (self->table, 0, severities[severity]);
  nqp_table_set_text (self->table, 1, where);
  nqp_table_set_text (self->table, 2, what);
  self->n_errors += severity == NQP_ERROR ? 1 : 0;
}

static gboolean
check_store (Findings *self, NqpProject *project, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!nqp_project_check (project, problems, error))
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    add (self, NQP_ERROR, "file", "%s", (const char *)problems->pdata[i]);
  return TRUE;
}

static void
add_words (const char *where, const char *what, gpointer data)
{
  add (data, NQP_WARNING, where, "%s", what);
}

/* Texts that older versions took and that cannot be shown as they are. */
static gboolean
check_words (Findings *self, NqpProject *project, GError **error)
{
  int n = nqp_project_check_words (project, add_words, self, error);

  if (n > NQP_MAX_WORDS_FOUND)
    add (self, NQP_WARNING, "file",
         ngettext ("%d more text is shown otherwise than it stands in the file",
                   "%d more texts are shown otherwise than they stand in the file",
                   (gulong)(n - NQP_MAX_WORDS_FOUND)),
         n - NQP_MAX_WORDS_FOUND);
  return n >= 0;
}

/* Years in which not one region has a value. */
static char *
empty_years (const NqpPanel *panel, int indicator)
{
  g_autofree guint8 *kinds = nqp_cells_look (panel, indicator);
  GString *out = g_string_new (NULL);

  for (int t = 0; t < panel->n_years; t++)
    {
      gboolean any = FALSE;

      for (int i = 0; i < panel->n_regions && !any; i++)
        any = kinds[t * panel->n_regions + i] != NQP_CELL_KIND_MISSING;
      if (!any)
        g_string_append_printf (out, "%s%d", out->len > 0 ? ", " : "", panel->years[t]);
    }
  return g_string_free (out, FALSE);
}

static void
check_indicators (Findings *self, const NqpPanel *panel)
{
  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *it = &panel->indicators[j];
      NqpCellCounts counts = nqp_cells_count (panel, j);

      if (it->role == NQP_ROLE_UNASSIGNED)
        add (self, NQP_WARNING, it->code,
             _ ("the indicator waits for its pillar and takes no part in the index"));
      if (counts.missing == counts.cells)
        {
          add (self, NQP_WARNING, it->code, _ ("the indicator has no value at all"));
          continue;
        }

      g_autofree char *years = empty_years (panel, j);
      if (*years != '\0')
        add (self, NQP_WARNING, it->code, _ ("no region has a value in %s"), years);
    }
}

static void
check_regions (Findings *self, const NqpPanel *panel)
{
  g_autofree gboolean *any = g_new0 (gboolean, MAX (panel->n_regions, 1));
  gboolean one = FALSE;

  for (int j = 0; j < panel->n_indicators; j++)
    {
      g_autofree guint8 *kinds = nqp_cells_look (panel, j);

      for (int t = 0; t < panel->n_years; t++)
        for (int i = 0; i < panel->n_regions; i++)
          any[i] = any[i] || kinds[t * panel->n_regions + i] != NQP_CELL_KIND_MISSING;
    }
  for (int i = 0; i < panel->n_regions; i++)
    one = one || any[i];
  if (!one) /* once is enough */
    add (self, NQP_WARNING, "data", _ ("no region has a value yet"));
  for (int i = 0; i < panel->n_regions && one; i++)
    {
      if (!any[i])
        add (self, NQP_WARNING, panel->places[i].code, _ ("the region has no value at all"));
    }
}

/* What import says, too; of projects of other ways and times as well. */
static gboolean
check_findings (Findings *self, const NqpInput *input, GError **error)
{
  g_autoptr (NqpBoundaries) boundaries = nqp_project_read_boundaries (input->project, error);
  g_autoptr (GPtrArray) list = NULL;

  if (boundaries == NULL)
    return FALSE;
  list = nqp_findings_new (input->panel, boundaries);
  for (guint i = 0; i < list->len; i++)
    {
      const NqpFinding *finding = list->pdata[i];

      add (self, finding->is_error ? NQP_ERROR : NQP_WARNING, finding->where, "%s", finding->what);
    }
  return TRUE;
}

static void
check_flags (Findings *self, const NqpPanel *panel)
{
  for (int k = 0; k < panel->n_flags; k++)
    {
      const NqpFlag *flag = &panel->flags[k];
      g_autofree char *where = g_strdup_printf ("%s/%d/%s", panel->series[flag->series].code,
                                                panel->years[flag->year], panel->places[flag->place].code);

      if (flag->accepted)
        continue;
      if (flag->note != NULL)
        add (self, NQP_WARNING, where,
             _ ("the value is marked as suspect and treated as missing until accepted: %s"), flag->note);
      else
        add (self, NQP_WARNING, where,
             _ ("the value is marked as suspect and treated as missing until accepted"));
    }
}

/* Nodes of the tree on which some region has no score in some year: one finding a node. */
static void
check_coverage (Findings *self, const NqpScores *scores)
{
  const NqpTree *tree = scores->tree;
  int n_cells = scores->n_years * scores->n_regions;

  for (int k = 0; k < tree->n_nodes; k++)
    {
      int n_without = 0;

      if (tree->nodes[k].first_child < 0 || !nqp_tree_is_on (tree, k))
        continue;
      for (int t = 0; t < scores->n_years; t++)
        for (int i = 0; i < scores->n_regions; i++)
          n_without += isnan (nqp_scores_get (scores, k, t, i)) ? 1 : 0;
      if (n_without > 0)
        add (self, NQP_WARNING, tree->nodes[k].id,
             _ ("%d of %d scores (regions x years) cannot be given: too few values"), n_without, n_cells);
    }
}

/* A project whose method gives no scores is a finding, not a failure of the check; one that has nothing to score yet is as it
 * should be. */
static void
check_scores (Findings *self, const NqpInput *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScores) scores = nqp_input_run (input, &error);

  if (g_error_matches (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING))
    {
      add (self, NQP_WARNING, "index", _ ("no score yet: %s"), error->message);
      return;
    }
  if (scores == NULL)
    {
      add (self, NQP_ERROR, "method", "%s", error->message);
      return;
    }
  for (guint i = 0; i < scores->warnings->len; i++)
    add (self, NQP_WARNING, "method", "%s", (const char *)scores->warnings->pdata[i]);
  check_coverage (self, scores);
}

static gboolean
has_node (const NqpPanel *panel, const char *id)
{
  if (nqp_panel_find_indicator (panel, id) >= 0)
    return TRUE;
  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *it = &panel->indicators[j];
      g_autofree char *component
          = g_strconcat (it->pillar != NULL ? it->pillar : "", ".", it->component, NULL);

      if (g_strcmp0 (it->pillar, id) == 0 || g_str_equal (component, id))
        return TRUE;
    }
  return FALSE;
}

/* The program's own links name the indicators of every sample, so that only those of the user can be wrong. */
static void
check_framework (Findings *self, const NqpInput *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpFramework) model = nqp_project_read_framework (input->project, &error);

  if (model == NULL)
    {
      add (self, NQP_ERROR, "framework", "%s", error->message);
      return;
    }
  for (guint k = 0; k < model->entries->len; k++)
    {
      const NqpEntry *entry = nqp_framework_entry (model, (int)k);

      if (entry->kind == NQP_ENTRY_LINK && entry->own && entry->from_at < 0
          && !has_node (input->panel, entry->from))
        add (self, NQP_WARNING, entry->id,
             _ ("the link comes from “%s”, which is no indicator or component of the project"), entry->from);
    }
}

static void
check_scenarios (Findings *self, NqpProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = nqp_project_read_scenarios (project, &error);

  if (scenarios == NULL)
    add (self, NQP_ERROR, "scenario", "%s", error->message);
}

/* ---- remarks ----------------------------------------------------------------------------------------------------- */

/* Which kinds are asked for, a bit each; all if none is named. FALSE: there is no such kind. */
static gboolean
parse_kinds (const NqpArgs *args, guint *out_kinds, GError **error)
{
  g_autoptr (GPtrArray) given = nqp_args_get_all (args, "kind");

  *out_kinds = given->len == 0 ? ~0u : 0;
  for (guint i = 0; i < given->len; i++)
    {
      g_auto (GStrv) names = g_strsplit (given->pdata[i], ",", -1);

      for (int k = 0; names[k] != NULL; k++)
        {
          NqpCheckKind kind;

          if (!nqp_check_kind_parse (names[k], &kind))
            {
              g_set_error (
                  error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                  _ ("--kind: expected unit, jump, break, share, constant, duplicate, few or collinear, "
                     "found '%s'"),
                  names[k]);
              return FALSE;
            }
          *out_kinds |= 1u << kind;
        }
    }
  return TRUE;
}

/* What an expert would ask about the figures: no damage, nothing that has to be mended. */
static void
add_remarks (Findings *self, NqpPanel *panel, NqpLang lang, guint kinds)
{
  g_autoptr (GPtrArray) list = nqp_checks_new (panel, lang, kinds == ~0u ? NQP_CHECKS_SHORT : 0);

  for (guint i = 0; i < list->len; i++)
    {
      const NqpCheck *check = list->pdata[i];
      const char *kind = nqp_check_kind_to_string (check->kind);

      if ((kinds & 1u << check->kind) == 0)
        continue;
      if (check->accepted && check->note != NULL)
        add (self, NQP_ACCEPTED, check->where, "%s: %s (%s)", kind, check->what, check->note);
      else
        add (self, check->accepted ? NQP_ACCEPTED : NQP_REMARK, check->where, "%s: %s", kind, check->what);
    }
}

static gboolean
accept_one (NqpDocument *document, const char *key, const char *note, GError **error)
{
  g_autoptr (GPtrArray) list = nqp_checks_new (document->now.panel, document->lang, 0);
  const NqpCheck *check = nqp_checks_find (list, key);

  if (check == NULL)
    {
      g_set_error (
          error, NQP_CLI_ERROR, NQP_CLI_ERROR_FAILED,
          _ ("--accept: there is no remark '%s'; expected KIND:WHERE of one that 'nqp check' prints, such "
             "as jump:GDP/2019/110000"),
          key);
      return FALSE;
    }
  return nqp_document_accept_finding (document, key, check->found, note, error);
}

/* Each is one step of the history. */
static gboolean
change (const char *path, const GPtrArray *accept, const char *note, const GPtrArray *reopen, GError **error)
{
  g_autoptr (NqpDocument) document = NULL;

  if (nqp_input_is_sample (path, error))
    return FALSE;
  document = nqp_document_open (path, nqp_lang_of_messages (), error);
  if (document == NULL)
    return FALSE;
  for (guint i = 0; i < accept->len; i++)
    if (!accept_one (document, accept->pdata[i], note, error))
      return FALSE;
  for (guint i = 0; i < reopen->len; i++)
    if (!nqp_document_reopen_finding (document, reopen->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_all (Findings *self, const NqpInput *input, GError **error)
{
  if (!check_store (self, input->project, error) || !check_words (self, input->project, error))
    return FALSE;
  check_indicators (self, input->panel);
  check_regions (self, input->panel);
  if (!check_findings (self, input, error))
    return FALSE;
  check_flags (self, input->panel);
  check_scores (self, input);
  check_framework (self, input);
  check_scenarios (self, input->project);
  return TRUE;
}

static int
run (const NqpArgs *args, GError **error)
{
  g_auto (NqpInput) input = { 0 };
  g_autoptr (NqpTable) table = nqp_table_new ();
  g_autoptr (GPtrArray) accept = nqp_args_get_all (args, "accept"),
                        reopen = nqp_args_get_all (args, "reopen");
  const char *path = nqp_args_word (args, 0), *note = nqp_args_get (args, "note");
  Findings findings = { .table = table };
  NqpLang lang;
  guint kinds;

  nqp_table_add_column (table, "severity", _ ("Severity"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "where", _ ("Where"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "what", _ ("What"), NULL, NQP_COLUMN_TEXT, 0);
  if (!nqp_options_lang (args, nqp_lang_of_messages (), &lang, error) || !parse_kinds (args, &kinds, error))
    return 2;
  if (note != NULL && accept->len == 0)
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE, _ ("--note: expected --accept as well"));
      return 2;
    }
  if (accept->len + reopen->len > 0 && !change (path, accept, note, reopen, error))
    return 1;
  if (!nqp_input_open (&input, path, error) || (kinds == ~0u && !check_all (&findings, &input, error)))
    return 1;
  add_remarks (&findings, input.panel, lang, kinds);

  if (!nqp_output_table (table, args, error))
    return 1;
  return findings.n_errors > 0 ? 1 : 0;
}

static const NqpOption options[] = {
  { "kind", 0, "KIND[,...]",
    N_ ("only remarks of that kind, and all of them: unit, jump, break, share, constant, duplicate, few, "
        "collinear") },
  { "accept", 0, "KIND:WHERE", N_ ("the figures are right: accept that remark; may be repeated") },
  { "note", 0, "TEXT", N_ ("why what is accepted is right") },
  { "reopen", 0, "KIND:WHERE", N_ ("ask again what was accepted; may be repeated") },
  { NULL },
};

const NqpCommand nqp_command_check = {
  .name = "check",
  .synopsis = N_ ("P.nqp [OPTION]..."),
  .summary = N_ ("what a user should know about a project: damage, gaps, doubtful values"),
  .details = N_ (
      "Columns: severity,where,what. Exit status 1 if there is an error, 0 with warnings and remarks only.\n"
      "A remark begins with its kind; --accept keeps with the project that the figures are right as they "
      "are.\n"
      "Each change is one step that the window can undo."),
  .min_words = 1,
  .max_words = 1,
  .options = { options, nqp_format_options },
  .run = run,
};
