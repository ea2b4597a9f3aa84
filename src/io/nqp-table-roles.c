/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-layout-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-import-private.h"
#include "nqp-words.h"

/* What the sample says of the values below a header. */
typedef struct
{
  int n_numbers, n_texts, n_years, n_missing;
} Below;

typedef struct
{
  NqpTableLayout *layout;
  const NqpSample *sample;
  const NqpSampleSpan *span;
  const char *file;
  int n;           /* columns */
  Below *below;    /* [column] */
  gboolean *fixed; /* [column]: the user has said it */
  gboolean *taken; /* [column]: has a role */
} Finder;

static NqpLayoutColumn *
column_of (Finder *self, int c)
{
  return g_ptr_array_index (self->layout->columns, c);
}

static Below
look_below (const Finder *self, int c)
{
  Below below = { 0 };

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

static gboolean
is_text (const Finder *self, int c)
{
  return self->below[c].n_texts > 0 && self->below[c].n_numbers == 0;
}

static gboolean
is_blank (const Finder *self, int c)
{
  return self->below[c].n_texts + self->below[c].n_numbers + self->below[c].n_missing == 0;
}

static void
set_role (Finder *self, int c, NqpColumnRole role, NqpLayoutDoubt doubt)
{
  NqpLayoutColumn *column = column_of (self, c);

  column->role = role;
  column->doubt = doubt;
  self->taken[c] = TRUE;
}

/* Is @head among the meanings of the column's header? Its tier and level. */
static gboolean
means (Finder *self, int c, NqpHead head, NqpHeadWord *out_word)
{
  const NqpLayoutColumn *column = column_of (self, c);
  NqpHeadWord word;

  for (int at = 0;
       (word = nqp_header_word (column->header, strlen (column->header), at)).head != NQP_HEAD_NONE; at++)
    if (word.head == head)
      {
        *out_word = word;
        return TRUE;
      }
  return FALSE;
}

/* The free columns whose header means @head in words of that tier. */
static GArray *
find_columns (Finder *self, NqpHead head, NqpHeadTier from, NqpHeadTier to)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));
  NqpHeadWord word;

  for (int c = 0; c < self->n; c++)
    if (!self->taken[c] && means (self, c, head, &word) && word.tier >= from && word.tier <= to)
      g_array_append_val (found, c);
  return found;
}

static int
at (const GArray *list, guint i)
{
  return g_array_index (list, int, i);
}

static char *
quote_header (Finder *self, int c)
{
  const NqpLayoutColumn *column = column_of (self, c);

  return nqp_problem_quote (column->header, strlen (column->header));
}

static void
ask_which (Finder *self, int first, int second, NqpColumnRole role)
{
  g_autofree char *one = quote_header (self, first);
  g_autofree char *two = quote_header (self, second);

  set_role (self, second, NQP_COLUMN_IGNORE, NQP_LAYOUT_OPEN);
  nqp_layout_remark (
      self->layout, TRUE, second,
      _ ("The column “%s” says the same as column %d, “%s”; expected one of them. Leave one out with "
         "--column \"%s=ignore\", or say with --column NAME=ROLE what else it is than “%s”."),
      two, first + 1, one, two, nqp_column_role_id (role));
}

static void
say_unread (Finder *self, int c)
{
  g_autofree char *name = quote_header (self, c);

  set_role (self, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_SURE);
  nqp_layout_remark (self->layout, FALSE, c,
                     _ ("The column “%s” is not one of this kind of file and was not read."), name);
}

static gboolean
has_role (Finder *self, NqpColumnRole role)
{
  return nqp_table_layout_find (self->layout, role) >= 0;
}

/* The first tier that has columns of that meaning gives one, and asks about others of the program's own words. */
static int
take (Finder *self, NqpHead head, NqpColumnRole role, NqpHeadTier to)
{
  if (has_role (self, role))
    return nqp_table_layout_find (self->layout, role);
  for (NqpHeadTier tier = NQP_HEAD_SURE; tier <= to; tier++)
    {
      g_autoptr (GArray) found = find_columns (self, head, tier, tier);
      int chosen = -1;

      for (guint i = 0; i < found->len; i++)
        {
          int c = at (found, i);

          if (head == NQP_HEAD_YEAR && tier == NQP_HEAD_MAYBE && self->below[c].n_years == 0)
            continue;
          if ((head == NQP_HEAD_INDICATOR || head == NQP_HEAD_INDICATOR_CODE) && tier != NQP_HEAD_SURE
              && !is_text (self, c))
            continue;
          if (chosen < 0)
            chosen = c;
          else if (head == NQP_HEAD_YEAR)
            ask_which (self, chosen, c, role);
        }
      if (chosen >= 0)
        {
          set_role (self, chosen, role, tier == NQP_HEAD_MAYBE ? NQP_LAYOUT_LIKELY : NQP_LAYOUT_SURE);
          return chosen;
        }
    }
  return -1;
}

/* Does @b follow from @a in the sample, and differ with it if @both? */
static gboolean
follows (const Finder *self, int a, int b, gboolean both)
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

static int
level_of (Finder *self, int c, NqpHead head)
{
  NqpHeadWord word;

  return means (self, c, head, &word) ? word.level : 0;
}

/* Of province, city and county the finest identifies, and the others group. */
static void
take_region_of_several (Finder *self, const GArray *found)
{
  int finest = at (found, 0), n_finest = 0;

  for (guint i = 1; i < found->len; i++)
    if (level_of (self, at (found, i), NQP_HEAD_REGION) > level_of (self, finest, NQP_HEAD_REGION))
      finest = at (found, i);
  for (guint i = 0; i < found->len; i++)
    n_finest += level_of (self, at (found, i), NQP_HEAD_REGION) == level_of (self, finest, NQP_HEAD_REGION);
  set_role (self, finest, NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
  for (guint i = 0; i < found->len; i++)
    {
      int c = at (found, i);

      if (c == finest)
        continue;
      if (n_finest > 1 || !is_text (self, c))
        {
          int first = MIN (c, finest), second = MAX (c, finest);

          if (second == finest)
            set_role (self, first, NQP_COLUMN_REGION, NQP_LAYOUT_OPEN);
          ask_which (self, first, second, NQP_COLUMN_REGION);
          return;
        }
      if (!has_role (self, NQP_COLUMN_GROUP))
        set_role (self, c, NQP_COLUMN_GROUP, NQP_LAYOUT_LIKELY);
      else
        say_unread (self, c);
    }
}

static void
take_region (Finder *self)
{
  g_autoptr (GArray) found = NULL;

  if (has_role (self, NQP_COLUMN_REGION))
    return;
  found = find_columns (self, NQP_HEAD_REGION, NQP_HEAD_SURE, NQP_HEAD_USUAL);
  for (guint i = found->len; i > 0; i--)
    {
      NqpHeadWord word;
      int c = at (found, i - 1);

      /* a habit's word above figures is a column like others */
      (void)means (self, c, NQP_HEAD_REGION, &word);
      if (found->len > 1 && word.tier != NQP_HEAD_SURE && !is_text (self, c))
        g_array_remove_index (found, i - 1);
    }
  if (found->len == 0)
    {
      g_autoptr (GArray) maybe = find_columns (self, NQP_HEAD_REGION, NQP_HEAD_MAYBE, NQP_HEAD_MAYBE);

      for (guint i = 0; i < maybe->len; i++)
        if (is_text (self, at (maybe, i)))
          {
            set_role (self, at (maybe, i), NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
            return;
          }
    }
  else if (found->len == 1)
    set_role (self, at (found, 0), NQP_COLUMN_REGION, NQP_LAYOUT_SURE);
  else
    take_region_of_several (self, found);
}

/* 1, 2, 3 or 0, 1, 2 down the rows. */
static gboolean
numbers_rows (const Finder *self, int c)
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

/* Codes beside names: those of the same level, that belong to one name each. */
static void
take_code (Finder *self, gboolean is_long)
{
  int region = nqp_table_layout_find (self->layout, NQP_COLUMN_REGION), chosen = -1;
  g_autoptr (GArray) found = NULL;

  if (has_role (self, NQP_COLUMN_CODE))
    return;
  found = find_columns (self, NQP_HEAD_REGION_CODE, NQP_HEAD_SURE, NQP_HEAD_USUAL);
  if (found->len == 0)
    {
      g_array_unref (found);
      found = find_columns (self, NQP_HEAD_REGION_CODE, NQP_HEAD_MAYBE, NQP_HEAD_MAYBE);
    }
  for (guint i = 0; i < found->len; i++)
    {
      int c = at (found, i);
      int level = level_of (self, c, NQP_HEAD_REGION_CODE);

      if (region < 0)
        {
          if (chosen < 0)
            set_role (self, chosen = c, NQP_COLUMN_CODE, NQP_LAYOUT_SURE);
          else if (level_of (self, chosen, NQP_HEAD_REGION_CODE) == level)
            ask_which (self, chosen, c, NQP_COLUMN_CODE);
          else
            {
              /* as with names the finest identifies */
              int finer = level > level_of (self, chosen, NQP_HEAD_REGION_CODE) ? c : chosen;

              say_unread (self, finer == c ? chosen : c);
              set_role (self, chosen = finer, NQP_COLUMN_CODE, NQP_LAYOUT_LIKELY);
            }
          continue;
        }
      if (level != 0 && level_of (self, region, NQP_HEAD_REGION) != 0
          && level != level_of (self, region, NQP_HEAD_REGION))
        say_unread (self, c);
      else if (follows (self, region, c, TRUE) && !is_blank (self, c))
        {
          if (chosen >= 0)
            say_unread (self, c);
          else
            set_role (self, chosen = c, NQP_COLUMN_CODE, NQP_LAYOUT_LIKELY);
        }
      else if (is_long && !has_role (self, NQP_COLUMN_INDICATOR_CODE) && is_text (self, c))
        set_role (self, c, NQP_COLUMN_INDICATOR_CODE, NQP_LAYOUT_LIKELY);
      else if (numbers_rows (self, c))
        say_unread (self, c);
      else
        ask_which (self, MIN (region, c), MAX (region, c), NQP_COLUMN_REGION);
    }
}

/* A name beside what identifies: "region,name,year" has codes under the first. */
static void
take_name_beside (Finder *self)
{
  int region = nqp_table_layout_find (self->layout, NQP_COLUMN_REGION);
  NqpHeadWord word;

  if (region < 0 || has_role (self, NQP_COLUMN_CODE))
    return;
  for (int c = 0; c < self->n; c++)
    if (!self->taken[c] && is_text (self, c) && means (self, c, NQP_HEAD_NAME, &word)
        && follows (self, region, c, FALSE))
      {
        set_role (self, region, NQP_COLUMN_CODE, NQP_LAYOUT_LIKELY);
        set_role (self, c, NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
        return;
      }
}

static void
take_groups (Finder *self)
{
  NqpHeadWord word;

  for (int c = 0; c < self->n; c++)
    {
      if (self->taken[c] || !is_text (self, c) || !means (self, c, NQP_HEAD_GROUP, &word))
        continue;
      if (has_role (self, NQP_COLUMN_GROUP))
        say_unread (self, c);
      else
        set_role (self, c, NQP_COLUMN_GROUP, NQP_LAYOUT_SURE);
    }
}

/* Columns of notes, and what says again what others say. */
static gboolean
is_beside_the_values (Finder *self, int c)
{
  NqpHeadWord word;
  const NqpLayoutColumn *column = column_of (self, c);

  if (means (self, c, NQP_HEAD_YEAR_CODE, &word))
    return TRUE;
  if (*column->header == '\0' || means (self, c, NQP_HEAD_NUMBER, &word))
    return numbers_rows (self, c);
  return !self->below[c].n_numbers
         && (means (self, c, NQP_HEAD_NOTE, &word) || means (self, c, NQP_HEAD_SOURCE, &word)
             || means (self, c, NQP_HEAD_UNIT, &word) || means (self, c, NQP_HEAD_FLAG, &word));
}

static void
ask_about_text (Finder *self, int c)
{
  g_autofree char *name = quote_header (self, c);
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

/* Values in columns: of series, or of years. */
static void
take_values (Finder *self, gboolean across)
{
  gboolean any_numbers = FALSE;

  for (int c = 0; c < self->n; c++)
    any_numbers = any_numbers || (!self->taken[c] && self->below[c].n_numbers > 0);
  for (int c = 0; c < self->n; c++)
    {
      NqpLayoutColumn *column = column_of (self, c);

      if (self->taken[c])
        continue;
      if (*column->header == '\0' && is_blank (self, c))
        set_role (self, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_SURE);
      else if (is_beside_the_values (self, c))
        say_unread (self, c);
      else if (across && column->year == 0 && self->below[c].n_numbers == 0)
        say_unread (self, c);
      else if (across && column->year == 0)
        {
          g_autofree char *name = quote_header (self, c);

          set_role (self, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_OPEN);
          nqp_layout_remark (
              self->layout, TRUE, c,
              _ ("The column “%s” has numbers and no year, unlike others; leave it out with --column "
                 "\"%s=ignore\"."),
              name, name);
        }
      else
        {
          set_role (self, c, NQP_COLUMN_SERIES, NQP_LAYOUT_SURE);
          if (is_text (self, c) && any_numbers && self->layout->remarks->len == 0)
            ask_about_text (self, c);
        }
    }
}

static char *
list_headers (Finder *self)
{
  GString *list = g_string_new (NULL);

  for (int c = 0; c < self->n && c < 30; c++)
    {
      g_autofree char *name = quote_header (self, c);

      g_string_append_printf (list, "%s%s", c > 0 ? ", " : "", name);
    }
  return g_string_free (list, FALSE);
}

static void
ask_missing (Finder *self, NqpColumnRole role)
{
  g_autofree char *found = list_headers (self);
  g_autofree char *name = nqp_words_basename (self->file);
  int year = nqp_find_lone_year (name);

  if (role != NQP_COLUMN_YEAR)
    nqp_layout_remark (
        self->layout, TRUE, -1,
        _ ("The column “%s” is missing; found: %.200s. If one of these is it, say so with --column "
           "NAME=%s; if the header is another line, with --header-rows N."),
        nqp_column_role_id (role), found, nqp_column_role_id (role));
  else if (year != 0)
    nqp_layout_remark (
        self->layout, TRUE, -1,
        _ ("The column “%s” is missing; found: %.200s. If all values are of one year, say which: the name "
           "of the file speaks of --year %d."),
        nqp_column_role_id (role), found, year);
  else
    nqp_layout_remark (
        self->layout, TRUE, -1,
        _ ("The column “%s” is missing; found: %.200s. If all values are of one year, say which with "
           "--year Y."),
        nqp_column_role_id (role), found);
}

static int
find_named (Finder *self, const char *name)
{
  g_autofree char *wanted = nqp_header_fold (name, strlen (name));
  int number;

  for (int c = 0; c < self->n; c++)
    if (g_str_equal (column_of (self, c)->header, name))
      return c;
  for (int c = 0; c < self->n; c++)
    {
      const NqpLayoutColumn *column = column_of (self, c);
      g_autofree char *folded = nqp_header_fold (column->header, strlen (column->header));

      if (g_str_equal (folded, wanted))
        return c;
    }
  return nqp_integer_parse (name, strlen (name), &number) && number >= 1 && number <= self->n ? number - 1
                                                                                              : -1;
}

static void
apply_hints (Finder *self, const NqpLayoutHints *hints)
{
  for (int i = 0; hints->columns != NULL && hints->columns[i] != NULL; i++)
    {
      const char *equals = strrchr (hints->columns[i], '=');
      g_autofree char *name
          = equals != NULL ? g_strndup (hints->columns[i], (gsize)(equals - hints->columns[i])) : NULL;
      NqpColumnRole role;
      int c;

      if (name == NULL || !nqp_column_role_parse (equals + 1, &role))
        continue; /* checked where the options are read */
      c = find_named (self, name);
      if (c >= 0)
        {
          set_role (self, c, role, NQP_LAYOUT_SURE);
          continue;
        }
      {
        g_autofree char *found = list_headers (self);

        nqp_layout_remark (self->layout, TRUE, -1,
                           _ ("There is no column “%s” that --column names; found: %.200s."), name, found);
      }
    }
}

/* Regions under a header that says nothing, where years across leave no other column for them. */
static void
take_region_of_rest (Finder *self)
{
  for (int c = 0; c < self->n; c++)
    if (!self->taken[c] && column_of (self, c)->year == 0 && is_text (self, c))
      {
        set_role (self, c, NQP_COLUMN_REGION, NQP_LAYOUT_LIKELY);
        return;
      }
}

static gboolean
identifies (Finder *self)
{
  return has_role (self, NQP_COLUMN_REGION) || has_role (self, NQP_COLUMN_CODE)
         || self->layout->region != NULL;
}

/* Years above columns count where no column has the years of the rows. */
static gboolean
find_years_across (Finder *self)
{
  gboolean across = FALSE, rows = has_role (self, NQP_COLUMN_YEAR);

  for (int c = 0; c < self->n; c++)
    {
      if (column_of (self, c)->year != 0 && rows)
        column_of (self, c)->year = 0;
      across = across || (column_of (self, c)->year != 0 && !self->taken[c]);
    }
  return across;
}

static void
find_long_roles (Finder *self, gboolean *out_long)
{
  int value, indicator, code;

  code = take (self, NQP_HEAD_INDICATOR_CODE, NQP_COLUMN_INDICATOR_CODE, NQP_HEAD_USUAL);
  indicator = take (self, NQP_HEAD_INDICATOR, NQP_COLUMN_INDICATOR, NQP_HEAD_MAYBE);
  value = indicator >= 0 || code >= 0 ? take (self, NQP_HEAD_VALUE, NQP_COLUMN_VALUE, NQP_HEAD_USUAL)
                                      : nqp_table_layout_find (self->layout, NQP_COLUMN_VALUE);
  *out_long = value >= 0;
  if (value < 0 && indicator >= 0 && code < 0 && column_of (self, indicator)->doubt == NQP_LAYOUT_LIKELY)
    {
      /* "item" and the like, without a value: a column like others */
      self->taken[indicator] = FALSE;
      column_of (self, indicator)->role = NQP_COLUMN_IGNORE;
    }
}

void
nqp_layout_find_roles (NqpTableLayout *layout, const NqpSample *sample, const NqpSampleSpan *span,
                       const NqpLayoutHints *hints, const char *file)
{
  Finder finder
      = { .layout = layout, .sample = sample, .span = span, .file = file, .n = (int)layout->columns->len };
  g_autofree Below *below = g_new0 (Below, finder.n);
  g_autofree gboolean *taken = g_new0 (gboolean, finder.n);
  gboolean is_long = FALSE, across;

  finder.below = below;
  finder.taken = taken;
  for (int c = 0; c < finder.n; c++)
    below[c] = look_below (&finder, c);
  apply_hints (&finder, hints);
  take (&finder, NQP_HEAD_YEAR, NQP_COLUMN_YEAR, NQP_HEAD_USUAL);
  across = find_years_across (&finder);
  if (!across)
    take (&finder, NQP_HEAD_YEAR, NQP_COLUMN_YEAR, NQP_HEAD_MAYBE);
  find_long_roles (&finder, &is_long);
  if (across && is_long && column_of (&finder, nqp_table_layout_find (layout, NQP_COLUMN_VALUE))->year == 0)
    across = FALSE;
  take_region (&finder);
  take_code (&finder, is_long);
  take_name_beside (&finder);
  take_groups (&finder);
  if (across && !identifies (&finder))
    take_region_of_rest (&finder);
  if (!identifies (&finder))
    ask_missing (&finder, NQP_COLUMN_REGION);
  if (!across && !has_role (&finder, NQP_COLUMN_YEAR) && layout->year == 0)
    ask_missing (&finder, NQP_COLUMN_YEAR);
  if (!is_long && !across
      && (has_role (&finder, NQP_COLUMN_INDICATOR) || has_role (&finder, NQP_COLUMN_INDICATOR_CODE)))
    ask_missing (&finder, NQP_COLUMN_VALUE);
  if (is_long
      || (across
          && (has_role (&finder, NQP_COLUMN_INDICATOR) || has_role (&finder, NQP_COLUMN_INDICATOR_CODE))))
    take (&finder, NQP_HEAD_UNIT, NQP_COLUMN_UNIT, NQP_HEAD_USUAL);
  if (!is_long)
    take_values (&finder, across);
  for (int c = 0; is_long && c < finder.n; c++)
    if (!finder.taken[c] && *column_of (&finder, c)->header == '\0' && is_blank (&finder, c))
      set_role (&finder, c, NQP_COLUMN_IGNORE, NQP_LAYOUT_SURE);
    else if (!finder.taken[c])
      say_unread (&finder, c);
}
