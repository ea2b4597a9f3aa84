/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-roles.h"

static int
at (const GArray *list, guint i)
{
  return g_array_index (list, int, i);
}

static int
level_of (NqpRoleFinder *self, int c, NqpHead head)
{
  NqpHeadWord word;

  return nqp_roles_means (self, c, head, &word) ? word.level : 0;
}

/* Of province, city and county the finest identifies, and the others group. */
static void
take_region_of_several (NqpRoleFinder *self, const GArray *found)
{
  int finest = at (found, 0), n_finest = 0;

  for (guint i = 1; i < found->len; i++)
    if (level_of (self, at (found, i), NQP_HEAD_REGION) > level_of (self, finest, NQP_HEAD_REGION))
      finest = at (found, i);
  for (guint i = 0; i < found->len; i++)
    n_finest += level_of (self, at (found, i), NQP_HEAD_REGION) == level_of (self, finest, NQP_HEAD_REGION);
  nqp_roles_set (self, finest, NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
  for (guint i = 0; i < found->len; i++)
    {
      int c = at (found, i);

      if (c == finest)
        continue;
      if (n_finest > 1 || !nqp_roles_is_text (self, c))
        {
          int first = MIN (c, finest), second = MAX (c, finest);

          if (second == finest)
            nqp_roles_set (self, first, NQP_COLUMN_REGION, NQP_LAYOUT_OPEN);
          nqp_roles_ask_which (self, first, second, NQP_COLUMN_REGION);
          return;
        }
      if (!nqp_roles_has (self, NQP_COLUMN_GROUP))
        nqp_roles_set (self, c, NQP_COLUMN_GROUP, NQP_LAYOUT_LIKELY);
      else
        nqp_roles_say_unread (self, c);
    }
}

static void
take_region (NqpRoleFinder *self)
{
  g_autoptr (GArray) found = NULL;

  if (nqp_roles_has (self, NQP_COLUMN_REGION))
    return;
  found = nqp_roles_find (self, NQP_HEAD_REGION, NQP_HEAD_SURE, NQP_HEAD_USUAL);
  for (guint i = found->len; i > 0; i--)
    {
      NqpHeadWord word;
      int c = at (found, i - 1);

      /* a habit's word above figures is a column like others */
      (void)nqp_roles_means (self, c, NQP_HEAD_REGION, &word);
      if (found->len > 1 && word.tier != NQP_HEAD_SURE && !nqp_roles_is_text (self, c))
        g_array_remove_index (found, i - 1);
    }
  if (found->len == 0)
    {
      g_autoptr (GArray) maybe = nqp_roles_find (self, NQP_HEAD_REGION, NQP_HEAD_MAYBE, NQP_HEAD_MAYBE);

      for (guint i = 0; i < maybe->len; i++)
        if (nqp_roles_is_text (self, at (maybe, i)))
          {
            nqp_roles_set (self, at (maybe, i), NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
            return;
          }
    }
  else if (found->len == 1)
    nqp_roles_set (self, at (found, 0), NQP_COLUMN_REGION, NQP_LAYOUT_SURE);
  else
    take_region_of_several (self, found);
}

static gboolean
is_code_of_indicator (NqpRoleFinder *self, int c)
{
  int indicator = nqp_table_layout_find (self->layout, NQP_COLUMN_INDICATOR);

  return indicator >= 0 && !nqp_roles_has (self, NQP_COLUMN_INDICATOR_CODE)
         && nqp_roles_follows (self, indicator, c, TRUE);
}

/* One code for each name and the other way round; under a word that can mean nothing else also where a name changed, or where
 * several regions share one. */
static gboolean
is_code_of (NqpRoleFinder *self, int c, int region)
{
  NqpHeadWord word;

  if (nqp_roles_is_blank (self, c))
    return FALSE;
  if (nqp_roles_follows (self, region, c, TRUE))
    return TRUE;
  return nqp_roles_means (self, c, NQP_HEAD_REGION_CODE, &word) && word.tier != NQP_HEAD_MAYBE
         && !is_code_of_indicator (self, c) && !nqp_roles_counts_rows (self, c)
         && (nqp_roles_follows (self, c, region, FALSE) || nqp_roles_follows (self, region, c, FALSE));
}

/* Codes beside names: those of the same level, that belong to one name each. */
static void
take_code (NqpRoleFinder *self, gboolean is_long)
{
  int region = nqp_table_layout_find (self->layout, NQP_COLUMN_REGION), chosen = -1;
  g_autoptr (GArray) found = NULL;

  if (nqp_roles_has (self, NQP_COLUMN_CODE))
    return;
  found = nqp_roles_find (self, NQP_HEAD_REGION_CODE, NQP_HEAD_SURE, NQP_HEAD_USUAL);
  if (found->len == 0)
    {
      g_array_unref (found);
      found = nqp_roles_find (self, NQP_HEAD_REGION_CODE, NQP_HEAD_MAYBE, NQP_HEAD_MAYBE);
    }
  for (guint i = 0; i < found->len; i++)
    {
      int c = at (found, i);
      int level = level_of (self, c, NQP_HEAD_REGION_CODE);

      if (region < 0)
        {
          if (chosen < 0)
            nqp_roles_set (self, chosen = c, NQP_COLUMN_CODE, NQP_LAYOUT_SURE);
          else if (level_of (self, chosen, NQP_HEAD_REGION_CODE) == level)
            nqp_roles_ask_which (self, chosen, c, NQP_COLUMN_CODE);
          else
            {
              /* as with names the finest identifies */
              int finer = level > level_of (self, chosen, NQP_HEAD_REGION_CODE) ? c : chosen;

              nqp_roles_say_unread (self, finer == c ? chosen : c);
              nqp_roles_set (self, chosen = finer, NQP_COLUMN_CODE, NQP_LAYOUT_LIKELY);
            }
          continue;
        }
      if (level != 0 && level_of (self, region, NQP_HEAD_REGION) != 0
          && level != level_of (self, region, NQP_HEAD_REGION))
        nqp_roles_say_unread (self, c);
      else if (is_code_of (self, c, region))
        {
          if (chosen >= 0)
            nqp_roles_say_unread (self, c);
          else
            nqp_roles_set (self, chosen = c, NQP_COLUMN_CODE, NQP_LAYOUT_LIKELY);
        }
      else if (is_long && is_code_of_indicator (self, c))
        nqp_roles_set (self, c, NQP_COLUMN_INDICATOR_CODE, NQP_LAYOUT_LIKELY);
      else if (nqp_roles_counts_rows (self, c))
        nqp_roles_say_unread (self, c);
      else
        nqp_roles_ask_which (self, MIN (region, c), MAX (region, c), NQP_COLUMN_REGION);
    }
}

/* A name beside what identifies: "region,name,year" has codes under the first. */
static void
take_name_beside (NqpRoleFinder *self)
{
  int region = nqp_table_layout_find (self->layout, NQP_COLUMN_REGION);
  NqpHeadWord word;

  if (region < 0 || nqp_roles_has (self, NQP_COLUMN_CODE))
    return;
  for (int c = 0; c < self->n; c++)
    if (!self->taken[c] && nqp_roles_is_text (self, c) && nqp_roles_means (self, c, NQP_HEAD_NAME, &word)
        && nqp_roles_follows (self, region, c, FALSE))
      {
        nqp_roles_set (self, region, NQP_COLUMN_CODE, NQP_LAYOUT_LIKELY);
        nqp_roles_set (self, c, NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
        return;
      }
}

/* Regions under a header that says nothing, where years across leave no other column for them. */
void
nqp_roles_take_region_of_rest (NqpRoleFinder *self)
{
  for (int c = 0; c < self->n; c++)
    if (!self->taken[c] && nqp_roles_column (self, c)->year == 0 && nqp_roles_is_text (self, c))
      {
        nqp_roles_set (self, c, NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
        return;
      }
}

void
nqp_roles_take_regions (NqpRoleFinder *self, gboolean is_long)
{
  take_region (self);
  take_code (self, is_long);
  take_name_beside (self);
}
