/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-assume-list.h"

#include "nqp-assume-row.h"
#include "nqp-label-parts.h"

#define FRAMES_TO_SETTLE 2

struct _NqpAssumeList
{
  AdwBin parent_instance;

  GPtrArray *keys; /* (element-type utf8): of the rows */
  GPtrArray *rows; /* (element-type NqpAssumeRow), borrowed */
  GtkWidget *box;
  int wanted; /* row that is to have the focus; -1 = none */
  int frames; /* until it is laid out */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (NqpAssumeList, nqp_assume_list, ADW_TYPE_BIN)

static gboolean
takes_part (const NqpTree *tree, int node)
{
  return tree->nodes[node].indicator >= 0 && nqp_tree_is_on (tree, node);
}

/* What a row and the heading above it were made of: another key, another row. The node's position comes first. */
static char *
make_key (const NqpTree *tree, int leaf, NqpLang lang)
{
  int pillar = MAX (nqp_tree_pillar_of (tree, leaf), 0);

  return g_strdup_printf ("%d %s %s", leaf, tree->nodes[leaf].id,
                          nqp_text_get (&tree->nodes[pillar].name, lang));
}

static gboolean
same_rows (NqpAssumeList *self, const NqpTree *tree, NqpLang lang)
{
  guint n = 0;

  for (int i = 0; i < tree->n_nodes; i++)
    if (takes_part (tree, i))
      {
        g_autofree char *key = make_key (tree, i, lang);

        if (n >= self->keys->len || g_strcmp0 (self->keys->pdata[n], key) != 0)
          return FALSE;
        n++;
      }
  return n == self->keys->len;
}

static GtkWidget *
add_pillar (NqpAssumeList *self, const NqpTree *tree, int pillar, NqpLang lang)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = adw_bin_new ();
  GtkWidget *label = gtk_label_new (nqp_text_get (&tree->nodes[pillar].name, lang));
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *css_class = g_strconcat ("pillar-", tree->nodes[pillar].id, NULL);

  gtk_widget_add_css_class (dot, "pillar-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  nqp_label_tell_when_cut (label);
  gtk_widget_add_css_class (label, "assume-pillar");
  gtk_box_append (GTK_BOX (title), dot);
  gtk_box_append (GTK_BOX (title), label);
  gtk_widget_add_css_class (expander, css_class);
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), title);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  gtk_expander_set_child (GTK_EXPANDER (expander), rows);
  gtk_box_append (GTK_BOX (self->box), expander);
  return rows;
}

static void
rebuild (NqpAssumeList *self, NqpSession *session)
{
  const NqpTree *tree = nqp_session_get_tree (session);
  NqpLang lang = nqp_session_get_lang (session);
  GtkWidget *child, *rows = NULL;
  int pillar = -1;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->keys, 0);
  g_ptr_array_set_size (self->rows, 0);
  for (int i = 0; i < tree->n_nodes; i++)
    {
      if (!takes_part (tree, i))
        continue;
      if (rows == NULL || nqp_tree_pillar_of (tree, i) != pillar)
        {
          pillar = nqp_tree_pillar_of (tree, i);
          rows = add_pillar (self, tree, MAX (pillar, 0), lang);
        }
      child = nqp_assume_row_new (session, i);
      gtk_box_append (GTK_BOX (rows), child);
      g_ptr_array_add (self->rows, child);
      g_ptr_array_add (self->keys, make_key (tree, i, lang));
    }
}

void
nqp_assume_list_update (NqpAssumeList *self, NqpSession *session, guint flags)
{
  gboolean data
      = (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS)) != 0;

  g_return_if_fail (NQP_IS_ASSUME_LIST (self));

  if (!same_rows (self, nqp_session_get_tree (session), nqp_session_get_lang (session)))
    rebuild (self, session);
  else if (data || (flags & (NQP_CHANGE_WHAT_IF | NQP_CHANGE_SCENARIOS)))
    for (guint i = 0; i < self->rows->len; i++)
      nqp_assume_row_update (self->rows->pdata[i], data);
}

/* Scrolling to a widget needs its place, which it has only after the first frame that shows it. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  NqpAssumeList *self = NQP_ASSUME_LIST (widget);
  GtkWidget *row;

  if (--self->frames > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  if (self->wanted >= 0 && (guint)self->wanted < self->rows->len)
    {
      row = self->rows->pdata[self->wanted];
      nqp_assume_row_focus (NQP_ASSUME_ROW (row));
    }
  self->wanted = -1;
  return G_SOURCE_REMOVE;
}

void
nqp_assume_list_focus (NqpAssumeList *self, int leaf)
{
  GtkWidget *expander;

  g_return_if_fail (NQP_IS_ASSUME_LIST (self));

  self->wanted = -1;
  for (guint i = 0; i < self->keys->len; i++)
    if (g_ascii_strtoll (self->keys->pdata[i], NULL, 10) == leaf)
      self->wanted = (int)i;
  if (self->wanted < 0)
    return;
  expander = gtk_widget_get_ancestor (self->rows->pdata[self->wanted], GTK_TYPE_EXPANDER);
  if (expander != NULL)
    gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  self->frames = FRAMES_TO_SETTLE;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
nqp_assume_list_finalize (GObject *object)
{
  NqpAssumeList *self = NQP_ASSUME_LIST (object);

  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (nqp_assume_list_parent_class)->finalize (object);
}

static void
nqp_assume_list_class_init (NqpAssumeListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_assume_list_finalize;
}

static void
nqp_assume_list_init (NqpAssumeList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  self->wanted = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "assume-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
