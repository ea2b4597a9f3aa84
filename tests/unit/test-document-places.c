/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"

#include "nqp-document-formula.h"
#include "nqp-document-places.h"
#include "nqp-number.h"
#include "nqp-project-cell-history.h"

/* Regions, groups, borders, years and what series say: each edit computed, refused, one step back, the same after reopening. */

typedef struct
{
  char *folder, *path;
  NqpDocument *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const RandomPanel spec = { .n_regions = 5, .n_years = 3, .n_indicators = 4, .seed = 5, .flagged = TRUE };

  fixture->folder = fixture_folder ();
  fixture->path = check_project (fixture->folder, &spec, "weights=equal");
  fixture->document = check_open (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->document, nqp_document_free);
  fixture_assert_sound (fixture->path);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static const NqpRegion *
place (const Fixture *fixture, const char *code)
{
  const NqpPanel *panel = fixture->document->now.panel;
  const int at = nqp_panel_find_place (panel, code);

  return at >= 0 ? &panel->places[at] : NULL;
}

static const char *
group_of (const Fixture *fixture, const char *code, NqpLang lang)
{
  const NqpRegion *it = place (fixture, code);
  const NqpText *name = it->group >= 0 ? &fixture->document->now.panel->groups[it->group] : NULL;

  return name == NULL ? NULL : lang == NQP_LANG_ZH ? name->zh : name->en;
}

/* What was done is in the file, and one step takes it back. */
static void
check_one_step (Fixture *fixture, gboolean done, const char *before, const GError *error)
{
  g_autofree char *after = NULL, *again = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_no_error (error);
  g_assert_true (done);
  check_same_as_file (fixture->document, fixture->path);
  after = check_print (fixture->document);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (nqp_document_undo (fixture->document, &local));
  g_assert_no_error (local);
  again = check_print (fixture->document);
  check_same_text (before, again);
  check_same_as_file (fixture->document, fixture->path);
  g_assert_true (nqp_document_redo (fixture->document, &local));
  g_assert_no_error (local);
  g_free (again);
  again = check_print (fixture->document);
  check_same_text (after, again);
}

#define ONE_STEP(call)                                                                                       \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (GError) step_error = NULL;                                                                    \
    GError **error = &step_error;                                                                            \
    g_autofree char *step_before = check_print (fixture->document);                                          \
    const gboolean step_done = (call);                                                                       \
    check_one_step (fixture, step_done, step_before, step_error);                                            \
  }                                                                                                          \
  G_STMT_END

/* Nothing has changed, and the reason has @words in it. */
#define REFUSED(call, words)                                                                                 \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (GError) step_error = NULL;                                                                    \
    GError **error = &step_error;                                                                            \
    g_autofree char *step_before = check_print (fixture->document), *step_after = NULL;                      \
    g_assert_false (call);                                                                                   \
    g_assert_nonnull (step_error);                                                                           \
    if (strstr (step_error->message, words) == NULL)                                                         \
      g_error ("refused with: %s", step_error->message);                                                     \
    step_after = check_print (fixture->document);                                                            \
    check_same_text (step_before, step_after);                                                               \
    check_same_as_file (fixture->document, fixture->path);                                                   \
  }                                                                                                          \
  G_STMT_END

static void
test_places (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  const NqpPlaceEdit all = { .code = "R0001",
                             .parts = 127,
                             .name = { (char *)"Hefei", (char *)"合肥" },
                             .group = { (char *)"Centre", (char *)"中部" },
                             .longitude = 297.5,
                             .latitude = 31.8,
                             .area_km2 = 11445 };
  const NqpPlaceEdit unknown
      = { .code = "R0001", .parts = NQP_PLACE_AREA | NQP_PLACE_LONGITUDE, .longitude = NAN, .area_km2 = NAN };
  const NqpPlaceEdit bad[] = { { .code = "R0000", .parts = NQP_PLACE_AREA, .area_km2 = 3 },
                               { .code = "R0001", .parts = NQP_PLACE_LATITUDE, .latitude = 91 } };
  const NqpPlaceEdit nameless
      = { .code = "R0000", .parts = NQP_PLACE_NAME_EN, .name = { (char *)" ", NULL } };
  const NqpPlaceEdit gone = { .code = "X", .parts = NQP_PLACE_NAME_EN, .name = { (char *)"X", NULL } };

  ONE_STEP (nqp_document_set_places (document, &all, 1, error));
  g_assert_cmpfloat (place (fixture, "R0001")->longitude, ==, -62.5);
  g_assert_cmpstr (group_of (fixture, "R0001", NQP_LANG_ZH), ==, "中部");
  g_assert_cmpint (document->now.panel->n_groups, ==, 3);
  ONE_STEP (nqp_document_set_places (document, &unknown, 1, error));
  g_assert_true (isnan (place (fixture, "R0001")->area_km2));
  REFUSED (nqp_document_set_places (document, bad, 2, error), "latitude of “R0001”");
  REFUSED (nqp_document_set_places (document, &nameless, 1, error), "at least one of the two languages");
  REFUSED (nqp_document_set_places (document, &gone, 1, error), "no longer there");
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  const NqpPlaceEdit many[]
      = { { .code = "R0000", .parts = NQP_PLACE_GROUP_EN, .group = { (char *)"West", NULL } },
          { .code = "R0002", .parts = NQP_PLACE_GROUP_ZH, .group = { NULL, (char *)"西部" } },
          { .code = "R0003",
            .parts = NQP_PLACE_GROUP_EN | NQP_PLACE_GROUP_ZH,
            .group = { (char *)"Coast", (char *)"沿海" } } };
  const NqpPlaceEdit filled[]
      = { { .code = "R0004", .parts = NQP_PLACE_GROUP_EN, .group = { (char *)"Isles", NULL } },
          { .code = "R0004", .parts = NQP_PLACE_GROUP_ZH, .group = { NULL, (char *)"岛" } } };
  const NqpPlaceEdit none = { .code = "R0003", .parts = NQP_PLACE_GROUP_EN };
  const NqpText west = { (char *)"West", (char *)"西部" }, inland = { (char *)"Inland", NULL };
  const NqpText isles = { (char *)"Isles", (char *)"岛" }, nothing = { (char *)"  ", NULL };

  /* in either language, several at once, and a new one */
  ONE_STEP (nqp_document_set_places (document, many, 3, error));
  g_assert_cmpstr (group_of (fixture, "R0000", NQP_LANG_ZH), ==, "西部");
  g_assert_cmpstr (group_of (fixture, "R0002", NQP_LANG_EN), ==, "West");
  g_assert_cmpstr (group_of (fixture, "R0003", NQP_LANG_ZH), ==, "沿海");
  g_assert_cmpint (document->now.panel->n_groups, ==, 3);
  /* the last one that leaves a group takes it along; the other language is added to what is there */
  ONE_STEP (nqp_document_set_places (document, filled, 1, error));
  g_assert_cmpint (document->now.panel->n_groups, ==, 3);
  ONE_STEP (nqp_document_set_places (document, filled + 1, 1, error));
  g_assert_cmpstr (group_of (fixture, "R0004", NQP_LANG_EN), ==, "Isles");
  g_assert_cmpint (document->now.panel->n_groups, ==, 3);
  ONE_STEP (nqp_document_set_places (document, &none, 1, error));
  g_assert_null (group_of (fixture, "R0003", NQP_LANG_EN));
  g_assert_cmpint (document->now.panel->n_groups, ==, 2);
  ONE_STEP (nqp_document_rename_group (document, &west, &inland, error));
  g_assert_cmpstr (group_of (fixture, "R0001", NQP_LANG_EN), ==, "Inland");
  /* a name that another group has: the two become one */
  ONE_STEP (nqp_document_rename_group (document, &isles, &inland, error));
  g_assert_cmpstr (group_of (fixture, "R0004", NQP_LANG_EN), ==, "Inland");
  g_assert_cmpint (document->now.panel->n_groups, ==, 1);
  REFUSED (nqp_document_rename_group (document, &west, &inland, error), "no longer there");
  REFUSED (nqp_document_rename_group (document, &inland, &nothing, error),
           "at least one of the two languages");
}

static void
test_regions (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  const NqpText name = { (char *)"New city", NULL }, nothing = { NULL, NULL };
  const char *const two[] = { "R0004", "R0001" }, *const all[] = { "R0000", "R0002", "R0003", "N1" };
  const char *gone = "X";
  NqpGoing going = { 0 };

  ONE_STEP (nqp_document_add_region (document, " N1 ", &name, error));
  g_assert_cmpint (nqp_panel_find_place (document->now.panel, "N1"), ==, 5);
  REFUSED (nqp_document_add_region (document, "R0002", &name, error), "is that of R0002");
  REFUSED (nqp_document_add_region (document, "", &name, error), "needs a code");
  REFUSED (nqp_document_add_region (document, "N2", &nothing, error), "at least one of the two languages");
  ONE_STEP (nqp_document_set_neighbours (document, "R0001", "N1", TRUE, error));
  ONE_STEP (nqp_document_set_neighbours (document, "R0002", "R0003", TRUE, error));
  REFUSED (nqp_document_set_neighbours (document, "N1", "N1", TRUE, error), "its own neighbour");
  nqp_contents_count_region (&document->now, nqp_panel_find_place (document->now.panel, "R0004"), &going);
  nqp_contents_count_region (&document->now, nqp_panel_find_place (document->now.panel, "R0001"), &going);
  g_assert_cmpuint (going.n_values, ==, 2 * 3 * 4);
  g_assert_cmpint (going.n_flags, ==, 1);
  g_assert_cmpint (going.n_neighbours, ==, 1);
  ONE_STEP (nqp_document_remove_regions (document, two, 2, error));
  g_assert_null (place (fixture, "R0004"));
  g_assert_cmpint (document->now.panel->n_flags, ==, 0);
  g_assert_cmpint (document->now.panel->n_neighbours, ==, 1);
  g_assert_cmpint (document->now.panel->n_groups, ==, 2);
  /* from the other side */
  ONE_STEP (nqp_document_set_neighbours (document, "R0003", "R0002", FALSE, error));
  g_assert_cmpint (document->now.panel->n_neighbours, ==, 0);
  REFUSED (nqp_document_remove_regions (document, all, 4, error), "at least one region");
  REFUSED (nqp_document_remove_regions (document, &gone, 1, error), "no longer there");
}

static void
test_years (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Hope", 1, 1, 4);
  g_autoptr (GError) error_now = NULL;
  NqpGoing going = { 0 };

  scenario->values[0] = 5;
  g_assert_cmpint (nqp_document_save_scenario (document, scenario, &error_now), >, 0);
  ONE_STEP (nqp_document_add_year (document, 1999, error));
  g_assert_cmpint (document->now.panel->years[0], ==, 1999);
  REFUSED (nqp_document_add_year (document, 2001, error), "has the year 2001 already");
  REFUSED (nqp_document_add_year (document, 0, error), "from 1 to 9999");
  nqp_contents_count_year (&document->now, 2, &going);
  g_assert_cmpuint (going.n_values, ==, 4 * 5);
  g_assert_cmpint (going.n_scenarios, ==, 1);
  ONE_STEP (nqp_document_remove_year (document, 2001, error));
  g_assert_cmpint (document->now.panel->n_years, ==, 3);
  g_assert_cmpuint (document->now.scenarios->len, ==, 0);
  ONE_STEP (nqp_document_remove_year (document, 2000, error));
  ONE_STEP (nqp_document_remove_year (document, 1999, error));
  REFUSED (nqp_document_remove_year (document, 2002, error), "at least one year");
  REFUSED (nqp_document_remove_year (document, 1999, error), "no longer there");
}

static void
test_series (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  const NqpSeriesEdit source = { .code = "i1", .parts = NQP_SERIES_SOURCE, .source = "Yearbook 2020" };
  const NqpSeriesEdit unit = { .code = "i1",
                               .parts = NQP_SERIES_UNIT_EN | NQP_SERIES_UNIT_ZH,
                               .unit = { (char *)"persons", (char *)"人" } };
  const NqpSeriesEdit nameless = { .code = "i1", .parts = NQP_SERIES_NAME_EN };
  const NqpSeriesEdit series = { .code = "S2", .parts = NQP_SERIES_NOTE, .note = "at prices of 2010" };
  const NqpIndicator *it;

  /* an indicator that is its series as it stands changes with it; without a source of its own it has that of the series */
  ONE_STEP (nqp_document_set_series (document, &source, 1, error));
  it = &document->now.panel->indicators[1];
  g_assert_cmpstr (document->now.panel->series[it->numerator].source, ==, "Yearbook 2020");
  g_assert_cmpstr (nqp_panel_indicator_source (document->now.panel, 1), ==, "Yearbook 2020");
  ONE_STEP (nqp_document_set_series (document, &unit, 1, error));
  it = &document->now.panel->indicators[1];
  g_assert_cmpstr (it->unit.zh, ==, "人");
  g_assert_cmpstr (document->now.panel->series[it->numerator].unit.zh, ==, "人");
  g_assert_cmpstr (document->now.panel->series[it->numerator].name.en, ==, "S1");
  ONE_STEP (nqp_document_set_series (document, &series, 1, error));
  REFUSED (nqp_document_set_series (document, &nameless, 1, error), "at least one of the two languages");
}

/* What a formula makes of series is none of them, though it begins with one and has its unit. */
static void
test_formula (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error_now = NULL;
  const NqpText name = { (char *)"Difference", NULL };
  const NqpSeriesEdit edit = { .code = "gap",
                               .parts = NQP_SERIES_UNIT_EN | NQP_SERIES_SOURCE,
                               .unit = { (char *)"persons", NULL },
                               .source = "own" };
  const NqpIndicator *it;

  g_assert_true (nqp_document_set_formula (document, "gap", &name, "S0 - S1", &error_now));
  g_assert_no_error (error_now);
  ONE_STEP (nqp_document_set_series (document, &edit, 1, error));
  it = &document->now.panel->indicators[nqp_panel_find_indicator (document->now.panel, "gap")];
  g_assert_cmpstr (it->unit.en, ==, "persons");
  g_assert_cmpstr (it->source, ==, "own");
  g_assert_cmpstr (document->now.panel->series[0].unit.en, ==, "unit");
  g_assert_null (document->now.panel->series[0].source);
}

static void
test_flags (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  const NqpPanel *panel;

  ONE_STEP (nqp_document_set_flag (document, "S0", "R0001", 2001, "three times as before", error));
  panel = document->now.panel;
  g_assert_cmpstr (nqp_panel_find_flag (panel, 0, 1, 1)->note, ==, "three times as before");
  g_assert_cmpint (panel->states[nqp_panel_cell (panel, 0, 1, 1)], ==, NQP_CELL_SUSPECT);
  ONE_STEP (nqp_document_accept_flag (document, "S0", "R0001", 2001, TRUE, error));
  ONE_STEP (nqp_document_set_flag (document, "S0", "R0001", 2001, "after all", error));
  ONE_STEP (nqp_document_set_flag (document, "S0", "R0001", 2001, NULL, error));
  g_assert_null (nqp_panel_find_flag (document->now.panel, 0, 1, 1));
  REFUSED (nqp_document_set_flag (document, "S0", "X", 2001, "", error), "no longer there");
}

static GPtrArray *
history_of (Fixture *fixture, guint most, gboolean *out_all)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *changes = nqp_project_read_cell_history (fixture->document->project, "S0", "R0001", 2001, most,
                                                      out_all, &error);

  g_assert_no_error (error);
  return changes;
}

static void
check_change (const GPtrArray *changes, guint k, double before, double after)
{
  const NqpCellChange *it = changes->pdata[k];

  g_assert_true (nqp_number_same (it->before, before));
  g_assert_true (nqp_number_same (it->after, after));
  g_assert_nonnull (it->label);
}

/* What a cell was, whichever edit changed it; what is undone did not happen; other cells are others. */
static void
test_cell_history (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  const double first = document->now.panel->values[nqp_panel_cell (document->now.panel, 0, 1, 1)];
  const NqpCellValue block[] = { { 0, 1, 1, NAN }, { 0, 1, 2, 7 }, { 1, 1, 1, 8 } };
  const char *const gone[] = { "R0001" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL, three = NULL, one = NULL, after = NULL;
  gboolean all;

  none = history_of (fixture, 9, &all);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (all);
  g_assert_true (nqp_document_set_value (document, "S0", "R0001", 2001, 5, &error));
  g_assert_true (nqp_document_set_value (document, "S0", "R0001", 2000, 6, &error));
  g_assert_true (
      nqp_document_set_values (document, document->now.panel, block, 3, NQP_VALUES_PASTED, &error));
  g_assert_true (nqp_document_set_value (document, "S0", "R0001", 2001, 9, &error));
  three = history_of (fixture, 9, &all);
  g_assert_cmpuint (three->len, ==, 3);
  g_assert_true (all);
  check_change (three, 0, NAN, 9);
  check_change (three, 1, 5, NAN);
  check_change (three, 2, first, 5);
  one = history_of (fixture, 1, &all);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_false (all);
  /* the region gone and back again; then what was undone is no part of it */
  g_assert_true (nqp_document_remove_regions (document, gone, 1, &error));
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_no_error (error);
  after = history_of (fixture, 9, &all);
  g_assert_cmpuint (after->len, ==, 2);
  check_change (after, 0, 5, NAN);
}

/* What does not compute is not written: without the region nothing lies above a goalpost. */
static void
test_does_not_compute (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error_now = NULL;
  const char *high = "R0003";

  g_assert_true (nqp_document_set_value (document, "S0", high, 2001, 1e6, &error_now));
  g_assert_true (nqp_document_set_goalposts (document, "i0", 9e5, NAN, &error_now));
  g_assert_true (check_set_method (document, "normalise=goalposts", &error_now));
  g_assert_no_error (error_now);
  REFUSED (nqp_document_remove_regions (document, &high, 1, error), "i0");
  REFUSED (nqp_document_remove_year (document, 2001, error), "i0");
  REFUSED (nqp_document_set_flag (document, "S0", high, 2001, "too high", error), "changed by hand");
}

/* Two windows: what one has changed the other is told of; what neither has seen of the other holds. */
static void
test_two_windows (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (NqpDocument) other = check_open (fixture->path);
  g_autoptr (GError) error_now = NULL;
  const NqpPlaceEdit theirs = { .code = "R0001", .parts = NQP_PLACE_AREA, .area_km2 = 7 };
  const NqpPlaceEdit ours = { .code = "R0001", .parts = NQP_PLACE_AREA, .area_km2 = 8 };
  const NqpPlaceEdit beside = { .code = "R0001", .parts = NQP_PLACE_LATITUDE, .latitude = 9 };
  const char *one = "R0003";

  g_assert_true (nqp_document_set_places (other, &theirs, 1, &error_now));
  g_assert_false (nqp_document_set_places (document, &ours, 1, &error_now));
  g_assert_error (error_now, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_clear_error (&error_now);
  g_assert_true (nqp_document_set_places (other, &ours, 1, &error_now));
  g_assert_true (nqp_document_set_places (document, &beside, 1, &error_now));
  g_assert_cmpfloat (place (fixture, "R0001")->area_km2, ==, 8);
  check_same_as_file (document, fixture->path);
  /* figures that this window has not seen do not go with their region */
  g_assert_true (nqp_document_set_value (other, "S0", "R0003", 2000, 42, &error_now));
  g_assert_false (nqp_document_remove_regions (document, &one, 1, &error_now));
  g_assert_error (error_now, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_clear_error (&error_now);
  g_assert_true (nqp_document_remove_regions (document, &one, 1, &error_now));
  g_assert_false (nqp_document_set_value (other, "S0", "R0003", 2000, 43, &error_now));
  g_clear_error (&error_now);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_undo (document, &error_now));
  g_assert_no_error (error_now);
  check_same_as_file (document, fixture->path);
}

#define TEST(name, test) g_test_add ("/document-places/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("places", test_places);
  TEST ("groups", test_groups);
  TEST ("regions", test_regions);
  TEST ("years", test_years);
  TEST ("series", test_series);
  TEST ("formula", test_formula);
  TEST ("flags", test_flags);
  TEST ("cell-history", test_cell_history);
  TEST ("does-not-compute", test_does_not_compute);
  TEST ("two-windows", test_two_windows);
  return g_test_run ();
}
