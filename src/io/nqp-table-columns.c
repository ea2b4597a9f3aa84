/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-roles.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-problems.h"
#include "nqp-words.h"

NqpLayoutColumn *
nqp_roles_column (NqpRoleFinder *self, int c)
{
  return g_ptr_array_index (self->layout->columns, c);
}

static NqpBelow
look_below (const NqpRoleFinder *self, int c)
{
  NqpBelow below = { 0 };

  for (int i = self->span->first; i <= self->span->last; i++)
    switch (nqp_sample_cell (nqp_sample_row (self->sample, i), c)->kind)
      {
      case NQP_SAMPLE_YEAR:
        below.n_years++;
        below.n_numbers++;
        break;
      case NQP_SAMPLE_NUMBER:
        below.n_numbers++;
        break;
      case NQP_SAMPLE_TEXT:
        below.n_texts++;
        break;
      case NQP_SAMPLE_MISSING:
        below.n_missing++;
        break;
      default:
        break;
      }
  return below;
}

gboolean
nqp_roles_is_text (const NqpRoleFinder *self, int c)
{
  return self->below[c].n_texts > 0 && self->below[c].n_numbers == 0;
}

gboolean
nqp_roles_is_blank (const NqpRoleFinder *self, int c)
{
  return self->below[c].n_texts + self->below[c].n_numbers + self->below[c].n_missing == 0;
}

void
nqp_roles_set (NqpRoleFinder *self, int c, NqpColumnRole role, NqpLayoutDoubt doubt)
{
  NqpLayoutColumn *column = nqp_roles_column (self, c);

  column->role = role;
  column->doubt = doubt;
  self->taken[c] = TRUE;
}

static void
add_words (NqpColumnWords *words, const char *text, NqpHeadTier worst)
{
  NqpHeadWord word;

  for (int i = 0;
       words->n < NQP_MAX_MEANINGS && (word = nqp_header_word (text, strlen (text), i)).head != NQP_HEAD_NONE;
       i++)
    if (word.tier <= worst)
      words->words[words->n++] = word;
}

/* The rows of a header of several that say no more than what their column is. */
static gboolean *
find_plain_rows (const NqpRoleFinder *self)
{
  const NqpSampleSpan *span = self->span;
  const int n = span->last_header - span->first_header + 1;
  gboolean *plain = g_new0 (gboolean, MAX (n, 1));

  for (int r = 0; r < n && n > 1; r++)
    plain[r] = nqp_sample_row_kind (nqp_sample_row (self->sample, span->first_header + r),
                                    nqp_sample_row (self->sample, span->last_header))
               == NQP_ROW_PLAIN;
  return plain;
}

/* The meanings of a column's header as a whole, and of its single rows. */
static NqpColumnWords
find_words (NqpRoleFinder *self, int c, const gboolean *plain)
{
  const NqpSampleSpan *span = self->span;
  NqpColumnWords words = { 0 };

  add_words (&words, nqp_roles_column (self, c)->header, NQP_HEAD_MAYBE);
  for (int r = span->first_header; r <= span->last_header; r++)
    if (plain[r - span->first_header])
      add_words (&words, nqp_sample_cell (nqp_sample_row (self->sample, r), c)->text, NQP_HEAD_USUAL);
  return words;
}

/* Is @head among the meanings of the column's header? The word that says so. */
gboolean
nqp_roles_means (NqpRoleFinder *self, int c, NqpHead head, NqpHeadWord *out_word)
{
  const NqpColumnWords *words = &self->words[c];

  for (int i = 0; i < words->n; i++)
    if (words->words[i].head == head)
      {
        *out_word = words->words[i];
        return TRUE;
      }
  return FALSE;
}

/* The free columns whose header nqp_roles_means @head in words of that tier. */
GArray *
nqp_roles_find (NqpRoleFinder *self, NqpHead head, NqpHeadTier from, NqpHeadTier to)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));
  NqpHeadWord word;

  for (int c = 0; c < self->n; c++)
    if (!self->taken[c] && nqp_roles_means (self, c, head, &word) && word.tier >= from && word.tier <= to)
      g_array_append_val (found, c);
  return found;
}

char *
nqp_roles_quote (NqpRoleFinder *self, int c)
{
  const NqpLayoutColumn *column = nqp_roles_column (self, c);

  return nqp_problem_quote (column->header, strlen (column->header));
}

void
nqp_roles_ask_which (NqpRoleFinder *self, int first, int second, NqpColumnRole role)
{
  g_autofree char *one = nqp_roles_quote (self, first);
  g_autofree char *two = nqp_roles_quote (self, second);

  nqp_roles_set (self, second, NQP_COLUMN_IGNORE, NQP_LAYOUT_OPEN);
  nqp_layout_remark (
      self->layout, TRUE, second,
      _ ("The column “%s” says the same as column %d, “%s”; expected one of them. Leave one out with "
         "--column \"%s=ignore\", or say with --column NAME=ROLE what else it is than “%s”."),
      two, first + 1, one, two, nqp_column_role_id (role));
}

void
nqp_roles_say_unread (NqpRoleFinder *self, int c)
{
  g_autofree char *name = nqp_roles_quote (self, c);

  nqp_roles_set (self, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_SURE);
  if (*name == '\0')
    nqp_layout_remark (self->layout, FALSE, c,
                       _ ("The column has no name and counts the rows; it was not read."));
  else
    nqp_layout_remark (self->layout, FALSE, c,
                       _ ("The column “%s” is not one of this kind of file and was not read."), name);
}

gboolean
nqp_roles_has (NqpRoleFinder *self, NqpColumnRole role)
{
  return nqp_table_layout_find (self->layout, role) >= 0;
}

/* Does @b follow from @a in the sample, and differ with it if @both? */
gboolean
nqp_roles_follows (const NqpRoleFinder *self, int a, int b, gboolean both)
{
  g_autoptr (GHashTable) b_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) a_of = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = self->span->first; i <= self->span->last; i++)
    {
      const NqpSampleRow *row = nqp_sample_row (self->sample, i);
      const char *text_a = nqp_sample_cell (row, a)->text, *text_b = nqp_sample_cell (row, b)->text;
      const char *before_b, *before_a;

      if (*text_a == '\0' || *text_b == '\0')
        continue;
      before_b = g_hash_table_lookup (b_of, text_a);
      before_a = g_hash_table_lookup (a_of, text_b);
      if ((before_b != NULL && !g_str_equal (before_b, text_b))
          || (both && before_a != NULL && !g_str_equal (before_a, text_a)))
        return FALSE;
      g_hash_table_insert (b_of, (gpointer)text_a, (gpointer)text_b);
      g_hash_table_insert (a_of, (gpointer)text_b, (gpointer)text_a);
    }
  return TRUE;
}

/* 1, 2, 3 or 0, 1, 2 down the rows. */
gboolean
nqp_roles_counts_rows (const NqpRoleFinder *self, int c)
{
  gint64 last = -1;

  for (int i = self->span->first; i <= self->span->last; i++)
    {
      const NqpSampleRow *row = nqp_sample_row (self->sample, i);
      const char *text = nqp_sample_cell (row, c)->text;
      char *end = NULL;
      gint64 number;

      if (row->n_filled == 0 || row->last)
        continue;
      number = g_ascii_strtoll (text, &end, 10);
      if (end == text || *end != '\0' || (last >= 0 && number != last + 1) || (last < 0 && number > 1))
        return FALSE;
      last = number;
    }
  return last >= 0;
}

char *
nqp_roles_list (NqpRoleFinder *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (int c = 0; c < self->n && c < 30; c++)
    {
      g_autofree char *name = nqp_roles_quote (self, c);

      g_string_append_printf (list, "%s%s", c > 0 ? ", " : "", name);
    }
  return nqp_words_head (list->str, 200);
}

void
nqp_roles_look (NqpRoleFinder *self)
{
  g_autofree gboolean *plain = find_plain_rows (self);

  for (int c = 0; c < self->n; c++)
    {
      self->below[c] = look_below (self, c);
      self->words[c] = find_words (self, c, plain);
    }
}
