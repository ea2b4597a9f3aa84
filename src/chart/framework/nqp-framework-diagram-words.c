/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-config.h"
#include "nqp-framework-diagram-private.h"
#include "nqp-number.h"

/* framework.diagram in words: title, footer, table, summary, and a paragraph an entry for those who listen. */

static const char *
name_of (const NqpView *view, int entry)
{
  const NqpEntry *e = nqp_framework_entry (view->framework, entry);

  return e != NULL ? nqp_text_get (&e->name, view->lang) : "";
}

static gboolean
is_live (const NqpView *view)
{
  return view->live && nqp_parts_has_region (view, view->focus) && view->year >= 0
         && view->year < view->scores->n_years;
}

char *
nqp_diagram_title (const NqpView *view)
{
  (void)view;
  return g_strdup (_ ("What new quality productivity is made of"));
}

char *
nqp_diagram_subtitle (const NqpView *view)
{
  if (view->framework == NULL)
    return NULL;
  if (!is_live (view))
    return g_strdup (
        _ ("Its parts, what they do to each other, its core symbol and the paths that lead there"));
  /* Translators: region, year */
  return g_strdup_printf (_ ("Bars: scores of %s in %d, 0\xe2\x80\x93"
                             "100. Lines between pillars: the stronger the correlation r over all regions, "
                             "the wider; dashed = negative"),
                          nqp_view_region_name (view, view->focus), nqp_parts_year (view));
}

static char *
join_sentences (const char *first, const char *second)
{
  GString *out = g_string_new (first);

  nqp_parts_say (out, "%s", second);
  return g_string_free (out, FALSE);
}

char **
nqp_diagram_footers (const NqpView *view)
{
  GPtrArray *out = g_ptr_array_new ();
  const char *paper
      = _ ("Theory: Lei Zhao and Zejiong Zhou, Research on the Theoretical Connotation and Realization Path "
           "of New Quality Productivity, Anhui University of Finance and Economics.");
  const char *brief = _ ("Theory: Zhao and Zhou, Anhui University of Finance and Economics.");

  if (is_live (view))
    for (int level = 0; level <= 3; level++)
      {
        g_autofree char *data = nqp_view_provenance_short (view, level);

        g_ptr_array_add (out, join_sentences (level < 3 ? paper : brief, data));
      }
  else
    {
      g_autofree char *program = view->date != NULL
                                     ? g_strdup_printf (_ ("NQP Explorer %s, %s"), NQP_VERSION, view->date)
                                     : g_strdup ("NQP Explorer " NQP_VERSION);

      g_ptr_array_add (out, join_sentences (paper, program));
      g_ptr_array_add (out, join_sentences (brief, program));
    }
  g_ptr_array_add (out, NULL);
  return (char **)(gpointer)g_ptr_array_free (out, FALSE);
}

/* "Technological innovation empowers New elements" */
static char *
sentence (const NqpView *view, const NqpEntry *relation)
{
  return g_strjoin (view->lang == NQP_LANG_ZH ? "" : " ", name_of (view, relation->from_at),
                    nqp_text_get (&relation->name, view->lang), name_of (view, relation->to_at), NULL);
}

/* One row a concept, path, measure and relation, in the framework's order. */
NqpTable *
nqp_diagram_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_table_new ();

  nqp_table_add_column (table, "entry", _ ("Entry"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "section", _ ("Section"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "score", _ ("Score"), NULL, NQP_COLUMN_REAL, 1);
  nqp_table_add_column (table, "from", _ ("From"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "relation", _ ("Relation"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "to", _ ("To"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "r", _ ("Correlation"), NULL, NQP_COLUMN_REAL, 2);
  for (guint i = 0; view->framework != NULL && i < view->framework->entries->len; i++)
    {
      const NqpEntry *e = nqp_framework_entry (view->framework, (int)i);
      gboolean relation = e->kind == NQP_ENTRY_RELATION;
      g_autofree char *name = relation ? sentence (view, e) : g_strdup (name_of (view, (int)i));

      if (!relation && e->kind != NQP_ENTRY_CONCEPT && e->kind != NQP_ENTRY_PATH
          && e->kind != NQP_ENTRY_MEASURE)
        continue;
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, e->id);
      nqp_table_set_text (table, 1, name);
      nqp_table_set_text (table, 2, e->section);
      nqp_table_set_number (table, 3,
                            is_live (view) && !relation ? nqp_diagram_score (view, (int)i) : (double)NAN);
      if (relation)
        {
          nqp_table_set_text (table, 4, name_of (view, e->from_at));
          nqp_table_set_text (table, 5, nqp_text_get (&e->name, view->lang));
          nqp_table_set_text (table, 6, name_of (view, e->to_at));
        }
      nqp_table_set_number (table, 7,
                            relation && view->live ? nqp_diagram_correlation (view, e->from_at, e->to_at)
                                                   : (double)NAN);
    }
  return table;
}

/* Strongest and weakest of the concepts that are pillars of the index. */
static void
append_extremes (const NqpView *view, GString *out)
{
  int best = -1, worst = -1;

  for (guint i = 0; i < view->framework->entries->len; i++)
    {
      int node = nqp_diagram_tree_node (view, (int)i);
      double score = node > 0 ? nqp_diagram_score (view, (int)i) : NAN;

      if (!isfinite (score) || view->scores->tree->nodes[node].level != NQP_LEVEL_PILLAR)
        continue;
      if (best < 0 || score > nqp_diagram_score (view, best))
        best = (int)i;
      if (worst < 0 || score < nqp_diagram_score (view, worst))
        worst = (int)i;
    }
  if (best < 0 || best == worst)
    nqp_parts_say (out, _ ("%s has no scores of two pillars in %d."),
                   nqp_view_region_name (view, view->focus), nqp_parts_year (view));
  else
    {
      char high[NQP_NUMBER_SIZE], low[NQP_NUMBER_SIZE];

      nqp_number_to_screen (nqp_diagram_score (view, best), nqp_parts_decimals (view), high);
      nqp_number_to_screen (nqp_diagram_score (view, worst), nqp_parts_decimals (view), low);
      /* Translators: region, year, then twice a pillar and its score */
      nqp_parts_say (out, _ ("%s in %d: the strongest pillar is %s (%s), the weakest %s (%s)."),
                     nqp_view_region_name (view, view->focus), nqp_parts_year (view), name_of (view, best),
                     high, name_of (view, worst), low);
    }
}

char *
nqp_diagram_summary (const NqpView *view)
{
  GString *out = g_string_new (NULL);
  guint counts[NQP_N_ENTRY_KINDS] = { 0 };
  g_autoptr (GString) tops = g_string_new (NULL);

  if (view->framework == NULL || nqp_framework_is_empty (view->framework))
    {
      g_string_append (out, _ ("This project has no theory. Reset the framework to the one of the program, "
                               "or add concepts of your own."));
      return g_string_free (out, FALSE);
    }
  for (guint i = 0; i < view->framework->entries->len; i++)
    {
      const NqpEntry *e = nqp_framework_entry (view->framework, (int)i);

      counts[e->kind]++;
      if (e->kind == NQP_ENTRY_CONCEPT && e->parent_at < 0 && nqp_diagram_slot (e) != NQP_SLOT_ROOT)
        {
          if (tops->len > 0)
            g_string_append (tops, _ (", "));
          g_string_append (tops, name_of (view, (int)i));
        }
    }
  /* Translators: counts */
  g_string_append_printf (
      out, _ ("The framework has %u concepts, %u relations between them, %u paths and %u measures."),
      counts[NQP_ENTRY_CONCEPT], counts[NQP_ENTRY_RELATION], counts[NQP_ENTRY_PATH],
      counts[NQP_ENTRY_MEASURE]);
  /* Translators: a list of concepts */
  nqp_parts_say (out, _ ("Its main concepts: %s."), tops->str);
  if (is_live (view))
    append_extremes (view, out);
  return g_string_free (out, FALSE);
}

static const char *
kind_word (NqpEntryKind kind)
{
  switch (kind)
    {
    case NQP_ENTRY_CONCEPT:
      return _ ("concept");
    case NQP_ENTRY_RELATION:
      return _ ("relation");
    case NQP_ENTRY_CONTRAST:
      return _ ("contrast");
    case NQP_ENTRY_PATH:
      return _ ("realization path");
    case NQP_ENTRY_MEASURE:
      return _ ("measure of a path");
    case NQP_ENTRY_LINK:
    case NQP_N_ENTRY_KINDS:
    default:
      return _ ("link");
    }
}

static void
add_sentence (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  nqp_parts_say (out, "%s", text);
  if (!g_str_has_suffix (text, ".") && !g_str_has_suffix (text, "\xe3\x80\x82"))
    g_string_append (out, _ ("."));
}

char *
nqp_framework_entry_description (const NqpView *view, int entry)
{
  GString *out = g_string_new (NULL);
  const NqpFramework *framework = view->framework;
  const NqpEntry *e;

  if (framework == NULL || entry < 0 || entry >= (int)framework->entries->len)
    return g_string_free (out, FALSE);
  e = nqp_framework_entry (framework, entry);
  if (e->kind == NQP_ENTRY_RELATION)
    {
      g_autofree char *text = sentence (view, e);

      add_sentence (out, text);
    }
  else
    {
      /* Translators: name of an entry of the framework, its kind */
      g_autofree char *head = g_strdup_printf (_ ("%s, %s"), name_of (view, entry), kind_word (e->kind));

      add_sentence (out, head);
    }
  add_sentence (out, nqp_text_get (&e->text, view->lang));
  if (e->section != NULL && *e->section != '\0')
    {
      /* Translators: of the paper */
      g_autofree char *section = g_strdup_printf (_ ("Section %s"), e->section);

      add_sentence (out, section);
    }
  for (guint i = 0; e->kind != NQP_ENTRY_RELATION && i < framework->entries->len; i++)
    {
      const NqpEntry *r = nqp_framework_entry (framework, (int)i);

      if (r->kind == NQP_ENTRY_RELATION && (r->to_at == entry || r->from_at == entry))
        {
          g_autofree char *text = sentence (view, r);

          add_sentence (out, text);
        }
    }
  if (view->live && e->kind == NQP_ENTRY_RELATION
      && isfinite (nqp_diagram_correlation (view, e->from_at, e->to_at)))
    {
      char number[NQP_NUMBER_SIZE];
      g_autofree char *text = g_strdup_printf (
          _ ("Correlation of the two scores over all regions: %s"),
          nqp_number_to_screen (nqp_diagram_correlation (view, e->from_at, e->to_at), 2, number));

      add_sentence (out, text);
    }
  if (is_live (view) && nqp_diagram_tree_node (view, entry) >= 0)
    {
      double score = nqp_diagram_score (view, entry);
      char number[NQP_NUMBER_SIZE];
      g_autofree char *text = NULL;

      /* Translators: region, year, score */
      text = g_strdup_printf (
          _ ("%s in %d: %s"), nqp_view_region_name (view, view->focus), nqp_parts_year (view),
          isfinite (score) ? nqp_number_to_screen (score, nqp_parts_decimals (view), number) : _ ("no data"));
      add_sentence (out, text);
    }
  return g_string_free (out, FALSE);
}

int
nqp_framework_diagram_step (const NqpView *view, const NqpScene *scene, int entry, int dx, int dy)
{
  double x0, y0, w0, h0, best = INFINITY;
  gboolean found = FALSE;
  int out = entry;

  if (view->framework == NULL)
    return -1;
  if (entry >= 0)
    found = nqp_scene_locate (scene, (NqpDatum){ -1, -1, -1, entry + 1 }, &x0, &y0, &w0, &h0);
  for (guint i = 0; i < view->framework->entries->len; i++)
    {
      const NqpEntry *e = nqp_framework_entry (view->framework, (int)i);
      double x, y, w, h, ahead, aside, cost;

      if ((int)i == entry || e->kind == NQP_ENTRY_RELATION
          || !nqp_scene_locate (scene, (NqpDatum){ -1, -1, -1, (int)i + 1 }, &x, &y, &w, &h))
        continue;
      if (!found)
        return (int)i;
      /* Middle to middle: a whole and its parts are neighbours too. */
      ahead = dx * (x + w / 2 - x0 - w0 / 2) + dy * (y + h / 2 - y0 - h0 / 2);
      aside = fabs (dx != 0 ? y + h / 2 - y0 - h0 / 2 : x + w / 2 - x0 - w0 / 2);
      if (ahead < 2 || aside > 3 * ahead) /* not what is rather above or below */
        continue;
      cost = ahead + 2 * aside;
      if (cost < best)
        {
          best = cost;
          out = (int)i;
        }
    }
  return found ? out : -1;
}
