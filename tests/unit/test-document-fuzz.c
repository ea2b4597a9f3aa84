/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"
#include "nqp-document-formula.h"
#include "fuzz-rounds.h"

#include "nqp-document-places.h"

/* Random edits, undos and redos on random panels, now and then by another window or after a restart: each is done or refused
 * with a reason, and after each the file, the document and one that opens the file now are equal. NQP_FUZZ_ROUNDS: edits. */

#define EDITS_A_PANEL 60

typedef struct
{
  GRand *rand;
  char *path;
  NqpDocument *document;
  int n_done, n_refused;
  int n_whole; /* panels on which all could be taken back */
} Fuzz;

static int
below (Fuzz *fuzz, int n)
{
  return n > 1 ? g_rand_int_range (fuzz->rand, 0, n) : 0;
}

static double
any_number (Fuzz *fuzz)
{
  static const double special[] = { NAN, NAN, 0, 0, 1, -1, 1e-300, 1e300, -1e300, 1e60 };

  return below (fuzz, 3) == 0 ? special[below (fuzz, G_N_ELEMENTS (special))]
                              : exp (g_rand_double_range (fuzz->rand, -8, 12));
}

static const char *
any_node (Fuzz *fuzz)
{
  const NqpTree *tree = fuzz->document->now.tree;

  return tree->nodes[below (fuzz, tree->n_nodes)].id;
}

static gboolean
edit_value (Fuzz *fuzz, GError **error)
{
  const NqpPanel *panel = fuzz->document->now.panel;
  const int t = below (fuzz, panel->n_years);
  double value = any_number (fuzz);

  /* now and then a whole row: constant, or all missing */
  if (below (fuzz, 8) == 0)
    {
      g_autofree char *code = g_strdup (panel->series[below (fuzz, panel->n_series)].code);
      gboolean done = TRUE;

      for (int i = 0; i < fuzz->document->now.panel->n_regions && done; i++)
        done = nqp_document_set_value (fuzz->document, code, fuzz->document->now.panel->places[i].code,
                                       fuzz->document->now.panel->years[t], value, error);
      return done;
    }
  return nqp_document_set_value (fuzz->document, panel->series[below (fuzz, panel->n_series)].code,
                                 panel->places[below (fuzz, panel->n_regions)].code, panel->years[t], value,
                                 error);
}

static gboolean
edit_flag (Fuzz *fuzz, GError **error)
{
  const NqpPanel *panel = fuzz->document->now.panel;
  const NqpFlag *flag = &panel->flags[below (fuzz, panel->n_flags)];

  if (panel->n_flags == 0 || below (fuzz, 3) == 0)
    return nqp_document_set_flag (fuzz->document, panel->series[below (fuzz, panel->n_series)].code,
                                  panel->places[below (fuzz, panel->n_regions)].code,
                                  panel->years[below (fuzz, panel->n_years)],
                                  below (fuzz, 4) == 0 ? NULL : "odd", error);
  return nqp_document_accept_flag (fuzz->document, panel->series[flag->series].code,
                                   panel->places[flag->place].code, panel->years[flag->year],
                                   below (fuzz, 2) == 0, error);
}

static gboolean
edit_goalposts (Fuzz *fuzz, GError **error)
{
  const NqpPanel *panel = fuzz->document->now.panel;

  return nqp_document_set_goalposts (fuzz->document,
                                     panel->indicators[below (fuzz, panel->n_indicators)].code,
                                     any_number (fuzz), any_number (fuzz), error);
}

static gboolean
edit_name (Fuzz *fuzz, GError **error)
{
  static const char *const names[] = { "One", "Two", "三", "" };
  const NqpPanel *panel = fuzz->document->now.panel;
  const NqpNameKind kind = (NqpNameKind)below (fuzz, 5);
  NqpText name = { (char *)names[below (fuzz, 4)], below (fuzz, 2) ? (char *)"名" : NULL };
  const char *id = NULL;

  if (kind == NQP_NAME_PLACE)
    id = panel->places[below (fuzz, panel->n_places)].code;
  else if (kind == NQP_NAME_SERIES)
    id = panel->series[below (fuzz, panel->n_series)].code;
  else if (kind == NQP_NAME_INDICATOR)
    id = panel->indicators[below (fuzz, panel->n_indicators)].code;
  else if (kind == NQP_NAME_NODE)
    id = any_node (fuzz);
  return nqp_document_set_name (fuzz->document, kind, id, &name, error);
}

static char *
any_word (Fuzz *fuzz)
{
  static const char *const words[] = { "East", "West", "North", "东部", "", NULL };

  return (char *)words[below (fuzz, G_N_ELEMENTS (words))];
}

static const char *
any_place (Fuzz *fuzz)
{
  const NqpPanel *panel = fuzz->document->now.panel;

  return panel->places[below (fuzz, panel->n_places)].code;
}

/* Some regions at once, or the name of a group. */
static gboolean
edit_places (Fuzz *fuzz, GError **error)
{
  const NqpPanel *panel = fuzz->document->now.panel;
  NqpPlaceEdit some[3];
  const guint n = 1 + (guint)below (fuzz, G_N_ELEMENTS (some));

  if (panel->n_groups > 0 && below (fuzz, 4) == 0)
    {
      const NqpText to = { any_word (fuzz), any_word (fuzz) };

      return nqp_document_rename_group (fuzz->document, &panel->groups[below (fuzz, panel->n_groups)], &to,
                                        error);
    }
  for (guint k = 0; k < n; k++)
    some[k] = (NqpPlaceEdit){ .code = any_place (fuzz),
                              .parts = (guint)below (fuzz, 128),
                              .name = { any_word (fuzz), any_word (fuzz) },
                              .group = { any_word (fuzz), any_word (fuzz) },
                              .longitude = below (fuzz, 4) ? below (fuzz, 400) : (double)NAN,
                              .latitude = below (fuzz, 4) ? below (fuzz, 100) : (double)NAN,
                              .area_km2 = below (fuzz, 4) ? 1 + below (fuzz, 100000) : (double)NAN };
  return nqp_document_set_places (fuzz->document, some, n, error);
}

static gboolean
edit_neighbours (Fuzz *fuzz, GError **error)
{
  return nqp_document_set_neighbours (fuzz->document, any_place (fuzz), any_place (fuzz), below (fuzz, 3) > 0,
                                      error);
}

/* Regions and years come and go, seldom enough that some stay. */
static gboolean
edit_extent (Fuzz *fuzz, GError **error)
{
  const NqpPanel *panel = fuzz->document->now.panel;
  const NqpText name = { (char *)"New", NULL };
  const char *code;

  switch (below (fuzz, 6))
    {
    case 0:
      code = any_place (fuzz);
      return nqp_document_remove_regions (fuzz->document, &code, 1, error);
    case 1:
      return nqp_document_remove_year (fuzz->document, panel->years[below (fuzz, panel->n_years)], error);
    case 2:
    case 3:
      return nqp_document_add_year (fuzz->document, 1998 + below (fuzz, 6), error);
    default:
      {
        g_autofree char *next = g_strdup_printf ("R%04d", below (fuzz, 9));

        return nqp_document_add_region (fuzz->document, next, &name, error);
      }
    }
}

static gboolean
edit_series (Fuzz *fuzz, GError **error)
{
  const NqpPanel *panel = fuzz->document->now.panel;
  const NqpSeriesEdit edit
      = { .code = below (fuzz, 2) ? panel->series[below (fuzz, panel->n_series)].code
                                  : panel->indicators[below (fuzz, panel->n_indicators)].code,
          .parts = (guint)below (fuzz, 64),
          .name = { any_word (fuzz), any_word (fuzz) },
          .unit = { any_word (fuzz), any_word (fuzz) },
          .source = any_word (fuzz),
          .note = any_word (fuzz) };

  return nqp_document_set_series (fuzz->document, &edit, 1, error);
}

static gboolean
edit_weight (Fuzz *fuzz, GError **error)
{
  return nqp_document_set_weight (fuzz->document, any_node (fuzz),
                                  g_rand_double_range (fuzz->rand, -0.1, 1.1), error);
}

static gboolean
edit_lock (Fuzz *fuzz, GError **error)
{
  return nqp_document_set_locked (fuzz->document, any_node (fuzz), below (fuzz, 3) == 0, error);
}

static gboolean
edit_switch (Fuzz *fuzz, GError **error)
{
  return nqp_document_set_on (fuzz->document, any_node (fuzz), below (fuzz, 2) == 0, error);
}

static gboolean
edit_method (Fuzz *fuzz, GError **error)
{
  NqpMethod before = fuzz->document->now.method, after = before;
  const int what = below (fuzz, 6);

  if (what == 0)
    after.missing = (NqpMissing)below (fuzz, NQP_N_MISSING);
  else if (what == 1)
    after.outliers = (NqpOutliers)below (fuzz, NQP_N_OUTLIERS);
  else if (what == 2)
    after.normalise = (NqpNormalise)below (fuzz, NQP_N_NORMALISE);
  else if (what == 3)
    after.scheme = (NqpScheme)below (fuzz, NQP_N_SCHEMES);
  else if (what == 4)
    after.aggregate[below (fuzz, NQP_N_MADE)] = (NqpAggregate)below (fuzz, NQP_N_AGGREGATE);
  else
    after.coverage = below (fuzz, 2) ? 0.5 : 1;
  return nqp_document_set_method (fuzz->document, &before, &after, error);
}

static gboolean
edit_reset (Fuzz *fuzz, GError **error)
{
  return nqp_document_reset_weights (fuzz->document, error);
}

static gboolean
edit_judgement (Fuzz *fuzz, GError **error)
{
  const NqpTree *tree = fuzz->document->now.tree;
  const int a = below (fuzz, tree->n_nodes), b = tree->nodes[a].next_sibling;

  if (b < 0)
    return nqp_document_clear_judgements (fuzz->document, tree->nodes[a].id, error);
  return nqp_document_set_judgement (fuzz->document, tree->nodes[a].id, tree->nodes[b].id, below (fuzz, 10),
                                     error);
}

static gint64
any_scheme (Fuzz *fuzz)
{
  GPtrArray *schemes = fuzz->document->now.schemes;

  return schemes->len > 0 ? ((NqpSavedScheme *)schemes->pdata[below (fuzz, (int)schemes->len)])->id : 0;
}

static gboolean
edit_scheme (Fuzz *fuzz, GError **error)
{
  NqpDocument *document = fuzz->document;

  switch (below (fuzz, 6))
    {
    case 0:
      return nqp_document_save_scheme (document, "Mine", &document->now.method, document->now.tree, error)
             != 0;
    case 1:
      return nqp_document_use_scheme (document, any_scheme (fuzz), error);
    case 2:
      return nqp_document_rename_scheme (document, any_scheme (fuzz), "Ours", error);
    case 3:
      return nqp_document_duplicate_scheme (document, any_scheme (fuzz), error);
    case 4:
      return nqp_document_adopt_scheme (document, "Theirs", document->now.tree, error);
    default:
      return nqp_document_delete_scheme (document, any_scheme (fuzz), error);
    }
}

static gboolean
edit_scenario (Fuzz *fuzz, GError **error)
{
  const NqpContents *now = &fuzz->document->now;
  const NqpPanel *panel = now->panel;
  g_autoptr (NqpScenario) scenario = NULL;

  if (now->scenarios->len > 0 && below (fuzz, 2) == 0)
    scenario = nqp_scenario_copy (now->scenarios->pdata[below (fuzz, (int)now->scenarios->len)]);
  else
    scenario = nqp_scenario_new ("Hope", below (fuzz, panel->n_regions), below (fuzz, panel->n_years),
                                 panel->n_indicators);
  for (int k = below (fuzz, 4); k > 0; k--)
    scenario->values[below (fuzz, panel->n_indicators)] = any_number (fuzz);
  if (scenario->id == 0)
    return nqp_document_save_scenario (fuzz->document, scenario, error) != 0;
  if (below (fuzz, 4) == 0)
    return nqp_document_delete_scenario (fuzz->document, scenario->id, error);
  return nqp_document_change_scenario (fuzz->document, scenario, error);
}

static gboolean
add_note (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  Fuzz *fuzz = data;
  NqpEntry *entry = g_ptr_array_index (copy->entries, (guint)below (fuzz, (int)copy->entries->len));

  if (below (fuzz, 4) == 0)
    {
      g_free (entry->parent);
      entry->parent = g_strdup ("drivers.green"); /* of itself, at times */
    }
  nqp_text_clear (&entry->note);
  entry->note = nqp_text_new (below (fuzz, 2) ? "Note" : "Another", NULL);
  return TRUE;
}

static gboolean
edit_framework (Fuzz *fuzz, GError **error)
{
  return nqp_document_edit_framework (fuzz->document, add_note, fuzz, "Note", error);
}

static gboolean
step_back (Fuzz *fuzz, GError **error)
{
  return nqp_document_undo (fuzz->document, error);
}

static gboolean
step_forward (Fuzz *fuzz, GError **error)
{
  return nqp_document_redo (fuzz->document, error);
}

/* Another window does something, which this one takes in with its next look. */
static gboolean
edit_elsewhere (Fuzz *fuzz, GError **error)
{
  g_autoptr (NqpDocument) here = fuzz->document;

  fuzz->document = check_open (fuzz->path);
  if (below (fuzz, 2) == 0)
    edit_value (fuzz, NULL);
  else if (below (fuzz, 2) == 0)
    edit_extent (fuzz, NULL);
  else
    edit_weight (fuzz, NULL);
  nqp_document_free (fuzz->document);
  fuzz->document = g_steal_pointer (&here);
  g_assert_true (nqp_document_refresh (fuzz->document, NULL));
  return TRUE;
}

/* Of an indicator that is there, and of ones to be made; not all of these make sense. */
static gboolean
edit_formula (Fuzz *fuzz, GError **error)
{
  static const char *const shapes[] = { "%s + %s",      "growth(%s) - %s",   "share(%s) / lag(%s)",
                                        "ln(%s) * (%s", "per_head(%s) / %s", "max(%s, %s)" };
  static const char *const made[] = { "derived", "other" };
  const NqpPanel *panel = fuzz->document->now.panel;
  g_autofree char *a = nqp_expression_quote (panel->series[below (fuzz, panel->n_series)].code);
  g_autofree char *b = nqp_expression_quote (panel->series[below (fuzz, panel->n_series)].code);
  g_auto (GStrv) parts = g_strsplit (shapes[below (fuzz, G_N_ELEMENTS (shapes))], "%s", 3);
  g_autofree char *formula = g_strconcat (parts[0], a, parts[1], b, parts[2], NULL);

  return nqp_document_set_formula (fuzz->document,
                                   below (fuzz, 3) == 0
                                       ? made[below (fuzz, 2)]
                                       : panel->indicators[below (fuzz, panel->n_indicators)].code,
                                   NULL, formula, error);
}

static gboolean
restart (Fuzz *fuzz, GError **error)
{
  nqp_document_free (fuzz->document);
  fuzz->document = check_open (fuzz->path);
  return TRUE;
}

typedef gboolean (*Edit) (Fuzz *fuzz, GError **error);

static const Edit edits[]
    = { edit_value,    edit_value,    edit_value,     edit_flag,       edit_goalposts, edit_name,
        edit_weight,   edit_weight,   edit_lock,      edit_switch,     edit_switch,    edit_method,
        edit_method,   edit_method,   edit_reset,     edit_judgement,  edit_scheme,    edit_scheme,
        edit_scenario, edit_scenario, edit_framework, edit_formula,    step_back,      step_back,
        step_back,     edit_places,   edit_places,    edit_neighbours, edit_extent,    edit_series,
        step_forward,  step_forward,  edit_elsewhere, restart };

/* What was refused has left nothing; a row of values may have been written in part, each a step of its own. */
static void
edit_once (Fuzz *fuzz, int k)
{
  const int which = below (fuzz, G_N_ELEMENTS (edits));
  g_autofree char *before = check_print (fuzz->document), *after = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean done = edits[which](fuzz, &error);

  g_assert_true (done == (error == NULL));
  fuzz->n_done += done;
  fuzz->n_refused += !done;
  after = check_print (fuzz->document);
  if (!done && edits[which] != edit_value)
    check_same_text (before, after);
  g_assert_null (fuzz->document->now.trouble);
  check_same_as_file (fuzz->document, fuzz->path);
}

/* At most @n steps. Returns: how many were made; what other windows did in between may leave one that does not compute */
static int
go (Fuzz *fuzz, int n, const char *(*label) (NqpProject *), gboolean (*step) (NqpDocument *, GError **))
{
  int made = 0;

  while (made < n && label (fuzz->document->project) != NULL && step (fuzz->document, NULL))
    made++;
  check_same_as_file (fuzz->document, fuzz->path);
  return made;
}

/* All the way back and there again. */
static void
go_back_and_forth (Fuzz *fuzz, const char *begin)
{
  g_autofree char *end = NULL, *back = NULL, *again = NULL;
  int n;

  restart (fuzz, NULL); /* a window that has done nothing yet takes back whatever was done */
  end = check_print (fuzz->document);
  n = go (fuzz, G_MAXINT, nqp_project_undo_label, nqp_document_undo);
  back = check_print (fuzz->document);
  if (nqp_project_undo_label (fuzz->document->project) == NULL)
    {
      check_same_text (begin, back);
      fuzz->n_whole++;
    }
  g_assert_cmpint (go (fuzz, n, nqp_project_redo_label, nqp_document_redo), ==, n);
  again = check_print (fuzz->document);
  check_same_text (end, again);
}

static void
test_random (void)
{
  Fuzz fuzz = { .rand = fuzz_random (20261127) };
  const int n = fuzz_rounds (g_getenv ("NQP_SANITIZED") != NULL ? 240 : 480);

  for (int k = 0; k < n; k += EDITS_A_PANEL)
    {
      const RandomPanel spec = { .n_regions = 2 + below (&fuzz, 6),
                                 .n_years = 1 + below (&fuzz, 3),
                                 .n_indicators = 2 + below (&fuzz, 12),
                                 .gaps = below (&fuzz, 2) ? 0 : 0.1,
                                 .derived = below (&fuzz, 3) == 0,
                                 .flagged = TRUE,
                                 .seed = g_rand_int (fuzz.rand) };
      g_autofree char *folder = fixture_folder (), *begin = NULL;

      fuzz.path = check_project (folder, &spec, below (&fuzz, 2) ? "weights=equal" : "weights=ahp");
      fuzz.document = check_open (fuzz.path);
      begin = check_print (fuzz.document);
      for (int e = k; e < MIN (k + EDITS_A_PANEL, n); e++)
        edit_once (&fuzz, e);
      go_back_and_forth (&fuzz, begin);
      g_clear_pointer (&fuzz.document, nqp_document_free);
      fixture_assert_sound (fuzz.path);
      g_clear_pointer (&fuzz.path, g_free);
      fixture_remove (folder);
    }
  g_test_message ("%d done, %d refused, all taken back on %d panels", fuzz.n_done, fuzz.n_refused,
                  fuzz.n_whole);
  g_assert_cmpint (fuzz.n_done, >, n / 3);
  g_assert_cmpint (fuzz.n_whole, >, 0);
  g_rand_free (fuzz.rand);
}

int
main (int argc, char **argv)
{
  /* What survives a power cut is asked elsewhere: no need to wait for a disk. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/fuzz", test_random);
  return g_test_run ();
}
