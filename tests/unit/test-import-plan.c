/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "nqp-import-trial.h"
#include "nqp-problems.h"
#include "nqp-project.h"

typedef struct
{
  char *folder, *data;
  NqpImportPlan *plan;
  NqpImportTrial *trial;
} Fixture;

static char *
add_file (Fixture *f, const char *name, const char *text)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("nqp-plan-XXXXXX", NULL);
  f->data = add_file (f, "cities.csv",
                      "City statistics\n"
                      "town,when,GDP (yuan),Jobs\n"
                      "Alpha,2020,1.5,10\n"
                      "Alpha,2021,2.5,\n"
                      "Beta,2020,3x,30\n"
                      "Beta,2021,4.5,40\n");
  f->plan = nqp_import_plan_new ();
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  GDir *dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  g_clear_pointer (&f->trial, nqp_import_trial_free);
  nqp_import_plan_free (f->plan);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_dir_close (dir);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->data);
}

/* What comes of the plan as it is now. */
static const NqpImportTrial *
attempt (Fixture *f)
{
  const NqpWork work = { 0 };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&f->trial, nqp_import_trial_free);
  f->trial = nqp_import_trial_new (nqp_import_plan_copy (f->plan), NULL, &work, &error);
  g_assert_no_error (error);
  return f->trial;
}

/* What a project of two cities holds. */
static NqpPanel *
read_cities (Fixture *f)
{
  g_autofree char *path = add_file (f, "base.csv",
                                    "region,year,GDP,Jobs\n"
                                    "Alpha,2020,1.5,10\n"
                                    "Alpha,2021,2.5,\n"
                                    "Beta,2021,4.5,40\n");
  const NqpImportSources sources = { .data = path };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_autoptr (GError) error = NULL;
  NqpPanel *panel = nqp_import (&sources, NULL, problems, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return panel;
}

static void
assert_says (const NqpImportTrial *trial, const char *text)
{
  g_autofree char *said = nqp_import_trial_describe (trial);

  g_assert_cmpstr (said, ==, text);
}

static void
test_files (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  const char *paths[]
      = { "/a/regions.csv", "/a/map.GeoJSON", "/a/yearbook.csv", "/a/other.csv", "/a/Flags.csv", NULL };
  const char *lone[] = { "/b/regions.csv", NULL };
  const char *shape[]
      = { "/c/省界.cpg", "/c/省界.dbf", "/c/panel.dta", "/c/省界.shp", "/c/省界.shx", "/c/省界.prj", NULL };

  g_assert_false (nqp_import_plan_is_ready (f->plan));
  nqp_import_plan_add_files (f->plan, paths, others);
  g_assert_cmpstr (f->plan->files[NQP_IMPORT_DATA], ==, "/a/yearbook.csv");
  g_assert_cmpstr (f->plan->files[NQP_IMPORT_REGIONS], ==, "/a/regions.csv");
  g_assert_cmpstr (f->plan->files[NQP_IMPORT_BOUNDARIES], ==, "/a/map.GeoJSON");
  g_assert_cmpstr (f->plan->files[NQP_IMPORT_FLAGS], ==, "/a/Flags.csv");
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (others->pdata[0], ==, "/a/other.csv");
  g_assert_cmpstr (f->plan->title, ==, "yearbook");
  g_assert_true (nqp_import_plan_is_ready (f->plan));

  nqp_import_plan_free (f->plan);
  f->plan = nqp_import_plan_new ();
  nqp_import_plan_add_files (f->plan, lone, NULL);
  g_assert_cmpstr (f->plan->files[NQP_IMPORT_DATA], ==, "/b/regions.csv");
  nqp_import_plan_free (f->plan);
  f->plan = nqp_import_plan_new ();
  nqp_import_plan_add_files (f->plan, shape, others); /* its files are read with it */
  g_assert_cmpstr (f->plan->files[NQP_IMPORT_BOUNDARIES], ==, "/c/省界.shp");
  g_assert_cmpstr (f->plan->files[NQP_IMPORT_DATA], ==, "/c/panel.dta");
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_true (nqp_import_is_table ("/b/X.CSV"));
  g_assert_false (nqp_import_is_table ("/b/project.nqp"));
}

/* What was said of one file is not said of the next. */
static void
test_another_file (Fixture *f, gconstpointer unused)
{
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, f->data);
  g_assert_cmpstr (f->plan->title, ==, "cities");
  nqp_import_plan_set_role (f->plan, 0, NQP_COLUMN_IGNORE);
  f->plan->year = 2020;
  nqp_patches_set (f->plan->patches, 1, 1, "x");
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, f->plan->files[NQP_IMPORT_DATA]);
  g_assert_cmpint (f->plan->year, ==, 2020);
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, "/a/towns.csv");
  g_assert_cmpint (f->plan->year, ==, 0);
  g_assert_cmpuint (f->plan->roles->len, ==, 0);
  g_assert_cmpint (nqp_patches_size (f->plan->patches), ==, 0);
  g_assert_cmpstr (f->plan->title, ==, "towns");
  g_free (f->plan->title);
  f->plan->title = g_strdup ("Mine");
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, "/a/cities.csv");
  g_assert_cmpstr (f->plan->title, ==, "Mine");
}

static void
test_spans (void)
{
  static const struct
  {
    const char *text;
    int first, last;
    const char *back; /* NULL: refused */
  } cases[] = {
    { "", 0, 0, "" },          { " 4 ", 4, 4, "4" },  { "4-34", 4, 34, "4-34" }, { "4-", 4, 0, "4-" },
    { "4–34", 4, 34, "4-34" }, { "x", 0, 0, NULL },   { "0", 0, 0, NULL },       { "5-4", 0, 0, NULL },
    { "-4", 0, 0, NULL },      { "4-x", 0, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NqpImportSpan span = { -1, -1 };
      const gboolean good = nqp_import_span_parse (cases[i].text, &span);

      g_assert_cmpint (good, ==, cases[i].back != NULL);
      if (good)
        {
          g_autofree char *back = nqp_import_span_to_string (span);

          g_assert_cmpint (span.first, ==, cases[i].first);
          g_assert_cmpint (span.last, ==, cases[i].last);
          g_assert_cmpstr (back, ==, cases[i].back);
        }
      else
        g_assert_cmpint (span.first, ==, -1);
    }
}

static void
test_suggest (Fixture *f, gconstpointer unused)
{
  g_autofree char *none = nqp_import_plan_suggest_name (f->plan);
  g_autofree char *name = NULL;
  g_autofree char *wanted = g_build_filename (f->folder, "a-b.nqp", NULL);

  g_assert_cmpstr (none, ==, "project.nqp");
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, f->data);
  g_free (f->plan->title);
  f->plan->title = g_strdup ("a/b");
  name = nqp_import_plan_suggest_name (f->plan);
  g_assert_cmpstr (name, ==, wanted);
}

/* A way through: a column without a role, a cell that is no number, and the project. */
static void
test_way (Fixture *f, gconstpointer unused)
{
  const NqpImportTrial *trial;
  const NqpWork work = { 0 };
  const NqpPeekRow *row;
  const NqpProblem *problem;
  g_autoptr (NqpImportTrial) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_file_get_contents (f->data, &before, NULL, NULL);
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, f->data);
  f->plan->header = (NqpImportSpan){ 2, 2 };
  trial = attempt (f);
  g_assert_nonnull (trial->layout);
  g_assert_cmpint (trial->peek->n_columns, ==, 4);
  row = nqp_table_peek_find (trial->peek, 2);
  g_assert_cmpstr (nqp_peek_row_text (row, 2), ==, "GDP (yuan)");
  g_assert_cmpstr (nqp_peek_row_text (row, 9), ==, "");
  g_assert_cmpint (nqp_import_trial_row_use (trial, 1), ==, NQP_ROW_LEFT_OUT);
  g_assert_cmpint (nqp_import_trial_row_use (trial, 2), ==, NQP_ROW_HEADER);
  g_assert_cmpint (nqp_import_trial_row_use (trial, 3), ==, NQP_ROW_DATA);

  nqp_import_plan_set_role (f->plan, 0, NQP_COLUMN_REGION);
  nqp_import_plan_set_role (f->plan, 1, NQP_COLUMN_IGNORE);
  nqp_import_plan_set_role (f->plan, 1, NQP_COLUMN_YEAR);
  nqp_import_plan_set_role (f->plan, 2, NQP_COLUMN_SERIES);
  g_assert_cmpuint (f->plan->roles->len, ==, 3);
  trial = attempt (f);
  assert_says (trial, "Nothing can be made of it yet: 1 problem");
  problem = trial->problems->pdata[0];
  g_assert_true (nqp_import_trial_is_of_data (trial, problem));
  g_assert_cmpint (problem->line, ==, 5);
  g_assert_cmpint (problem->column, ==, 3);

  nqp_patches_set (f->plan->patches, 5, 3, "3");
  trial = attempt (f);
  g_assert_no_error (trial->error);
  assert_says (trial, "2 regions × 2 years × 2 indicators, 1 missing cell");
  g_assert_cmpstr (nqp_peek_row_text (nqp_table_peek_find (trial->peek, 5), 2), ==, "3x");

  f->plan->target = g_build_filename (f->folder, "made.nqp", NULL);
  g_assert_true (nqp_import_trial_create (nqp_import_plan_copy (f->plan), &work, &made, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (f->plan->target, G_FILE_TEST_EXISTS));
  g_file_get_contents (f->data, &after, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* Words stay with their column through copies and as long as it keeps its role. */
static void
test_columns (Fixture *f, gconstpointer unused)
{
  g_autoptr (NqpImportPlan) copy = NULL;
  const NqpImportTrial *trial;
  NqpValueWords words;

  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, f->data);
  f->plan->header = (NqpImportSpan){ 2, 2 };
  f->plan->skip_bad_rows = TRUE;
  nqp_import_plan_set_words (f->plan, 2, "gdp", "Gross product", "bn yuan");
  copy = nqp_import_plan_copy (f->plan);
  nqp_import_plan_set_role (f->plan, 2, NQP_COLUMN_SERIES);
  trial = attempt (f);
  words = nqp_table_layout_words (trial->layout, 2);
  g_assert_cmpstr (words.code, ==, "gdp");
  g_assert_cmpstr (words.name, ==, "Gross product");
  g_assert_cmpstr (words.unit, ==, "bn yuan");
  g_assert_cmpuint (words.said, ==, NQP_SAID_CODE | NQP_SAID_NAME | NQP_SAID_UNIT);

  nqp_import_plan_set_role (f->plan, 2, NQP_COLUMN_IGNORE);
  nqp_import_plan_set_role (f->plan, 2, NQP_COLUMN_SERIES);
  trial = attempt (f);
  g_assert_cmpuint (nqp_table_layout_words (trial->layout, 2).said, ==, 0);
  g_assert_cmpstr (g_array_index (copy->roles, NqpRoleHint, 0).name, ==, "Gross product");
  g_assert_true (g_array_index (copy->roles, NqpRoleHint, 0).only_words);
}

static void
test_refused (Fixture *f, gconstpointer unused)
{
  const NqpWork work = { 0 };
  g_autoptr (NqpImportTrial) made = NULL;
  g_autoptr (GError) error = NULL;
  const NqpImportTrial *trial;

  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, f->data);
  f->plan->header = (NqpImportSpan){ 2, 2 };
  f->plan->target = g_build_filename (f->folder, "made.nqp", NULL);
  nqp_import_plan_set_role (f->plan, 0, NQP_COLUMN_REGION);
  nqp_import_plan_set_role (f->plan, 1, NQP_COLUMN_YEAR);
  nqp_import_plan_set_role (f->plan, 2, NQP_COLUMN_SERIES);
  g_assert_false (nqp_import_trial_create (nqp_import_plan_copy (f->plan), &work, &made, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
  g_assert_cmpuint (made->problems->len, >, 0);
  g_assert_false (g_file_test (f->plan->target, G_FILE_TEST_EXISTS));

  f->plan->skip_bad_rows = TRUE;
  trial = attempt (f);
  assert_says (trial, "2 regions × 2 years × 2 indicators, 3 missing cells");
  g_assert_cmpint (trial->n_errors, ==, 0);

  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, "/nowhere/at/all.csv");
  trial = attempt (f);
  g_assert_cmpuint (trial->peek->rows->len, ==, 0);
  g_assert_nonnull (trial->error);
  g_assert_cmpint (nqp_import_trial_row_use (trial, 1), ==, NQP_ROW_LEFT_OUT);
}

static void
test_cancelled (Fixture *f, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const NqpWork work = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, f->data);
  g_cancellable_cancel (cancellable);
  g_assert_null (nqp_import_trial_new (nqp_import_plan_copy (f->plan), NULL, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Rows further down, a row that ends too soon, and one that cannot be read. */
static void
test_peek (Fixture *f, gconstpointer unused)
{
  GString *text = g_string_new ("city,year,a\n");
  g_autofree char *path = NULL;
  const NqpWork work = { 0 };
  g_autoptr (NqpImportTrial) trial = NULL;
  g_autoptr (NqpTablePeek) peek = NULL;

  for (int i = 2; i <= 200; i++)
    g_string_append_printf (text,
                            i == 150   ? "c%d,2020\n"
                            : i == 151 ? "\"c%d\"x,2020,1\n"
                                       : "c%d,2020,1\n",
                            i);
  path = add_file (f, "long.csv", text->str);
  g_string_free (text, TRUE);
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, path);
  nqp_patches_set (f->plan->patches, 150, 3, "7");
  peek = nqp_import_plan_peek (f->plan, 140, &work);
  trial = nqp_import_trial_new (nqp_import_plan_copy (f->plan), peek, &work, NULL);
  g_assert_true (trial->peek == peek);
  g_assert_cmpuint (trial->peek->rows->len, ==, 50);
  g_assert_true (trial->peek->more);
  g_assert_null (nqp_table_peek_find (trial->peek, 139));
  g_assert_cmpstr (nqp_peek_row_text (nqp_table_peek_find (trial->peek, 140), 0), ==, "c140");
  g_assert_nonnull (nqp_table_peek_find (trial->peek, 151)->bad);
  g_assert_cmpint (trial->n_errors, ==, 1);
  g_assert_cmpint (((const NqpProblem *)trial->problems->pdata[0])->line, ==, 151);
}

/* Names that are none of the regions file are asked for, and settled by hand. */
static void
test_names (Fixture *f, gconstpointer unused)
{
  g_autofree char *data = add_file (f, "d.csv",
                                    "region,year,GDP\nNorth Town,2020,1\nNorthtwon,2021,2\nSouth,2020,3\n"
                                    "Moon,2020,4\nMoon,2021,5\n");
  g_autofree char *regions = add_file (f, "r.csv", "code,name_en\nN,North Town\nS,South\n");
  const NqpNameQuestion *question;
  const NqpImportTrial *trial;

  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, data);
  nqp_import_plan_set_file (f->plan, NQP_IMPORT_REGIONS, regions);
  trial = attempt (f);
  g_assert_cmpint (trial->n_errors, ==, 2);
  g_assert_cmpuint (trial->names->len, ==, 2);
  g_assert_cmpuint (trial->regions->len, ==, 2);
  g_assert_cmpstr (((const NqpNamedRegion *)trial->regions->pdata[1])->code, ==, "S");
  question = trial->names->pdata[0];
  g_assert_cmpstr (question->name, ==, "Northtwon");
  g_assert_cmpint (question->line, ==, 3);
  g_assert_cmpstr (question->codes[0], ==, "N");
  question = trial->names->pdata[1];
  g_assert_cmpstr (question->name, ==, "Moon");
  g_assert_cmpint (question->n_rows, ==, 2);

  nqp_import_plan_set_name (f->plan, "Northtwon", "N");
  nqp_import_plan_set_name (f->plan, "Moon", "");
  trial = attempt (f);
  g_assert_no_error (trial->error);
  g_assert_null (trial->names);
  assert_says (trial, "2 regions × 2 years × 1 indicator, 1 missing cell");

  nqp_import_plan_set_name (f->plan, "Moon", NULL);
  trial = attempt (f);
  g_assert_cmpuint (trial->names->len, ==, 1);
  nqp_import_plan_set_name (f->plan, "Moon", "S"); /* which has a row in 2020 already */
  trial = attempt (f);
  g_assert_nonnull (trial->error);
  g_assert_cmpstr (((const NqpNameQuestion *)trial->names->pdata[0])->name, ==, "Moon");
}

static void
test_words (void)
{
  static const struct
  {
    const char *text, *words;
  } cases[] = {
    { "It stays.", "It stays." },
    { "say which with --year Y.", "say which with “Year”." },
    { "the file speaks of --year 2020.", "the file speaks of “Year” 2020." },
    { "Leave it out with --column \"a b=ignore\", or say what it is with --column \"a b=ROLE\".",
      "Leave it out with “Left out” above it, or say what it is with the menu above it." },
    { "say so with --column NAME=region; if the header is another line, with --header-rows N.",
      "say so with the menu above it; if the header is another line, with “Header Rows”." },
    { "say so with --decimal . or --decimal ,", "say so with “Decimal Mark”" },
    { "say so with --decimal .", "say so with “Decimal Mark”" },
    { "say which with --sheet: 1 “A”.", "say which with “Sheet”: 1 “A”." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = nqp_import_in_words (cases[i].text);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_patches (void)
{
  g_autoptr (NqpPatches) patches = nqp_patches_new ();
  g_autoptr (NqpPatches) copy = NULL;

  nqp_patches_set (patches, 3, 2, "a");
  nqp_patches_set (patches, 3, 2, "b");
  nqp_patches_set (patches, 4, 1, "");
  g_assert_cmpint (nqp_patches_size (patches), ==, 2);
  copy = nqp_patches_copy (patches);
  nqp_patches_set (patches, 3, 2, NULL);
  nqp_patches_set (patches, 9, 9, NULL);
  g_assert_cmpint (nqp_patches_size (patches), ==, 1);
  g_assert_null (nqp_patches_get (patches, 3, 2));
  g_assert_cmpstr (nqp_patches_get (patches, 4, 1), ==, "");
  g_assert_cmpstr (nqp_patches_get (copy, 3, 2), ==, "b");
  g_assert_cmpint (nqp_patches_size (copy), ==, 2);
}

/* Data for a project that is there: counted, changed values listed, names asked of its regions, and settled. */
static void
test_append (Fixture *f, gconstpointer unused)
{
  g_autoptr (NqpPanel) panel = read_cities (f);
  g_autofree char *more = add_file (f, "more.csv",
                                    "region,year,GDP,Rent\n"
                                    "ALPHA,2020,9,1\n"
                                    "Betta,2022,7,2\n");
  g_autoptr (NqpTable) changes = NULL;
  const NqpImportTrial *trial;
  const NqpNameQuestion *question;

  nqp_import_plan_set_file (f->plan, NQP_IMPORT_DATA, more);
  nqp_import_plan_set_into (f->plan, panel, NULL);
  trial = attempt (f);
  g_assert_nonnull (trial->error);
  g_assert_null (trial->append);
  g_assert_cmpint (trial->n_errors, ==, 1);
  g_assert_cmpuint (trial->regions->len, ==, 2);
  g_assert_cmpuint (trial->names->len, ==, 1);
  question = trial->names->pdata[0];
  g_assert_cmpstr (question->name, ==, "Betta");
  g_assert_cmpstr (question->codes[0], ==, "Beta");

  nqp_import_plan_set_name (f->plan, "Betta", "Beta");
  trial = attempt (f);
  g_assert_no_error (trial->error);
  g_assert_cmpuint (trial->append->new_regions->len, ==, 0);
  assert_says (trial, "3 new values, 1 changed; new years: 1, new regions: 0, new indicators: 1");
  changes = nqp_append_plan_changes (trial->append, NQP_LANG_EN);
  g_assert_cmpint (nqp_table_n_rows (changes), ==, 1);
  g_assert_cmpstr (nqp_table_get_text (changes, 0, 0), ==, "Alpha");
  g_assert_cmpstr (nqp_table_get_text (changes, 3, 0), ==, "1.5");
  g_assert_cmpstr (nqp_table_get_text (changes, 4, 0), ==, "9");

  nqp_import_plan_set_name (f->plan, "Betta", "Betta"); /* a region of its own */
  trial = attempt (f);
  g_assert_no_error (trial->error);
  g_assert_cmpuint (trial->append->new_regions->len, ==, 1);

  nqp_import_plan_set_name (f->plan, "Betta", ""); /* left out */
  trial = attempt (f);
  g_assert_no_error (trial->error);
  g_assert_cmpuint (trial->append->new_years->len, ==, 0);

  /* what the project remembers is not asked, unless its region is gone */
  nqp_import_plan_set_name (f->plan, "Betta", NULL);
  panel->settled = g_new0 (NqpSettledName, 1);
  panel->settled[panel->n_settled++] = (NqpSettledName){ g_strdup ("Betta"), g_strdup ("Beta") };
  trial = attempt (f);
  g_assert_no_error (trial->error);
  assert_says (trial, "3 new values, 1 changed; new years: 1, new regions: 0, new indicators: 1");
  g_free (panel->settled[0].code);
  panel->settled[0].code = g_strdup ("gone");
  trial = attempt (f);
  g_assert_nonnull (trial->error);
  g_assert_cmpuint (trial->names->len, ==, 1);
}

/* What lies beside data comes to a project without any: told from the names of the files, counted, and refused with its place. */
static void
test_beside (Fixture *f, gconstpointer unused)
{
  g_autoptr (NqpPanel) panel = read_cities (f);
  g_autofree char *regions = add_file (f, "regions.csv", "code,name_zh\nAlpha,甲\n"),
                  *pairs = add_file (f, "neighbours.csv", "code,neighbour\nAlpha,Betta\n");
  const char *const paths[] = { regions, NULL }, *const more[] = { pairs, NULL };
  const NqpImportTrial *trial;

  nqp_import_plan_set_into (f->plan, panel, NULL);
  g_assert_false (nqp_import_plan_is_ready (f->plan));
  nqp_import_plan_add_files (f->plan, paths, NULL);
  g_assert_true (nqp_import_plan_has_only_beside (f->plan));
  trial = attempt (f);
  g_assert_no_error (trial->error);
  assert_says (trial, "1 addition or change");
  g_assert_cmpuint (trial->append->lists->renamed->len, ==, 1);

  nqp_import_plan_add_files (f->plan, more, NULL);
  trial = attempt (f);
  g_assert_nonnull (trial->error);
  g_assert_null (trial->append);
  g_assert_cmpint (trial->n_errors, ==, 1);
  g_assert_cmpuint (trial->names->len, ==, 1);
  nqp_import_plan_set_name (f->plan, "Betta", "Beta");
  trial = attempt (f);
  g_assert_no_error (trial->error);
  assert_says (trial, "2 additions and changes");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/import-plan/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("files", test_files);
  ADD ("beside", test_beside);
  ADD ("another-file", test_another_file);
  ADD ("suggest", test_suggest);
  ADD ("way", test_way);
  ADD ("columns", test_columns);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);
  ADD ("peek", test_peek);
  ADD ("names", test_names);
  ADD ("append", test_append);
  g_test_add_func ("/import-plan/words", test_words);
  g_test_add_func ("/import-plan/spans", test_spans);
  g_test_add_func ("/import-plan/patches", test_patches);
  return g_test_run ();
}
