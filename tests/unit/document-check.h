/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document.h"
#include "random-panel.h"
#include "store-fixture.h"

/* What tests of edits share: a small project with one of everything, and all that a document holds as text. */

static UNUSED_OK NqpDocument *
check_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  NqpDocument *document = nqp_document_open (path, NQP_LANG_EN, &error);

  g_assert_no_error (error);
  return document;
}

/* @method: the line. */
static UNUSED_OK char *
check_project (const char *folder, const RandomPanel *spec, const char *method)
{
  char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (NqpPanel) panel = random_panel (spec);
  g_autoptr (NqpFramework) framework = fixture_framework ();
  g_autoptr (GError) error = NULL;

  nqp_project_create (path, panel, NULL, framework, method, TRUE, &error);
  g_assert_no_error (error);
  return path;
}

static UNUSED_OK void
check_print_cells (GString *out, const double *cells, gsize n)
{
  for (gsize c = 0; c < n; c++)
    g_string_append_printf (out, " %a", cells[c]);
  g_string_append_c (out, '\n');
}

static UNUSED_OK void
check_print_tree (GString *out, const NqpTree *tree)
{
  for (int i = 0; i < tree->n_nodes; i++)
    g_string_append_printf (out, "%s|%s|%a|%d|%d\n", tree->nodes[i].id,
                            nqp_text_get (&tree->nodes[i].name, NQP_LANG_EN), tree->nodes[i].weight,
                            tree->nodes[i].locked, tree->nodes[i].on);
  for (int i = 0; tree->judgements != NULL && i < tree->n_nodes; i++)
    {
      const NqpJudgementMatrix *matrix = nqp_judgements_find (tree->judgements, tree->nodes[i].id);

      if (matrix == NULL)
        continue;
      g_string_append_printf (out, "%s:", matrix->parent);
      check_print_cells (out, matrix->a, (gsize)matrix->n * (gsize)matrix->n);
    }
}

static UNUSED_OK void
check_print_names (GString *out, const NqpPanel *panel)
{
  g_string_append_printf (out, "%s|%s\n", panel->title_en, panel->title_zh);
  for (int i = 0; i < panel->n_places; i++)
    {
      const NqpRegion *it = &panel->places[i];
      const NqpText *group = it->group >= 0 ? &panel->groups[it->group] : &(NqpText){ NULL, NULL };

      g_string_append_printf (out, "%s|%s|%s|%s|%s|%a|%a|%a\n", it->code, it->name.en, it->name.zh, group->en,
                              group->zh, it->longitude, it->latitude, it->area_km2);
    }
  for (int t = 0; t < panel->n_years; t++)
    g_string_append_printf (out, "%d ", panel->years[t]);
  g_string_append_printf (out, "%d groups\n", panel->n_groups);
  for (int k = 0; k < panel->n_neighbours; k++)
    g_string_append_printf (out, "%s-%s %s\n", panel->places[panel->neighbours[k].a].code,
                            panel->places[panel->neighbours[k].b].code, panel->neighbours[k].kind);
  for (int s = 0; s < panel->n_series; s++)
    g_string_append_printf (out, "%s|%s|%s|%s|%s|%s\n", panel->series[s].code, panel->series[s].name.en,
                            panel->series[s].unit.en, panel->series[s].unit.zh, panel->series[s].source,
                            panel->series[s].note);
  for (int j = 0; j < panel->n_indicators; j++)
    {
      const NqpIndicator *it = &panel->indicators[j];

      g_string_append_printf (out, "%s|%s|%a|%a|%s|%s|%d|%d|%s|%d|%a|%s|%s|%s\n", it->code, it->name.en, it->lower,
                              it->upper, it->pillar, it->component, it->role, it->direction, it->unit.en,
                              it->numerator, it->factor,
                              it->formula != NULL ? nqp_expression_text (it->formula) : "", it->source, it->note);
    }
  for (int f = 0; f < panel->n_flags; f++)
    g_string_append_printf (out, "%d %d %d %d %s\n", panel->flags[f].series, panel->flags[f].year,
                            panel->flags[f].place, panel->flags[f].accepted, panel->flags[f].note);
  for (int k = 0; k < panel->n_accepted; k++)
    g_string_append_printf (out, "accepted %s %g %s\n", panel->accepted[k].finding, panel->accepted[k].value,
                            panel->accepted[k].note);
  for (int k = 0; k < panel->n_settled; k++)
    g_string_append_printf (out, "settled %s %s\n", panel->settled[k].name, panel->settled[k].code);
}

static UNUSED_OK void
check_print_named (GString *out, const NqpContents *now)
{
  for (guint k = 0; k < now->scenarios->len; k++)
    {
      const NqpScenario *it = now->scenarios->pdata[k];

      g_string_append_printf (out, "%d|%s|%d|%d", (int)it->id, it->name, it->place, it->year);
      check_print_cells (out, it->values, (gsize)it->n_values);
    }
  for (guint k = 0; k < now->schemes->len; k++)
    {
      const NqpSavedScheme *it = now->schemes->pdata[k];

      g_string_append_printf (out, "%d|%s|%s\n", (int)it->id, it->name, it->method);
      for (int i = 0; i < it->tree->n_nodes; i++)
        g_string_append_printf (out, " %a %d %d", it->tree->nodes[i].weight, it->tree->nodes[i].locked,
                                it->tree->nodes[i].on);
    }
}

/* To the last bit. */
static UNUSED_OK char *
check_print (const NqpDocument *document)
{
  const NqpContents *now = &document->now;
  const NqpPanel *panel = now->panel;
  const gsize n = (gsize)panel->n_regions * (gsize)panel->n_years;
  GString *out = g_string_new (NULL);
  g_autofree char *method = nqp_method_to_string (&now->method);
  g_autofree char *own = nqp_method_to_string (&now->own);
  g_autoptr (NqpTable) framework = nqp_framework_table (now->framework);

  g_string_append_printf (out, "%s\n%s\n%s\n%s\n", method, own,
                          now->trouble != NULL ? now->trouble->message : "",
                          now->no_score != NULL ? now->no_score->message : "");
  check_print_names (out, panel);
  check_print_cells (out, panel->values, n * (gsize)panel->n_series);
  for (gsize c = 0; c < n * (gsize)panel->n_series; c++)
    g_string_append_printf (out, "%d", panel->states[c]);
  g_string_append_c (out, '\n');
  check_print_tree (out, now->tree);
  for (int i = 0; i < now->scores->n_nodes; i++)
    check_print_cells (out, now->scores->score[i], n);
  check_print_named (out, now);
  nqp_table_print_csv (framework, out);
  for (guint k = 0; k < now->framework->entries->len; k++)
    g_string_append_printf (out, "%s\n", nqp_framework_entry (now->framework, (int)k)->note.en);
  return g_string_free (out, FALSE);
}

/* Says where they begin to differ. */
static UNUSED_OK void
check_same_text (const char *a, const char *b)
{
  gsize line = 0, at = 0;

  while (a[at] != '\0' && a[at] == b[at])
    if (a[at++] == '\n')
      line++;
  if (a[at] != b[at])
    g_error ("line %zu differs: \"%.60s\", \"%.60s\"", line, a + MAX (at, 20) - 20, b + MAX (at, 20) - 20);
}

/* What one that opens the file now sees is what the document shows. */
static UNUSED_OK void
check_same_as_file (const NqpDocument *document, const char *path)
{
  g_autoptr (NqpDocument) fresh = check_open (path);
  g_autofree char *here = check_print (document);
  g_autofree char *there = check_print (fresh);

  check_same_text (here, there);
}

static UNUSED_OK gint64
check_count (const char *path, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;
  gint64 n = -1;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (nqp_sql_int (db, sql, &n), ==, SQLITE_OK);
  return n;
}

static UNUSED_OK GBytes *
check_read_file (const char *path)
{
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

/* Set the method as a user would who sees the one in force. */
static UNUSED_OK gboolean
check_set_method (NqpDocument *document, const char *words, GError **error)
{
  NqpMethod before = document->now.method, after = before;

  g_assert_true (nqp_method_parse (&after, words, NULL));
  return nqp_document_set_method (document, &before, &after, error);
}
