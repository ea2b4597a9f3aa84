/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-search.h"

#include <string.h>

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

/**
 * nqp_search_fold:
 *
 * Returns: (transfer full): @text without case, width, accents and spaces at its ends, to be compared
 */
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

/* ---- what can be found in a session -------------------------------------------------------------------------------- */

static void
add_item (GPtrArray *items, int position, const NqpText *name, const char *code, const char *other_code)
{
  const char *texts[] = { nqp_text_get (name, NQP_LANG_EN), nqp_text_get (name, NQP_LANG_ZH), NULL };
  const char *codes[] = { code, other_code, NULL };

  g_ptr_array_add (items, nqp_search_item_new (position, texts, codes));
}

/* By name, code and pinyin initials, in rank order at measure and year. */
void
nqp_search_add_regions (NqpSession *session, GPtrArray *items)
{
  const NqpPanel *panel = nqp_session_get_panel (session);
  g_autofree int *order = g_new (int, MAX (panel->n_regions, 1));

  nqp_scores_order (nqp_session_get_scores (session), nqp_session_get_measure (session),
                    nqp_session_get_year (session), order);
  for (int i = 0; i < panel->n_regions; i++)
    {
      const NqpRegion *region = &panel->places[order[i]];

      add_item (items, order[i], &region->name, region->code, region->initials);
    }
}

/* By name and id, also the id's own part behind the pillar's, in the tree's order: the item of a node is at its position. */
void
nqp_search_add_measures (NqpSession *session, GPtrArray *items)
{
  const NqpTree *tree = nqp_session_get_tree (session);

  for (int i = 0; i < tree->n_nodes; i++)
    {
      const NqpNode *node = &tree->nodes[i];
      const char *dot = strrchr (node->id, '.');

      add_item (items, i, &node->name, node->id, dot != NULL ? dot + 1 : NULL);
    }
}

void
nqp_search_add_indicators (NqpSession *session, GPtrArray *items)
{
  const NqpPanel *panel = nqp_session_get_panel (session);

  for (int j = 0; j < panel->n_indicators; j++)
    add_item (items, j, &panel->indicators[j].name, panel->indicators[j].code, NULL);
}

/**
 * nqp_search_match_measure:
 * @items: (element-type NqpSearchItem): of nqp_search_add_measures()
 *
 * Returns: how well a node answers; what does not itself shows as the way to one that does, or as a part of one
 */
guint
nqp_search_match_measure (const GPtrArray *items, const NqpTree *tree, int node, const char *folded_query)
{
  guint quality;

  if (node >= tree->n_nodes || (int)items->len != tree->n_nodes) /* of another tree */
    return MATCH_NONE;
  quality = nqp_search_item_match (items->pdata[node], folded_query);
  for (int up = tree->nodes[node].parent; up > 0 && quality == 0; up = tree->nodes[up].parent)
    quality = nqp_search_item_match (items->pdata[up], folded_query);
  for (int i = node + 1; i < tree->n_nodes && tree->nodes[i].level > tree->nodes[node].level && quality == 0;
       i++)
    quality = nqp_search_item_match (items->pdata[i], folded_query);
  return quality;
}
