/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-components.h"

#include <string.h>

#include "nqp-spelling.h"

#define LONGEST_ID 40

struct _NqpComponents
{
  const NqpTree *tree; /* or NULL */
  GHashTable *
      given; /* id ("drivers.green") -> NqpText: of those that are not in the tree, and of all that are named */
};

static void
free_text (gpointer data)
{
  nqp_text_clear (data);
  g_free (data);
}

/**
 * nqp_components_new:
 * @tree: (nullable): whose components there are; has to stay as long as they do
 */
NqpComponents *
nqp_components_new (const NqpTree *tree)
{
  NqpComponents *self = g_new0 (NqpComponents, 1);

  self->tree = tree;
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  return self;
}

void
nqp_components_free (NqpComponents *self)
{
  g_hash_table_unref (self->given);
  g_free (self);
}

static gboolean
same_words (const char *a, const char *b)
{
  g_autofree char *one = a != NULL ? g_utf8_casefold (a, -1) : NULL;
  g_autofree char *other = g_utf8_casefold (b, -1);

  return one != NULL && strcmp (one, other) == 0;
}

/* The part of @id below @pillar if it stands there and is called @text. */
static const char *
below_if_called (const char *id, const NqpText *name, const char *pillar, const char *text)
{
  const gsize length = strlen (pillar);

  if (strncmp (id, pillar, length) != 0 || id[length] != '.')
    return NULL;
  return same_words (id + length + 1, text) || same_words (name->en, text) || same_words (name->zh, text)
             ? id + length + 1
             : NULL;
}

/* By id or by name in either language, in large letters or small: one that there is, or that the program knows. */
static const char *
find (NqpComponents *self, const char *pillar, const char *text)
{
  const char *found = NULL;
  GHashTableIter iter;
  gpointer id, name;

  for (int k = 0; self->tree != NULL && k < self->tree->n_nodes && found == NULL; k++)
    if (self->tree->nodes[k].level == NQP_LEVEL_COMPONENT)
      found = below_if_called (self->tree->nodes[k].id, &self->tree->nodes[k].name, pillar, text);
  g_hash_table_iter_init (&iter, self->given);
  while (found == NULL && g_hash_table_iter_next (&iter, &id, &name))
    found = below_if_called (id, name, pillar, text);
  return found != NULL ? found : nqp_pillar_find_component (pillar, text);
}

static gboolean
is_taken (NqpComponents *self, const char *id)
{
  return (self->tree != NULL && nqp_tree_find (self->tree, id) >= 0)
         || g_hash_table_contains (self->given, id);
}

static gboolean
is_id (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_islower (*text) && !g_ascii_isdigit (*text) && *text != '-')
      return FALSE;
  return TRUE;
}

/**
 * nqp_component_make_id:
 * @name: as a user writes it
 *
 * Returns: (transfer full): small letters, digits and hyphens: "Green finance (2020)" becomes "green-finance-2020"; "" if
 *   there is nothing in @name that could be in an id, as in a Chinese one
 */
char *
nqp_component_make_id (const char *name)
{
  g_autofree char *plain = g_str_to_ascii (name, "C");
  GString *id = g_string_new (NULL);

  for (const char *at = plain; *at != '\0' && id->len < LONGEST_ID; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (id, g_ascii_tolower (*at));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  return g_string_free (id, FALSE);
}

static char *
make_id (NqpComponents *self, const char *pillar, const char *text)
{
  g_autofree char *made = nqp_component_make_id (text);
  const char *stem = *made != '\0' ? made : "part";
  char *id = *made != '\0' ? g_strconcat (pillar, ".", stem, NULL) : NULL;

  for (int k = id != NULL ? 2 : 1; id == NULL || is_taken (self, id); k++)
    {
      g_free (id);
      id = g_strdup_printf ("%s.%s-%d", pillar, stem, k);
    }
  return id;
}

static const char *
add (NqpComponents *self, const char *pillar, const char *text, gboolean may_be_id)
{
  NqpText *name = g_new0 (NqpText, 1);
  char *id = may_be_id && is_id (text) ? g_strconcat (pillar, ".", text, NULL) : NULL;

  if (id == NULL)
    {
      id = make_id (self, pillar, text);
      *(nqp_is_chinese (text) ? &name->zh : &name->en) = g_strdup (text);
    }
  g_hash_table_insert (self->given, id, name);
  return id + strlen (pillar) + 1;
}

/**
 * nqp_components_resolve:
 * @pillar: id
 * @text: id of a component below the pillar, with the pillar's or without, or its name in either language; another name makes a new
 *   one
 * @may_be_id: what could be the id of a new one is it, and no name
 *
 * Returns: (nullable): the id below the pillar; %NULL if @text names nothing
 */
const char *
nqp_components_resolve (NqpComponents *self, const char *pillar, const char *text, gboolean may_be_id)
{
  const gsize length = strlen (pillar);
  const char *found;

  if (strncmp (text, pillar, length) == 0 && text[length] == '.')
    text += length + 1;
  if (*text == '\0')
    return NULL;
  found = find (self, pillar, text);
  return found != NULL ? found : add (self, pillar, text, may_be_id);
}

static gboolean
give (char **name, const char *text)
{
  if (text == NULL || *text == '\0' || g_strcmp0 (*name, text) == 0)
    return TRUE;
  if (*name != NULL)
    return FALSE;
  *name = g_strdup (text);
  return TRUE;
}

/**
 * nqp_components_give_name:
 * @id: of a component, "drivers.green"; that of a pillar, or "index", may be named as well
 * @name: languages without a text stay as they are
 *
 * Returns: %FALSE if it was given another name before, which it keeps
 */
gboolean
nqp_components_give_name (NqpComponents *self, const char *id, const NqpText *name)
{
  NqpText *given = g_hash_table_lookup (self->given, id);

  if ((name->en == NULL || *name->en == '\0') && (name->zh == NULL || *name->zh == '\0'))
    return TRUE;
  if (given == NULL)
    {
      given = g_new0 (NqpText, 1);
      g_hash_table_insert (self->given, g_strdup (id), given);
    }
  return give (&given->en, name->en) & give (&given->zh, name->zh);
}

/**
 * nqp_components_get_name:
 *
 * Returns: (nullable): the name that it was given here
 */
const NqpText *
nqp_components_get_name (const NqpComponents *self, const char *id)
{
  const NqpText *given = g_hash_table_lookup (self->given, id);

  return given != NULL && (given->en != NULL || given->zh != NULL) ? given : NULL;
}

/**
 * nqp_components_name_tree:
 *
 * Names the nodes of a tree in the making as they were named here; the others keep the names they have.
 */
void
nqp_components_name_tree (const NqpComponents *self, NqpTree *tree)
{
  for (int k = 0; k < tree->n_nodes; k++)
    {
      const NqpText *name
          = tree->nodes[k].indicator < 0 ? nqp_components_get_name (self, tree->nodes[k].id) : NULL;

      if (name == NULL)
        continue;
      nqp_text_clear (&tree->nodes[k].name);
      tree->nodes[k].name = nqp_text_copy (name);
    }
}
