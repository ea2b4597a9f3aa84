/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-search-popover.h"

struct _NqpSearchItem
{
  GObject parent_instance;

  int position;
  char **texts; /* folded: found anywhere */
  char **codes; /* folded: found by their beginning */
};

G_DEFINE_FINAL_TYPE (NqpSearchItem, nqp_search_item, G_TYPE_OBJECT)

enum
{
  MATCH_NONE,
  MATCH_INSIDE,
  MATCH_WORD,
  MATCH_CODE,
  MATCH_BEGINNING,
  MATCH_WHOLE,
};

char *
nqp_search_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);
  g_autofree char *lower = normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (folded, c);
    }
  g_strstrip (folded->str);
  folded->len = strlen (folded->str);
  return g_string_free (folded, FALSE);
}

static char **
fold_all (const char *const *texts)
{
  GPtrArray *folded = g_ptr_array_new ();

  for (; *texts != NULL; texts++)
    g_ptr_array_add (folded, nqp_search_fold (*texts));
  g_ptr_array_add (folded, NULL);
  return (char **)g_ptr_array_free (folded, FALSE);
}

static gboolean
begins_word (const char *text, const char *found)
{
  return found == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found)));
}

/**
 * nqp_search_item_match:
 *
 * Returns: how well the item answers: a name that begins with the query before an initial or code that does, before a
 * word inside the name, before any place in the name
 */
guint
nqp_search_item_match (NqpSearchItem *self, const char *folded_query)
{
  guint best = MATCH_NONE;

  if (*folded_query == '\0')
    return MATCH_WHOLE;
  for (char **text = self->texts; *text != NULL; text++)
    {
      const char *found = strstr (*text, folded_query);

      if (found == NULL)
        continue;
      if (found == *text)
        best = MAX (best, strlen (*text) == strlen (folded_query) ? MATCH_WHOLE : MATCH_BEGINNING);
      else
        best = MAX (best, begins_word (*text, found) ? MATCH_WORD : MATCH_INSIDE);
    }
  for (char **code = self->codes; *code != NULL; code++)
    if (g_str_has_prefix (*code, folded_query))
      best = MAX (best, strlen (*code) == strlen (folded_query) ? MATCH_WHOLE : MATCH_CODE);
  return best;
}

int
nqp_search_item_get_position (NqpSearchItem *self)
{
  return self->position;
}

static void
nqp_search_item_finalize (GObject *object)
{
  NqpSearchItem *self = NQP_SEARCH_ITEM (object);

  g_strfreev (self->texts);
  g_strfreev (self->codes);
  G_OBJECT_CLASS (nqp_search_item_parent_class)->finalize (object);
}

static void
nqp_search_item_class_init (NqpSearchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_search_item_finalize;
}

static void
nqp_search_item_init (NqpSearchItem *self)
{
}

/**
 * nqp_search_item_new:
 * @texts: (array zero-terminated): names
 * @codes: (array zero-terminated): codes and initials
 */
NqpSearchItem *
nqp_search_item_new (int position, const char *const *texts, const char *const *codes)
{
  NqpSearchItem *self = g_object_new (NQP_TYPE_SEARCH_ITEM, NULL);

  self->position = position;
  self->texts = fold_all (texts);
  self->codes = fold_all (codes);
  return self;
}
