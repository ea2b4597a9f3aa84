/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"
#include "nqp-table-layout-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-words.h"

/* What the user says of a column: its role, and what its values are called. */

NqpRoleHint
nqp_role_hint_copy (const NqpRoleHint *self)
{
  NqpRoleHint copy = *self;

  copy.code = g_strdup (self->code);
  copy.name = g_strdup (self->name);
  copy.unit = g_strdup (self->unit);
  return copy;
}

void
nqp_role_hint_clear (NqpRoleHint *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->unit);
  *self = (NqpRoleHint){ 0 };
}

/* ---- what may be said --------------------------------------------------------------------------------------------- */

static char *
refuse_text (const char *text)
{
  g_autofree char *copy = g_strdup (text);
  g_autoptr (GError) error = NULL;

  if (text == NULL || nqp_words_check (&copy, NQP_WORDS_NAME, &error))
    return NULL;
  return g_strdup (error->message);
}

/* The texts by themselves. */
static char *
refuse_texts (const char *code, const char *name, const char *unit)
{
  const char *const texts[] = { code, name, unit };
  g_autofree char *made = NULL;
  char *why = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (texts) && why == NULL; k++)
    why = refuse_text (texts[k]);
  if (why != NULL)
    return why;
  if (name != NULL && *name == '\0')
    return g_strdup (_ ("The name is empty; expected words, or no name at all."));
  if (code == NULL)
    return NULL;
  if (g_str_equal (code, NQP_AREA_SERIES))
    return g_strdup (_ ("“AREA” is kept for the area of a region; expected another code for a series."));
  made = nqp_make_code (code);
  if (*code != '\0' && g_str_equal (made, code))
    return NULL;
  return g_strdup_printf (_ ("Found the code “%s”; expected letters, digits and any of %s, without spaces."),
                          code, "_ . - & + % /");
}

static gboolean
has_role (const NqpTableLayout *self, NqpColumnRole role)
{
  return nqp_table_layout_find (self, role) >= 0;
}

/* Has the table one indicator, or one a row, that no column names? */
static gboolean
is_of_table (const NqpLayoutColumn *column)
{
  return column->role == NQP_COLUMN_VALUE
         || (column->role == NQP_COLUMN_SERIES && column->year != 0 && column->name == NULL);
}

NqpValueWords
nqp_table_layout_words (const NqpTableLayout *self, int column)
{
  const NqpLayoutColumn *it = nqp_table_layout_column (self, column);
  const gboolean in_rows
      = has_role (self, NQP_COLUMN_INDICATOR) || has_role (self, NQP_COLUMN_INDICATOR_CODE);
  NqpValueWords words = { 0 };

  if (is_of_table (it))
    {
      words.code = in_rows ? NULL : self->code;
      words.name = in_rows ? NULL : self->indicator;
      words.unit = self->unit;
      words.said = it->said;
      words.open = (in_rows ? 0u : NQP_SAID_CODE | NQP_SAID_NAME)
                   | (has_role (self, NQP_COLUMN_UNIT) ? 0u : NQP_SAID_UNIT);
    }
  else if (it->role == NQP_COLUMN_SERIES)
    words = (NqpValueWords){ it->code, it->name != NULL ? it->name : it->header, it->unit, it->said,
                             NQP_SAID_CODE | NQP_SAID_NAME | NQP_SAID_UNIT };
  return words;
}

/* Columns of one indicator, of several years. */
static gboolean
is_same_series (const NqpLayoutColumn *a, const NqpLayoutColumn *b)
{
  return a == b || (a->year != 0 && b->year != 0 && g_strcmp0 (a->name, b->name) == 0);
}

/* Another column whose values have that code, NULL if there is none. */
static const NqpLayoutColumn *
find_code (const NqpTableLayout *self, const NqpLayoutColumn *column, const char *code)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const NqpLayoutColumn *other = nqp_table_layout_column (self, (int)i);
      g_autofree char *made = NULL;

      if (other->role != NQP_COLUMN_SERIES || is_of_table (other) || is_same_series (other, column))
        continue;
      if (other->code == NULL)
        made = nqp_make_code (other->name != NULL ? other->name : other->header);
      if (g_str_equal (other->code != NULL ? other->code : made, code))
        return other;
    }
  return NULL;
}

char *
nqp_table_layout_refuse_words (const NqpTableLayout *self, int column, const char *code, const char *name,
                               const char *unit)
{
  const NqpLayoutColumn *it = nqp_table_layout_column (self, column), *other;
  const NqpValueWords words = nqp_table_layout_words (self, column);
  char *why = refuse_texts (code, name, unit);

  if (why != NULL)
    return why;
  if ((code != NULL || name != NULL) && (words.open & NQP_SAID_NAME) == 0)
    return g_strdup_printf (_ ("The rows say which indicator the values of “%s” are of; expected no code and "
                               "no name for them."),
                            it->header);
  if (unit != NULL && (words.open & NQP_SAID_UNIT) == 0)
    return g_strdup_printf (_ ("The rows say which unit the values of “%s” have; expected none for them."),
                            it->header);
  other = code != NULL && !is_of_table (it) ? find_code (self, it, code) : NULL;
  if (other != NULL)
    return g_strdup_printf (
        _ ("The columns “%s” and “%s” would both have the code “%s”; expected another one for each."),
        other->header, it->header, code);
  return NULL;
}

/* ---- what is said ------------------------------------------------------------------------------------------------- */

static void
take (char **kept, const char *text)
{
  if (text == NULL)
    return;
  g_free (*kept);
  *kept = *text != '\0' ? g_strdup (text) : NULL;
}

static NqpSaid
said_by (const NqpRoleHint *hint)
{
  return (hint->code != NULL ? NQP_SAID_CODE : 0u) | (hint->name != NULL ? NQP_SAID_NAME : 0u)
         | (hint->unit != NULL ? NQP_SAID_UNIT : 0u);
}

static void
take_for_table (NqpTableLayout *self, NqpLayoutColumn *column, const NqpRoleHint *hint)
{
  take (&self->code, hint->code);
  take (&self->indicator, hint->name);
  take (&self->unit, hint->unit);
  for (guint i = 0; i < self->columns->len; i++)
    if (is_of_table (nqp_table_layout_column (self, (int)i)))
      ((NqpLayoutColumn *)self->columns->pdata[i])->said |= said_by (hint);
  column->said |= said_by (hint);
}

/* All years of an indicator are called as one is. */
static void
take_for_series (NqpTableLayout *self, NqpLayoutColumn *column, const NqpRoleHint *hint)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    if (is_same_series (nqp_table_layout_column (self, (int)i), column))
      g_ptr_array_add (same, self->columns->pdata[i]);
  for (guint i = 0; i < same->len; i++)
    {
      NqpLayoutColumn *it = same->pdata[i];

      take (&it->code, hint->code);
      take (&it->name, hint->name);
      take (&it->unit, hint->unit);
      if (it->name == NULL)
        it->name = g_strdup (*it->header != '\0' ? it->header : hint->code);
      it->said |= said_by (hint);
    }
}

static void
check_words (NqpTableLayout *self, const NqpRoleHint *hint)
{
  g_autofree char *why
      = nqp_table_layout_refuse_words (self, hint->column, hint->code, hint->name, hint->unit);

  if (why != NULL)
    nqp_layout_remark (self, TRUE, hint->column, "%s", why);
}

/**
 * nqp_layout_take_words:
 * @said: (element-type NqpRoleHint): what the user says of columns
 *
 * Once all columns have their roles and names: those that the user gives their values count instead. What cannot be is asked.
 */
void
nqp_layout_take_words (NqpTableLayout *self, const GArray *said)
{
  for (guint i = 0; i < said->len; i++)
    {
      const NqpRoleHint *hint = &g_array_index (said, NqpRoleHint, i);
      NqpLayoutColumn *column = self->columns->pdata[hint->column];
      const NqpValueWords words = nqp_table_layout_words (self, hint->column);

      if (said_by (hint) == 0 || (column->role != NQP_COLUMN_SERIES && column->role != NQP_COLUMN_VALUE)
          || (said_by (hint) & ~words.open) != 0)
        continue;
      if (is_of_table (column))
        take_for_table (self, column, hint);
      else
        take_for_series (self, column, hint);
    }
  for (guint i = 0; i < said->len; i++)
    {
      const NqpRoleHint *hint = &g_array_index (said, NqpRoleHint, i);
      const NqpColumnRole role = nqp_table_layout_column (self, hint->column)->role;

      if (said_by (hint) != 0 && (role == NQP_COLUMN_SERIES || role == NQP_COLUMN_VALUE))
        check_words (self, hint);
    }
}

int
nqp_layout_find_named (const NqpTableLayout *self, const char *name)
{
  g_autofree char *wanted = nqp_header_fold (name, strlen (name));
  const int n = (int)self->columns->len;
  int number;

  for (int c = 0; c < n; c++)
    if (g_str_equal (nqp_table_layout_column (self, c)->header, name))
      return c;
  for (int c = 0; c < n; c++)
    {
      const NqpLayoutColumn *column = nqp_table_layout_column (self, c);
      g_autofree char *folded = nqp_header_fold (column->header, strlen (column->header));

      if (g_str_equal (folded, wanted))
        return c;
    }
  return nqp_integer_parse (name, strlen (name), &number) && number >= 1 && number <= n ? number - 1 : -1;
}

/* ---- as a word of the command line -------------------------------------------------------------------------------- */

/* Up to a comma that is not doubled; @text is moved behind it, and is NULL at the end. */
static char *
next_part (const char **text)
{
  GString *part = g_string_new (NULL);
  const char *p = *text;

  for (; *p != '\0' && (*p != ',' || p[1] == ','); p++)
    {
      g_string_append_c (part, *p);
      if (*p == ',')
        p++;
    }
  *text = *p == ',' ? p + 1 : NULL;
  return g_string_free (part, FALSE);
}

static gboolean
take_part (const char *part, NqpRoleHint *hint, GError **error)
{
  const struct
  {
    const char *key;
    char **kept;
  } keys[] = { { "code=", &hint->code }, { "name=", &hint->name }, { "unit=", &hint->unit } };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    if (g_str_has_prefix (part, keys[k].key) && *keys[k].kept == NULL)
      {
        *keys[k].kept = g_strstrip (g_strdup (part + strlen (keys[k].key)));
        return TRUE;
      }
  g_set_error (
      error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
      _ ("found “%s”; expected code=CODE, name=NAME or unit=UNIT, each once, behind the role; a comma "
         "within one of them is doubled"),
      part);
  return FALSE;
}

/* @text: behind the equals sign. FALSE without @error: no role stands there. */
static gboolean
parse_behind (const char *text, NqpRoleHint *hint, GError **error)
{
  const char *comma = strchr (text, ','), *rest = comma != NULL ? comma + 1 : NULL;
  g_autofree char *role = comma != NULL ? g_strndup (text, (gsize)(comma - text)) : g_strdup (text);
  g_autofree char *why = NULL;

  if (!nqp_column_role_parse (role, &hint->role))
    return FALSE;
  while (rest != NULL)
    {
      g_autofree char *part = next_part (&rest);

      if (!take_part (part, hint, error))
        return FALSE;
    }
  if (said_by (hint) != 0 && hint->role != NQP_COLUMN_SERIES && hint->role != NQP_COLUMN_VALUE)
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
                   _ ("the role “%s” takes no code, name or unit; expected these with series or value only"),
                   nqp_column_role_id (hint->role));
      return FALSE;
    }
  why = refuse_texts (hint->code, hint->name, hint->unit);
  if (why != NULL)
    g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, why);
  return why == NULL;
}

/* A header may have equals signs and commas of its own. */
gboolean
nqp_role_hint_parse (const char *text, char **out_name, NqpRoleHint *out_hint, GError **error)
{
  g_autoptr (GError) first = NULL;
  g_autofree char *roles = NULL;

  for (const char *equals = strchr (text, '='); equals != NULL; equals = strchr (equals + 1, '='))
    {
      NqpRoleHint hint = { .column = -1 };

      if (equals > text && parse_behind (equals + 1, &hint, first == NULL ? &first : NULL))
        {
          *out_name = g_strndup (text, (gsize)(equals - text));
          *out_hint = hint;
          return TRUE;
        }
      nqp_role_hint_clear (&hint);
    }
  if (first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  roles = nqp_column_role_ids ();
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
               _ ("found “%s”; expected NAME=ROLE with one of the roles %s"), text, roles);
  return FALSE;
}
