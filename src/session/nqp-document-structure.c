/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-structure.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-components.h"
#include "nqp-project-structure.h"
#include "nqp-tree-carry.h"
#include "nqp-words.h"

G_DEFINE_QUARK (nqp_structure_error, nqp_structure_error)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpText, nqp_text_clear)

/* Indicators with other descriptions: a panel that borrows all but these. */
typedef struct
{
  NqpEditing *editing;
  NqpPanel panel;            /* for nqp_panel_make_tree(): not counted, not kept */
  GArray *indicators;        /* (element-type NqpIndicator): of the panel, borrowed texts */
  GHashTable *changed;       /* positions + 1 */
  NqpComponents *components; /* those there are, and the new ones */
  GPtrArray *texts;          /* what the changed ones say */
} Structure;

static void
structure_init (Structure *self, NqpEditing *editing)
{
  const NqpPanel *now = editing->document->now.panel;

  self->editing = editing;
  self->panel = *now;
  self->indicators = g_array_new (FALSE, FALSE, sizeof (NqpIndicator));
  g_array_append_vals (self->indicators, now->indicators, (guint)now->n_indicators);
  self->panel.indicators = (NqpIndicator *)(gpointer)self->indicators->data;
  self->changed = g_hash_table_new (NULL, NULL);
  self->components = nqp_components_new (editing->document->now.tree);
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
structure_clear (Structure *self)
{
  g_clear_pointer (&self->indicators, g_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->components, nqp_components_free);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Structure, structure_clear)

static char *
keep (Structure *self, char *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

static NqpText
keep_text (Structure *self, const NqpText *text)
{
  return (NqpText){ keep (self, g_strdup (text->en)), keep (self, g_strdup (text->zh)) };
}

static const char *
name_of (const Structure *self, const NqpIndicator *it)
{
  const char *name = nqp_text_get (&it->name, self->editing->document->lang);

  return *name != '\0' ? name : it->code;
}

/* ---- components -------------------------------------------------------------------------------------------------- */

/* NULL with @error set */
static const char *
resolve_component (Structure *self, const char *pillar, const char *component, GError **error)
{
  g_autofree char *text = g_strdup (component != NULL ? component : "");
  const char *known;

  if (!nqp_words_check (&text, NQP_WORDS_NAME, error))
    return NULL;
  g_strstrip (text);
  known = nqp_components_resolve (self->components, pillar, text, FALSE);
  if (known == NULL)
    {
      g_set_error_literal (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID,
                           _ ("Name the component that the indicator is to belong to, such as “Innovation "
                              "input”."));
      return NULL;
    }
  return keep (self, g_strdup (known));
}

/* ---- what an indicator becomes ------------------------------------------------------------------------------------ */

static gboolean
same_place (const NqpIndicator *a, const NqpIndicator *b)
{
  return a->role == b->role
         && (a->role != NQP_ROLE_INDEX
             || (g_strcmp0 (a->pillar, b->pillar) == 0 && g_strcmp0 (a->component, b->component) == 0));
}

/* The parts of @parts in which the two differ. */
static guint
differing (const NqpIndicator *a, const NqpIndicator *b, guint parts)
{
  guint found = 0;

  if (!same_place (a, b))
    found |= NQP_PLACING_ROLE;
  if (a->direction != b->direction)
    found |= NQP_PLACING_DIRECTION;
  if (!nqp_text_equal (&a->unit, &b->unit))
    found |= NQP_PLACING_UNIT;
  if (!nqp_text_equal (&a->name, &b->name))
    found |= NQP_PLACING_NAME;
  return found & parts;
}

static gboolean
has_direction (Structure *self, const NqpIndicator *it, gboolean was_in, GError **error)
{
  if (it->role != NQP_ROLE_INDEX || it->direction != 0)
    return TRUE;
  if (was_in)
    g_set_error (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID,
                 _ ("“%s” is a part of the index, which needs to know whether more of it is better (+) or "
                    "worse (-). Send it back to those that wait first."),
                 name_of (self, it));
  else
    g_set_error (
        error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID,
        _ ("“%s” has no direction yet: say first whether more of it is better (+) or worse (-). Without "
           "it the index cannot tell what a high value means."),
        name_of (self, it));
  return FALSE;
}

static gboolean
set_place (Structure *self, NqpIndicator *it, const NqpPlacing *placing, GError **error)
{
  it->role = placing->role;
  it->pillar = it->component = NULL;
  if (placing->role != NQP_ROLE_INDEX)
    return TRUE;
  if (placing->pillar == NULL || nqp_pillar_find (placing->pillar) < 0)
    {
      g_set_error (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID,
                   _ ("Found the pillar “%s”; expected elements, drivers, carriers or relations."),
                   placing->pillar != NULL ? placing->pillar : "");
      return FALSE;
    }
  it->pillar = keep (self, g_strdup (placing->pillar));
  it->component = (char *)resolve_component (self, placing->pillar, placing->component, error);
  return it->component != NULL;
}

static gboolean
apply (Structure *self, const NqpPlacing *placing, GError **error)
{
  const NqpContents *seen = &self->editing->seen;
  const int at = nqp_panel_find_indicator (&self->panel, placing->code);
  const int was = nqp_panel_find_indicator (seen->panel, placing->code);
  const NqpIndicator before = at >= 0 ? self->panel.indicators[at] : (NqpIndicator){ 0 };
  NqpIndicator *it = &self->panel.indicators[MAX (at, 0)];

  if (at < 0)
    return nqp_editing_fail_gone (placing->code, error);
  if ((placing->parts & NQP_PLACING_ROLE) && !set_place (self, it, placing, error))
    return FALSE;
  if (placing->parts & NQP_PLACING_DIRECTION)
    it->direction = CLAMP (placing->direction, -1, 1);
  if (placing->parts & NQP_PLACING_UNIT)
    it->unit = keep_text (self, &placing->unit);
  if (placing->parts & NQP_PLACING_NAME)
    it->name = keep_text (self, &placing->name);
  if ((placing->parts & NQP_PLACING_NAME) && *nqp_text_get (&it->name, NQP_LANG_EN) == '\0')
    {
      g_set_error_literal (error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID,
                           _ ("A name is needed in at least one of the two languages."));
      return FALSE;
    }
  if (!has_direction (self, it, before.role == NQP_ROLE_INDEX, error))
    return FALSE;
  if (was >= 0
      && (differing (&seen->panel->indicators[was], &before, placing->parts)
          & differing (&before, it, placing->parts)))
    return nqp_editing_fail_changed (name_of (self, &before), error);
  if (differing (&before, it, placing->parts) != 0)
    g_hash_table_add (self->changed, GINT_TO_POINTER (at + 1));
  return TRUE;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* Components keep the names they have; those that are new have the name they were given. */
static NqpTree *
make_shape (Structure *self, const NqpTreeMove *move)
{
  const NqpTree *before = self->editing->document->now.tree;
  NqpTree *shape = nqp_panel_make_tree (&self->panel);

  for (int k = 0; k < shape->n_nodes; k++)
    {
      NqpNode *node = &shape->nodes[k];
      const gboolean moved = move != NULL && g_strcmp0 (move->to, node->id) == 0;
      const int was = nqp_tree_find (before, node->id);
      const int from = was < 0 && moved ? nqp_tree_find (before, move->from) : was;
      const NqpText *name = from >= 0 && node->indicator < 0
                                ? &before->nodes[from].name
                                : nqp_components_get_name (self->components, node->id);

      if (name == NULL)
        continue;
      nqp_text_clear (&node->name);
      node->name = nqp_text_copy (name);
    }
  return shape;
}

/* per_head() rests on the indicator that is the population. */
static gboolean
check_formulas (Structure *self, GError **error)
{
  for (int j = 0; j < self->panel.n_indicators; j++)
    {
      NqpIndicator it = self->panel.indicators[j];
      gboolean ok;

      if (it.formula == NULL)
        continue;
      it.operands = NULL;
      ok = nqp_panel_bind_formula (&self->panel, &it, error);
      g_free (it.operands);
      if (!ok)
        {
          g_prefix_error (error, "%s: ", name_of (self, &it));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_all (Structure *self, const NqpTreeMove *move, const char *label, GError **error)
{
  NqpDocument *document = self->editing->document;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (NqpTree) shape = NULL;
  g_autoptr (NqpTree) tree = NULL;
  gboolean ok;

  for (int j = 0; j < self->panel.n_indicators; j++)
    if (g_hash_table_contains (self->changed, GINT_TO_POINTER (j + 1)))
      g_ptr_array_add (changed, &self->panel.indicators[j]);
  if (changed->len == 0)
    return TRUE; /* all is so already; the editing is dropped */
  if (!check_formulas (self, error))
    return FALSE;
  shape = make_shape (self, move);
  tree = nqp_tree_carry (shape, document->now.tree, move);
  ok = nqp_project_set_structure (document->project, (const NqpIndicator *const *)changed->pdata,
                                  changed->len, tree, label, error);
  return nqp_editing_end (self->editing, ok, NQP_PROJECT_DATA, NQP_PROJECT_DATA, error);
}

static char *
label_one (Structure *self, const NqpPlacing *placing)
{
  const NqpIndicator *it = &self->panel.indicators[nqp_panel_find_indicator (&self->panel, placing->code)];
  const char *name = name_of (self, it);

  if ((placing->parts & NQP_PLACING_ROLE) && it->role == NQP_ROLE_INDEX)
    {
      g_autofree char *id = g_strconcat (it->pillar, ".", it->component, NULL);
      const NqpTree *tree = self->editing->document->now.tree;
      const int at = nqp_tree_find (tree, id);
      const NqpText *given = nqp_components_get_name (self->components, id);
      g_auto (NqpText) component = at >= 0         ? nqp_text_copy (&tree->nodes[at].name)
                                   : given != NULL ? nqp_text_copy (given)
                                                   : nqp_pillar_name (id);

      /* Translators: an entry of the undo history: an indicator, and the component of the index that it is put into */
      return g_strdup_printf (_ ("Place %s in %s"), name,
                              nqp_text_get (&component, self->editing->document->lang));
    }
  if ((placing->parts & NQP_PLACING_ROLE) && it->role == NQP_ROLE_UNASSIGNED)
    /* Translators: an entry of the undo history: an indicator is taken out of the index */
    return g_strdup_printf (_ ("Send %s back to waiting"), name);
  if (placing->parts & NQP_PLACING_ROLE)
    return g_strdup_printf (_ ("Role of %s"), name);
  if (placing->parts & NQP_PLACING_DIRECTION)
    return g_strdup_printf (_ ("Direction of %s"), name);
  if (placing->parts & NQP_PLACING_UNIT)
    return g_strdup_printf (_ ("Unit of %s"), name);
  return g_strdup_printf (_ ("Rename to %s"), name);
}

static char *
label_all (Structure *self, const NqpPlacing *placings, guint n)
{
  const gboolean to_index = (placings[0].parts & NQP_PLACING_ROLE) && placings[0].role == NQP_ROLE_INDEX;

  if (n == 1)
    return label_one (self, placings);
  return g_strdup_printf (to_index ? ngettext ("Place %u indicator", "Place %u indicators", n)
                                   : ngettext ("Change %u indicator", "Change %u indicators", n),
                          n);
}

/**
 * nqp_document_place:
 * @placings: (array length=n): each names its indicator by code
 *
 * Puts indicators into the index, moves them there, takes them out, and says what they are: one step of the history, computed
 * before it is written. The weights of the others stay in proportion.
 *
 * Returns: %FALSE with @error set, and nothing has changed, if one of them cannot be; %TRUE also if all is so already
 */
gboolean
nqp_document_place (NqpDocument *self, const NqpPlacing *placings, guint n, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_auto (Structure) structure = { 0 };
  g_autofree char *label = NULL;

  g_return_val_if_fail (n > 0, FALSE);
  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  structure_init (&structure, &editing);
  for (guint k = 0; k < n; k++)
    if (!apply (&structure, &placings[k], error))
      return FALSE;
  label = label_all (&structure, placings, n);
  return write_all (&structure, NULL, label, error);
}

/**
 * nqp_document_move_component:
 * @id: "drivers.green"
 * @pillar: where it is to stand
 * @component: (nullable): of another component there, which takes its indicators; %NULL keeps its own name and shares
 */
gboolean
nqp_document_move_component (NqpDocument *self, const char *id, const char *pillar, const char *component,
                             GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_auto (Structure) structure = { 0 };
  g_autofree char *to = NULL, *label = NULL;
  const char *below = strchr (id, '.');
  NqpTreeMove move = { id, NULL };
  const NqpTree *tree;
  int at;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  at = nqp_editing_find_node (&editing, id, error);
  if (at < 0 || below == NULL)
    return at < 0 ? FALSE : nqp_editing_fail_gone (id, error);
  structure_init (&structure, &editing);
  tree = self->now.tree;
  for (int c = tree->nodes[at].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      const NqpPlacing placing = { .code = tree->nodes[c].id,
                                   .parts = NQP_PLACING_ROLE,
                                   .role = NQP_ROLE_INDEX,
                                   .pillar = pillar,
                                   .component = component != NULL ? component : below + 1 };

      if (!apply (&structure, &placing, error))
        return FALSE;
      if (to == NULL)
        to = g_strconcat (
            pillar, ".",
            structure.panel.indicators[nqp_panel_find_indicator (&structure.panel, placing.code)].component,
            NULL);
    }
  move.to = to;
  /* Translators: an entry of the undo history; the name of a component of the index */
  label = g_strdup_printf (_ ("Move %s"), nqp_text_get (&tree->nodes[at].name, self->lang));
  return write_all (&structure, to != NULL && nqp_tree_find (tree, to) < 0 ? &move : NULL, label, error);
}
