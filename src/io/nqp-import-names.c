/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 5
#define MAX_PROPOSED 100 /* names that get proposals: looking for them takes a while */

enum
{
  NAME,
  CODE,
  N_COLUMNS,
};

/* What a sheet of a workbook may be called. */
static const char *const name_sheets[] = { "names", NULL };

static const NqpSheetColumn columns[N_COLUMNS] = {
  [NAME] = { TRUE, "name", { NQP_HEAD_NAME, NQP_HEAD_REGION } },
  [CODE] = { TRUE, "code", { NQP_HEAD_CODE, NQP_HEAD_REGION_CODE } },
};

static void
rule_free (gpointer data)
{
  NqpNameRule *rule = data;

  g_free (rule->code);
  g_free (rule);
}

static NqpRegionDraft *
draft_of (NqpImporter *self, int region)
{
  return nqp_importer_region (self, region);
}

/* The region itself that a draft is a name of. */
static int
resolve (NqpImporter *self, int region)
{
  while (draft_of (self, region)->same_as >= 0)
    region = draft_of (self, region)->same_as;
  return region;
}

NqpNames *
nqp_import_listed_names (NqpImporter *self)
{
  if (self->names == NULL)
    {
      self->names = nqp_names_new ();
      for (int i = 0; i < self->n_listed_regions; i++)
        {
          const NqpRegion *region = &draft_of (self, i)->region;

          nqp_names_add (self->names, region->code, &region->name, region->initials);
        }
    }
  return self->names;
}

static void
need_rules (NqpImporter *self)
{
  if (self->rules == NULL)
    self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rule_free);
}

/* What a user settled by hand counts before what a file says. */
void
nqp_import_take_rules (NqpImporter *self, GHashTable *rules)
{
  GHashTableIter iter;
  gpointer name, code;

  need_rules (self);
  g_hash_table_iter_init (&iter, rules);
  while (g_hash_table_iter_next (&iter, &name, &code))
    {
      NqpNameRule *rule = g_new0 (NqpNameRule, 1);

      rule->code = *(const char *)code != '\0' ? g_strdup (code) : NULL;
      g_hash_table_insert (self->rules, nqp_names_spaces (name), rule);
    }
}

void
nqp_import_add_rule (NqpImporter *self, const char *name, const char *code)
{
  NqpNameRule *rule;

  need_rules (self);
  if (g_hash_table_contains (self->rules, name))
    return;
  rule = g_new0 (NqpNameRule, 1);
  rule->code = g_strdup (code);
  rule->remembered = TRUE;
  g_hash_table_insert (self->rules, g_strdup (name), rule);
}

/**
 * nqp_import_names:
 *
 * Reads what the user says names of regions mean: the code of a region, or nothing where the name is to be left out.
 */
void
nqp_import_names (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };

  if (!nqp_sheet_open (&sheet, self->sources->names, name_sheets,
                       nqp_import_book (self, self->sources->names), columns, N_COLUMNS, &self->problems))
    return;
  need_rules (self);
  while (nqp_sheet_next (&sheet))
    {
      g_autofree char *word = nqp_sheet_word (&sheet, NAME);
      g_autofree char *name = nqp_names_spaces (word);
      g_autofree char *code = nqp_sheet_dup (&sheet, CODE);
      const NqpNameRule *known = g_hash_table_lookup (self->rules, name);
      NqpNameRule *rule;

      if (*name == '\0')
        nqp_sheet_problem (&sheet, NAME,
                           _ ("The row has no name; expected one as it stands in the data file."));
      else if (known != NULL)
        nqp_sheet_problem (&sheet, NAME, _ ("The name “%s” stands already in line %d; expected it once."),
                           name, known->line);
      else if (code != NULL && self->regions_listed
               && nqp_codes_find (&self->region_codes, code, strlen (code)) < 0)
        nqp_sheet_problem (&sheet, CODE,
                           _ ("Found the unknown region “%s”; expected a code of the regions file, or "
                              "nothing to leave out “%s”."),
                           code, name);
      else
        {
          rule = g_new0 (NqpNameRule, 1);
          rule->code = g_steal_pointer (&code);
          rule->line = sheet.rows->number;
          g_hash_table_insert (self->rules, g_steal_pointer (&name), rule);
        }
    }
}

NqpNameRule *
nqp_import_rule (const NqpImporter *self, const char *name)
{
  g_autofree char *tidy = NULL;
  NqpNameRule *rule;

  if (self->rules == NULL)
    return NULL;
  tidy = nqp_names_spaces (name);
  rule = g_hash_table_lookup (self->rules, tidy);
  if (rule != NULL)
    rule->used = TRUE;
  return rule;
}

/* What a name that no row had before means: itself a region, a name of one, none. */
static void
settle (NqpImporter *self, int region)
{
  const char *text = nqp_codes_get (&self->region_codes, region);
  g_autofree char *tidy = nqp_names_spaces (text);
  const NqpNameRule *rule = nqp_import_rule (self, tidy);
  NqpNameMatch match = { .place = -1 };
  NqpRegionUse use = NQP_USE_TAKE;
  int same_as = -1;

  if (rule != NULL && rule->code == NULL)
    use = NQP_USE_LEAVE;
  else if (rule != NULL)
    same_as = nqp_importer_add_region (self, rule->code, strlen (rule->code));
  else if (!self->regions_listed)
    same_as = strcmp (tidy, text) != 0 ? nqp_importer_add_region (self, tidy, strlen (tidy)) : -1;
  else if (region >= self->n_listed_regions)
    {
      match = nqp_names_match (nqp_import_listed_names (self), tidy, self->n_unknown < MAX_PROPOSED);
      same_as = match.place;
      use = match.place >= 0 ? NQP_USE_TAKE : NQP_USE_UNKNOWN;
      self->n_unknown += use == NQP_USE_UNKNOWN;
    }
  if (same_as == region)
    same_as = -1;
  draft_of (self, region)->use = use;
  draft_of (self, region)->same_as = same_as;
  draft_of (self, region)->match = match;
  if (same_as >= 0 && draft_of (self, same_as)->use == NQP_USE_ASK)
    draft_of (self, same_as)->use = NQP_USE_TAKE;
}

/**
 * nqp_import_name:
 * @region: the draft that is called so, or -1
 * @text: the name or code in a row of the data file
 *
 * Finds out, once for each name, which region it means.
 *
 * Returns: the draft, which may be a name of another; -1 if the row cannot be used: it is counted, and told when all are known
 */
int
nqp_import_name (NqpImporter *self, int region, const char *text, gsize length, int line, int column)
{
  NqpRegionDraft *draft;

  if (G_LIKELY (region >= 0 && draft_of (self, region)->use == NQP_USE_TAKE))
    return region;
  if (region < 0)
    region = nqp_importer_add_region (self, text, length);
  if (draft_of (self, region)->use == NQP_USE_ASK)
    settle (self, region);
  draft = draft_of (self, region);
  if (draft->line == 0)
    {
      draft->line = line;
      draft->column = column;
    }
  if (draft->use == NQP_USE_TAKE)
    return region;
  draft->n_rows++;
  self->row_left_out = draft->use == NQP_USE_LEAVE;
  return -1;
}

/**
 * nqp_import_find:
 *
 * The region that another file names, once the data was read.
 */
int
nqp_import_find (NqpImporter *self, const char *text, gsize length)
{
  int region = nqp_codes_find (&self->region_codes, text, length);
  g_autofree char *name = NULL;
  const NqpNameRule *rule;

  if (region >= 0)
    return region;
  name = g_strndup (text, length);
  rule = nqp_import_rule (self, name);
  if (rule != NULL)
    return rule->code == NULL ? -2 : nqp_codes_find (&self->region_codes, rule->code, strlen (rule->code));
  if (self->regions_listed)
    return nqp_names_match (nqp_import_listed_names (self), name, FALSE).place;
  {
    g_autofree char *tidy = nqp_names_spaces (name);

    return nqp_codes_find (&self->region_codes, tidy, strlen (tidy));
  }
}

void
nqp_import_mark_names (NqpImporter *self)
{
  GPtrArray *list = self->problems.list;

  if (self->problems.n_dropped == 0 && list->len > 0)
    ((NqpProblem *)list->pdata[list->len - 1])->is_name = TRUE;
}

static void
report_unknown (NqpImporter *self, const NqpRegionDraft *draft)
{
  g_autofree char *found = nqp_problem_quote (draft->region.code, strlen (draft->region.code));
  g_autofree char *close = self->names != NULL ? nqp_names_proposals (self->names, &draft->match) : NULL;
  g_autofree char *rows
      = g_strdup_printf (ngettext ("%d row", "%d rows", (gulong)draft->n_rows), draft->n_rows);
  const gboolean skip = self->sources->skip_bad_rows;

  if (close != NULL && *close != '\0')
    /* Translators: a name, "3 rows", names of regions and their codes */
    nqp_problems_add (&self->problems, skip, self->sources->data, draft->line, draft->column,
                      _ ("Found the unknown region “%s” (%s); expected a code or a name of the regions file. "
                         "Is it %s?"),
                      found, rows, close);
  else
    nqp_problems_add (
        &self->problems, skip, self->sources->data, draft->line, draft->column,
        _ ("Found the unknown region “%s” (%s); expected a code or a name of the regions file."), found,
        rows);
  nqp_import_mark_names (self);
  nqp_import_ask_name (self, draft, draft->n_rows, draft->line);
}

/* Names that are certain, but not the same to the letter: a user may want to look. */
static void
report_matched (NqpImporter *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  int n = 0;

  for (guint i = 0; i < self->regions->len; i++)
    {
      const NqpRegionDraft *draft = draft_of (self, (int)i);
      g_autofree char *shown = NULL;

      if (draft->same_as < 0 || draft->match.step < NQP_NAME_OTHER)
        continue;
      if (n++ >= MAX_SHOWN)
        continue;
      shown = nqp_names_show (self->names, draft->match.place);
      g_string_append_printf (list, "%s“%s” = %s [%s]", n > 1 ? _ (", ") : "", draft->region.code, shown,
                              nqp_name_step_to_string (draft->match.step));
    }
  if (n > MAX_SHOWN)
    g_string_append (list, " …");
  if (n > 0)
    nqp_problems_add (
        &self->problems, TRUE, self->sources->data, 0, 0,
        ngettext ("%d name is written otherwise than in the regions file and was matched: %s",
                  "%d names are written otherwise than in the regions file and were matched: %s", (gulong)n),
        n, list->str);
}

static void
report_rules (NqpImporter *self)
{
  GHashTableIter iter;
  gpointer name, value;
  int n_unused = 0, n_left = 0, n_rows = 0;

  for (guint i = 0; i < self->regions->len; i++)
    if (draft_of (self, (int)i)->use == NQP_USE_LEAVE)
      {
        n_left++;
        n_rows += draft_of (self, (int)i)->n_rows;
      }
  if (n_left > 0 && self->sources->names == NULL)
    nqp_problems_add (&self->problems, TRUE, self->sources->data, 0, 0,
                      ngettext ("%d row was left out, as was said of its name.",
                                "%d rows were left out, as was said of their names.", (gulong)n_rows),
                      n_rows);
  else if (n_left > 0)
    nqp_problems_add (
        &self->problems, TRUE, self->sources->data, 0, 0,
        ngettext ("%d row was left out, as %s says.", "%d rows were left out, as %s says.", (gulong)n_rows),
        n_rows, self->sources->names);
  if (self->rules == NULL)
    return;
  g_hash_table_iter_init (&iter, self->rules);
  while (g_hash_table_iter_next (&iter, &name, &value))
    n_unused += !((const NqpNameRule *)value)->used && ((const NqpNameRule *)value)->line > 0;
  if (n_unused > 0)
    nqp_problems_add (
        &self->problems, TRUE, self->sources->names, 0, 0,
        ngettext ("%d name is in no other file.", "%d names are in no other file.", (gulong)n_unused),
        n_unused);
}

/**
 * nqp_import_report_names:
 *
 * Tells, once for each name, what became of those that are no code: in the order of the file.
 */
void
nqp_import_report_names (NqpImporter *self)
{
  guint start = self->problems.list->len;

  nqp_import_list_regions (self);
  nqp_import_list_settled (self);
  for (guint i = 0; i < self->regions->len; i++)
    if (draft_of (self, (int)i)->use == NQP_USE_UNKNOWN)
      report_unknown (self, draft_of (self, (int)i));
  nqp_problems_sort (&self->problems, start);
  report_matched (self);
}

/* Two names of one region in one year: nobody could say which of them counts. */
static gboolean
check_doubled (NqpImporter *self)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->records->len; i++)
    {
      const NqpRecord *record = &g_array_index (self->records, NqpRecord, i);
      const int region = resolve (self, (int)record->region);
      gint64 key = (gint64)region * (NQP_LAST_YEAR + 1) + record->year;
      gpointer before = g_hash_table_lookup (first, &key);

      if (before == NULL)
        {
          g_hash_table_insert (first, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (record->region + 1));
          continue;
        }
      if (GPOINTER_TO_INT (before) - 1 == (int)record->region
          || !g_hash_table_add (told, GINT_TO_POINTER (record->region)))
        continue;
      nqp_problems_add (
          &self->problems, FALSE, self->sources->data, (int)record->line, 0,
          _ ("“%s” and “%s” are both the region “%s”, and both have rows in %u; expected one of them."),
          nqp_codes_get (&self->region_codes, GPOINTER_TO_INT (before) - 1),
          nqp_codes_get (&self->region_codes, (int)record->region),
          nqp_codes_get (&self->region_codes, region), record->year);
      nqp_import_mark_names (self);
      nqp_import_ask_name (self, draft_of (self, (int)record->region), 1, (int)record->line);
    }
  return g_hash_table_size (told) == 0;
}

static void
hand_over_text (NqpText *from, NqpText *to)
{
  if (to->en != NULL || to->zh != NULL)
    return;
  *to = *from;
  *from = (NqpText){ 0 };
}

/* What the data say of a region under another name. */
static void
hand_over (NqpRegionDraft *from, NqpRegionDraft *to)
{
  if (from == to)
    return;
  to->has_data = to->has_data || from->has_data;
  hand_over_text (&from->region.name, &to->region.name);
  hand_over_text (&from->group, &to->group);
}

/* What is no region itself goes; positions of drafts change. */
static void
drop_names (NqpImporter *self)
{
  const int n = (int)self->regions->len;
  g_autofree int *now = g_new (int, n);
  NqpCodes codes;
  int kept = 0;

  nqp_codes_init (&codes);
  for (int i = 0; i < n; i++)
    {
      NqpRegionDraft *draft = draft_of (self, i);
      const char *code = nqp_codes_get (&self->region_codes, i);
      NqpRegionDraft taken;

      now[i] = -1;
      if (draft->same_as >= 0 || draft->use == NQP_USE_LEAVE || draft->use == NQP_USE_UNKNOWN)
        continue;
      now[i] = kept;
      nqp_codes_add (&codes, code, strlen (code));
      taken = *draft_of (self, kept);
      *draft_of (self, kept) = *draft;
      *draft = taken; /* none is lost, and each is freed once */
      kept++;
    }
  for (guint i = 0; i < self->records->len; i++)
    {
      NqpRecord *record = &g_array_index (self->records, NqpRecord, i);

      record->region = (guint32)now[record->region];
    }
  g_array_set_size (self->regions, (guint)kept);
  nqp_codes_clear (&self->region_codes);
  self->region_codes = codes;
}

/**
 * nqp_import_settle_names:
 *
 * Gives the rows of each name to the region it means; from then on there are regions only.
 *
 * Returns: %FALSE with a problem if that would double one
 */
gboolean
nqp_import_settle_names (NqpImporter *self)
{
  gboolean any = FALSE;

  report_rules (self);
  for (guint i = 0; i < self->regions->len; i++)
    {
      const NqpRegionDraft *draft = draft_of (self, (int)i);

      any = any || draft->same_as >= 0 || draft->use == NQP_USE_LEAVE || draft->use == NQP_USE_UNKNOWN;
    }
  if (!any)
    return TRUE;
  if (!check_doubled (self))
    return FALSE;
  for (guint i = 0; i < self->records->len; i++)
    {
      NqpRecord *record = &g_array_index (self->records, NqpRecord, i);

      record->region = (guint32)resolve (self, (int)record->region);
    }
  for (guint i = 0; i < self->regions->len; i++)
    hand_over (draft_of (self, (int)i), draft_of (self, resolve (self, (int)i)));
  drop_names (self);
  return TRUE;
}
