/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-roles.h"

#include <string.h>

#include "nqp-import-private.h"

/* "GDP 1234" is a name; a year in a name is of our times. */
#define FIRST_NAMED_YEAR 1800
#define LAST_NAMED_YEAR 2100

static gboolean
is_year_at (const char *text, gsize at, gsize length, int *out_year)
{
  if (at + 4 > length || (at > 0 && g_ascii_isdigit (text[at - 1]))
      || (at + 4 < length && g_ascii_isdigit (text[at + 4])))
    return FALSE;
  return nqp_integer_parse (text + at, 4, out_year) && *out_year >= FIRST_NAMED_YEAR
         && *out_year <= LAST_NAMED_YEAR;
}

static gboolean
is_separator (char c)
{
  return c != '\0' && strchr (" _-.,:;/'", c) != NULL;
}

/* @text without what separated the name from its year */
static char *
strip_separators (const char *text, gsize length)
{
  while (length > 0 && is_separator (text[length - 1]))
    length--;
  while (length > 0 && is_separator (*text))
    {
      text++;
      length--;
    }
  return g_strndup (text, length);
}

/* Name and year in one: "GDP_2020", "2020 GDP", "2020年人口", "GDP (2020)", "gdp2020", and a unit in brackets behind. */
static char *
split_year (const char *name, int *out_year)
{
  static const char *const marks[] = { "年度", "年", "" };
  g_autofree char *bracket = NULL;
  const gsize length = strlen (name);
  const gsize head = nqp_header_before_bracket (name, length, &bracket);
  g_autofree char *rest = NULL;

  if (head == 0)
    return NULL;
  if (bracket != NULL && nqp_year_in_header (bracket, strlen (bracket), out_year))
    return strip_separators (name, head);
  for (gsize i = 0; i < G_N_ELEMENTS (marks) && rest == NULL; i++)
    {
      const gsize mark = strlen (marks[i]);

      if (head > 4 + mark && memcmp (name + head - mark, marks[i], mark) == 0
          && is_year_at (name, head - mark - 4, head - mark, out_year))
        rest = strip_separators (name, head - mark - 4);
      else if (head > 4 + mark && is_year_at (name, 0, head, out_year)
               && memcmp (name + 4, marks[i], mark) == 0)
        rest = strip_separators (name + 4 + mark, head - 4 - mark);
    }
  if (rest == NULL || *rest == '\0')
    return NULL;
  return g_strconcat (rest, name + head, NULL);
}

/* Has no role yet but what the user may have said: that it has values. */
gboolean
nqp_roles_may_have_year (NqpRoleFinder *self, int c)
{
  return !self->taken[c] || nqp_roles_column (self, c)->role == NQP_COLUMN_SERIES;
}

static gboolean
holds_values (NqpRoleFinder *self, int c)
{
  return nqp_roles_may_have_year (self, c) && self->below[c].n_numbers > 0;
}

/**
 * nqp_roles_split_years:
 *
 * Wide tables may have name and year of a column in one: "GDP_2020", "GDP_2021". They are taken apart where no other column has the
 * years of the rows, and either one name comes with several years or each column of values has one.
 *
 * Returns: whether any column has a year now
 */
gboolean
nqp_roles_split_years (NqpRoleFinder *self)
{
  g_autoptr (GPtrArray) rests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree int *years = g_new0 (int, self->n);
  int n_values = 0, n_dated = 0;
  gboolean several = FALSE;

  for (int c = 0; c < self->n; c++)
    {
      const NqpLayoutColumn *column = nqp_roles_column (self, c);
      const char *name = column->name != NULL ? column->name : column->header;
      char *rest = holds_values (self, c) ? split_year (name, &years[c]) : NULL;

      g_ptr_array_add (rests, rest);
      n_values += holds_values (self, c);
      if (rest == NULL)
        continue;
      n_dated++;
      if (g_hash_table_contains (first, rest))
        several = several || GPOINTER_TO_INT (g_hash_table_lookup (first, rest)) != years[c];
      else
        g_hash_table_insert (first, rest, GINT_TO_POINTER (years[c]));
    }
  if (n_dated < 2 || (!several && n_dated < n_values))
    return FALSE;
  for (int c = 0; c < self->n; c++)
    if (rests->pdata[c] != NULL)
      {
        NqpLayoutColumn *column = nqp_roles_column (self, c);

        g_free (column->name);
        column->name = g_strdup (rests->pdata[c]);
        column->year = years[c];
      }
  return TRUE;
}
