/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-roles.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-import-private.h"
#include "nqp-words.h"

static int
at (const GArray *list, guint i)
{
  return g_array_index (list, int, i);
}

/* The first tier that has columns of that meaning gives one, and asks about others of the program's own words. */
static int
take (NqpRoleFinder *self, NqpHead head, NqpColumnRole role, NqpHeadTier to)
{
  if (nqp_roles_has (self, role))
    return nqp_table_layout_find (self->layout, role);
  for (NqpHeadTier tier = NQP_HEAD_SURE; tier <= to; tier++)
    {
      g_autoptr (GArray) found = nqp_roles_find (self, head, tier, tier);
      int chosen = -1;

      for (guint i = 0; i < found->len; i++)
        {
          int c = at (found, i);

          if (head == NQP_HEAD_YEAR && tier == NQP_HEAD_MAYBE && self->below[c].n_years == 0)
            continue;
          if ((head == NQP_HEAD_INDICATOR || head == NQP_HEAD_INDICATOR_CODE) && tier != NQP_HEAD_SURE
              && !nqp_roles_is_text (self, c))
            continue;
          if (chosen < 0)
            chosen = c;
          else if (head == NQP_HEAD_YEAR)
            nqp_roles_ask_which (self, chosen, c, role);
        }
      if (chosen >= 0)
        {
          nqp_roles_set (self, chosen, role, tier == NQP_HEAD_MAYBE ? NQP_LAYOUT_LIKELY : NQP_LAYOUT_SURE);
          return chosen;
        }
    }
  return -1;
}

static void
take_groups (NqpRoleFinder *self)
{
  NqpHeadWord word;

  for (int c = 0; c < self->n; c++)
    {
      if (self->taken[c] || !nqp_roles_is_text (self, c) || !nqp_roles_means (self, c, NQP_HEAD_GROUP, &word))
        continue;
      if (nqp_roles_has (self, NQP_COLUMN_GROUP))
        nqp_roles_say_unread (self, c);
      else
        nqp_roles_set (self, c, NQP_COLUMN_GROUP, NQP_LAYOUT_SURE);
    }
}

/* An empty column of a spreadsheet, or the year once more. */
static gboolean
says_nothing (NqpRoleFinder *self, int c)
{
  NqpHeadWord word;

  if (*nqp_roles_column (self, c)->header == '\0')
    return nqp_roles_is_blank (self, c);
  return nqp_roles_has (self, NQP_COLUMN_YEAR) && nqp_roles_means (self, c, NQP_HEAD_YEAR_CODE, &word);
}

/* Columns of notes, and what says again what others say. */
static gboolean
is_beside_the_values (NqpRoleFinder *self, int c)
{
  NqpHeadWord word;
  const NqpLayoutColumn *column = nqp_roles_column (self, c);

  if (*column->header == '\0' || nqp_roles_means (self, c, NQP_HEAD_NUMBER, &word))
    return nqp_roles_counts_rows (self, c);
  return !self->below[c].n_numbers
         && (nqp_roles_means (self, c, NQP_HEAD_NOTE, &word)
             || nqp_roles_means (self, c, NQP_HEAD_SOURCE, &word)
             || nqp_roles_means (self, c, NQP_HEAD_UNIT, &word)
             || nqp_roles_means (self, c, NQP_HEAD_FLAG, &word));
}

static void
ask_about_text (NqpRoleFinder *self, int c)
{
  g_autofree char *name = nqp_roles_quote (self, c);
  g_autofree char *found = NULL;

  for (int i = self->span->first; i <= self->span->last && found == NULL; i++)
    {
      const NqpSampleCell *cell = nqp_sample_cell (nqp_sample_row (self->sample, i), c);

      if (cell->kind == NQP_SAMPLE_TEXT)
        found = nqp_problem_quote (cell->text, strlen (cell->text));
    }
  nqp_layout_remark (
      self->layout, TRUE, c,
      _ ("The column “%s” holds texts such as “%s”; expected numbers. Leave it out with --column "
         "\"%s=ignore\", or say what it is with --column \"%s=ROLE\"."),
      name, found != NULL ? found : "", name, name);
}

static void
ask_no_year (NqpRoleFinder *self, int c)
{
  g_autofree char *name = nqp_roles_quote (self, c);

  nqp_layout_remark (self->layout, TRUE, c,
                     _ ("The column “%s” has numbers and no year, unlike others; leave it out with --column "
                        "\"%s=ignore\"."),
                     name, name);
}

/* Values in columns: of series, or of years. */
static void
take_values (NqpRoleFinder *self, gboolean across)
{
  gboolean any_numbers = FALSE;

  for (int c = 0; c < self->n; c++)
    any_numbers = any_numbers || (!self->taken[c] && self->below[c].n_numbers > 0);
  for (int c = 0; c < self->n; c++)
    {
      NqpLayoutColumn *column = nqp_roles_column (self, c);

      if (self->taken[c] && across && column->role == NQP_COLUMN_SERIES && column->year == 0)
        ask_no_year (self, c);
      if (self->taken[c])
        continue;
      if (says_nothing (self, c))
        nqp_roles_set (self, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_SURE);
      else if (is_beside_the_values (self, c))
        nqp_roles_say_unread (self, c);
      else if (across && column->year == 0 && self->below[c].n_numbers == 0)
        nqp_roles_say_unread (self, c);
      else if (across && column->year == 0)
        {
          nqp_roles_set (self, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_OPEN);
          ask_no_year (self, c);
        }
      else
        {
          nqp_roles_set (self, c, NQP_COLUMN_SERIES, NQP_LAYOUT_SURE);
          if (nqp_roles_is_text (self, c) && any_numbers && self->layout->remarks->len == 0)
            ask_about_text (self, c);
        }
    }
}

static void
ask_missing (NqpRoleFinder *self, NqpColumnRole role)
{
  g_autofree char *found = nqp_roles_list (self);
  g_autofree char *name = nqp_words_basename (self->file);
  int year = nqp_find_lone_year (name);

  if (role != NQP_COLUMN_YEAR)
    nqp_layout_remark (
        self->layout, TRUE, -1,
        _ ("The column “%s” is missing; found: %s. If one of these is it, say so with --column "
           "NAME=%s; if the header is another line, with --header-rows N."),
        nqp_column_role_id (role), found, nqp_column_role_id (role));
  else if (year != 0)
    nqp_layout_remark (
        self->layout, TRUE, -1,
        _ ("The column “%s” is missing; found: %s. If all values are of one year, say which: the name "
           "of the file speaks of --year %d."),
        nqp_column_role_id (role), found, year);
  else
    nqp_layout_remark (
        self->layout, TRUE, -1,
        _ ("The column “%s” is missing; found: %s. If all values are of one year, say which with "
           "--year Y."),
        nqp_column_role_id (role), found);
}

static void
take_hint (NqpRoleFinder *self, const NqpRoleHint *hint, GArray *said)
{
  const NqpRoleHint copy = nqp_role_hint_copy (hint);

  if (!hint->only_words)
    nqp_roles_set (self, hint->column, hint->role, NQP_LAYOUT_SURE);
  g_array_append_val (said, copy);
}

static void
apply_hints (NqpRoleFinder *self, const NqpLayoutHints *hints, GArray *said)
{
  for (int i = 0; i < hints->n_roles; i++)
    if (hints->roles[i].column < self->n)
      take_hint (self, &hints->roles[i], said);
  for (int i = 0; hints->columns != NULL && hints->columns[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      NqpRoleHint hint = { 0 };

      if (!nqp_role_hint_parse (hints->columns[i], &name, &hint, NULL))
        continue; /* checked where the options are read */
      hint.column = nqp_layout_find_named (self->layout, name);
      if (hint.column >= 0)
        take_hint (self, &hint, said);
      else
        {
          g_autofree char *found = nqp_roles_list (self);

          nqp_layout_remark (self->layout, TRUE, -1,
                             _ ("There is no column “%s” that --column names; found: %s."), name, found);
        }
      nqp_role_hint_clear (&hint);
    }
}

static gboolean
identifies (NqpRoleFinder *self)
{
  return nqp_roles_has (self, NQP_COLUMN_REGION) || nqp_roles_has (self, NQP_COLUMN_CODE)
         || self->layout->region != NULL;
}

/* Years above columns count where no column has the years of the rows. */
static gboolean
find_years_across (NqpRoleFinder *self)
{
  gboolean across = FALSE, rows = nqp_roles_has (self, NQP_COLUMN_YEAR);

  for (int c = 0; c < self->n; c++)
    {
      if (nqp_roles_column (self, c)->year != 0 && rows)
        nqp_roles_column (self, c)->year = 0;
      across = across || (nqp_roles_column (self, c)->year != 0 && nqp_roles_may_have_year (self, c));
    }
  return across;
}

static void
find_long_roles (NqpRoleFinder *self, gboolean *out_long)
{
  int value, indicator, code;

  code = take (self, NQP_HEAD_INDICATOR_CODE, NQP_COLUMN_INDICATOR_CODE, NQP_HEAD_USUAL);
  indicator = take (self, NQP_HEAD_INDICATOR, NQP_COLUMN_INDICATOR, NQP_HEAD_MAYBE);
  value = indicator >= 0 || code >= 0 ? take (self, NQP_HEAD_VALUE, NQP_COLUMN_VALUE, NQP_HEAD_USUAL)
                                      : nqp_table_layout_find (self->layout, NQP_COLUMN_VALUE);
  *out_long = value >= 0;
  if (value < 0 && indicator >= 0 && code < 0
      && nqp_roles_column (self, indicator)->doubt == NQP_LAYOUT_LIKELY)
    {
      /* "item" and the like, without a value: a column like others */
      self->taken[indicator] = FALSE;
      nqp_roles_column (self, indicator)->role = NQP_COLUMN_IGNORE;
    }
}

void
nqp_layout_find_roles (NqpTableLayout *layout, const NqpSample *sample, const NqpSampleSpan *span,
                       const NqpLayoutHints *hints, const char *file, GArray *said)
{
  NqpRoleFinder finder
      = { .layout = layout, .sample = sample, .span = span, .file = file, .n = (int)layout->columns->len };
  g_autofree NqpBelow *below = g_new0 (NqpBelow, finder.n);
  g_autofree NqpColumnWords *words = g_new0 (NqpColumnWords, finder.n);
  g_autofree gboolean *taken = g_new0 (gboolean, finder.n);
  gboolean is_long = FALSE, across;

  finder.below = below;
  finder.words = words;
  finder.taken = taken;
  nqp_roles_look (&finder);
  apply_hints (&finder, hints, said);
  take (&finder, NQP_HEAD_YEAR, NQP_COLUMN_YEAR, NQP_HEAD_USUAL);
  across = find_years_across (&finder);
  if (!across)
    take (&finder, NQP_HEAD_YEAR, NQP_COLUMN_YEAR, NQP_HEAD_MAYBE);
  find_long_roles (&finder, &is_long);
  if (across && is_long
      && nqp_roles_column (&finder, nqp_table_layout_find (layout, NQP_COLUMN_VALUE))->year == 0)
    across = FALSE;
  nqp_roles_take_regions (&finder, is_long);
  take_groups (&finder);
  if (!across && !is_long && !nqp_roles_has (&finder, NQP_COLUMN_YEAR) && hints->year == 0)
    across = nqp_roles_split_years (&finder);
  if (across && !identifies (&finder))
    nqp_roles_take_region_of_rest (&finder);
  if (!identifies (&finder))
    ask_missing (&finder, NQP_COLUMN_REGION);
  if (!across && !nqp_roles_has (&finder, NQP_COLUMN_YEAR) && layout->year == 0)
    ask_missing (&finder, NQP_COLUMN_YEAR);
  else if (!across && !nqp_roles_has (&finder, NQP_COLUMN_YEAR) && hints->year == 0)
    nqp_layout_remark (
        layout, FALSE, -1,
        _ ("The table has no column of years; all values are taken for %d, which the lines above it say. "
           "If that is wrong, say --year Y."),
        layout->year);
  if (!is_long && !across
      && (nqp_roles_has (&finder, NQP_COLUMN_INDICATOR)
          || nqp_roles_has (&finder, NQP_COLUMN_INDICATOR_CODE)))
    ask_missing (&finder, NQP_COLUMN_VALUE);
  if (is_long
      || (across
          && (nqp_roles_has (&finder, NQP_COLUMN_INDICATOR)
              || nqp_roles_has (&finder, NQP_COLUMN_INDICATOR_CODE))))
    take (&finder, NQP_HEAD_UNIT, NQP_COLUMN_UNIT, NQP_HEAD_USUAL);
  if (!is_long)
    take_values (&finder, across);
  for (int c = 0; is_long && c < finder.n; c++)
    if (!finder.taken[c] && says_nothing (&finder, c))
      nqp_roles_set (&finder, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_SURE);
    else if (!finder.taken[c])
      nqp_roles_say_unread (&finder, c);
}
