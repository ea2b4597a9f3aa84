/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-structure-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-one-stop.h"
#include "nqp-pillars.h"
#include "nqp-place-search.h"
#include "nqp-session-structure.h"
#include "nqp-structure-row.h"

#define UI_PATH "/io/github/nqp_explorer/NqpExplorer/ui/"

G_DEFINE_FINAL_TYPE (NqpStructureView, nqp_structure_view, ADW_TYPE_BIN)

/* ---- filling ------------------------------------------------------------------------------------------------------- */

static void
add_row (NqpStructureView *self, NqpStructureSide side, GtkWidget *row)
{
  nqp_structure_hand_row (self, row);
  gtk_list_box_append (self->lists[side], row);
}

static void
fill_below (NqpStructureView *self, int parent)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);

  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].indicator >= 0)
      add_row (self, NQP_SIDE_INDEX,
               nqp_structure_row_new_indicator (self->session, tree->nodes[c].indicator, NULL));
    else
      {
        add_row (self, NQP_SIDE_INDEX, nqp_structure_row_new_component (self->session, c));
        fill_below (self, c);
      }
}

static void
fill_index (NqpStructureView *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  gboolean titled = FALSE;

  for (int p = 0; p < NQP_N_PILLARS; p++)
    {
      const char *pillar = nqp_pillar_id (p);
      const int at = nqp_tree_find (tree, pillar);

      add_row (self, NQP_SIDE_INDEX, nqp_structure_row_new_pillar (self->session, pillar));
      if (at >= 0 && tree->nodes[at].first_child >= 0)
        fill_below (self, at);
      else
        add_row (self, NQP_SIDE_INDEX, nqp_structure_row_new_words (_ ("Drag an indicator here"), pillar));
    }
  for (int j = 0; j < panel->n_indicators; j++)
    {
      if (panel->indicators[j].role == NQP_ROLE_INDEX || panel->indicators[j].role == NQP_ROLE_UNASSIGNED)
        continue;
      if (!titled)
        add_row (self, NQP_SIDE_INDEX, nqp_structure_row_new_words (_ ("Beside the index"), NULL));
      titled = TRUE;
      add_row (self, NQP_SIDE_INDEX, nqp_structure_row_new_indicator (self->session, j, NULL));
    }
}

static void
fill_waiting (NqpStructureView *self)
{
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  if (nqp_session_get_scores (self->session) != NULL && nqp_session_count_waiting (self->session) > 0)
    self->proposals
        = nqp_propose (nqp_session_get_scores (self->session), nqp_session_get_framework (self->session));
  for (guint k = 0; self->proposals != NULL && k < self->proposals->len; k++)
    {
      const NqpProposal *proposal = self->proposals->pdata[k];

      add_row (self, NQP_SIDE_WAITING,
               nqp_structure_row_new_indicator (self->session, proposal->indicator, proposal));
    }
}

static void
say_how_many (NqpStructureView *self)
{
  const int waiting = nqp_session_count_waiting (self->session);
  const int n = nqp_session_get_panel (self->session)->n_indicators;
  g_autoptr (GArray) placings = nqp_structure_list_proposed (self, NULL);
  g_autofree char *words = NULL;
  /* Translators: a heading: how many indicators wait for a place */
  g_autofree char *title = g_strdup_printf (_ ("Waiting (%d)"), waiting);
  g_autofree char *tooltip = g_strdup_printf (
      ngettext ("%u indicator gets the place and direction that are proposed, in one step",
                "%u indicators get the place and direction that are proposed, in one step", placings->len),
      placings->len);

  if (n == 0)
    words = g_strdup (_ ("There is no indicator yet: make one here, or add data from a file."));
  else if (nqp_session_is_unplaced (self->session))
    words = g_strdup (
        _ ("Give each indicator a direction, + or −, then drag it into a pillar, or press Enter on it and "
           "choose. The index is there as soon as one has a place."));
  else if (waiting > 0)
    words = g_strdup_printf (ngettext ("%d of %d indicators waits for its place in the index.",
                                       "%d of %d indicators wait for their place in the index.",
                                       (gulong)waiting),
                             waiting, n);
  else
    words = g_strdup (_ ("Every indicator has its place."));
  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->waiting_title, title);
  gtk_widget_set_visible (self->nothing_waits, waiting == 0 && n > 0);
  gtk_widget_set_visible (self->nothing_yet, n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->take_all), waiting > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "structure.take-all", placings->len > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->take_all), tooltip);
}

/* ---- what had the focus has it again ------------------------------------------------------------------------------- */

typedef struct
{
  int side, index; /* -1 = none */
  char *code;
} Place;

int
nqp_structure_side_of (NqpStructureView *self, GtkWidget *row)
{
  for (int side = 0; row != NULL && side < NQP_N_SIDES; side++)
    if (gtk_widget_is_ancestor (row, GTK_WIDGET (self->lists[side])))
      return side;
  return -1;
}

static Place
note_focus (NqpStructureView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus == NULL                 ? NULL
                   : GTK_IS_LIST_BOX_ROW (focus) ? focus
                                                 : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);

  const int side = nqp_structure_side_of (self, row);

  if (side >= 0)
    return (Place){ side, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)),
                    g_strdup (nqp_structure_row_get_code (GTK_LIST_BOX_ROW (row))) };
  return (Place){ self->asked_side, self->asked_index, NULL };
}

static void
restore_focus (NqpStructureView *self, Place *place)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; place->side >= 0 && place->code != NULL; i++)
    {
      GtkListBoxRow *at = gtk_list_box_get_row_at_index (self->lists[place->side], i);

      if (at == NULL)
        break;
      if (g_strcmp0 (nqp_structure_row_get_code (at), place->code) == 0)
        row = at;
    }
  for (int i = place->index; row == NULL && place->side >= 0 && i >= 0; i--)
    row = gtk_list_box_get_row_at_index (self->lists[place->side], i);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  g_free (place->code);
}

static void
empty (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

void
nqp_structure_view_update (NqpStructureView *self)
{
  Place place = note_focus (self);

  for (int side = 0; side < NQP_N_SIDES; side++)
    empty (self->lists[side]);
  fill_index (self);
  fill_waiting (self);
  say_how_many (self);
  restore_focus (self, &place);
  self->asked_side = self->asked_index = -1;
}

void
nqp_structure_view_set_session (NqpStructureView *self, NqpSession *session)
{
  g_set_object (&self->session, session);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (self->search), session);
}

/* ---- life ---------------------------------------------------------------------------------------------------------- */

static void
nqp_structure_view_dispose (GObject *object)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (object);

  g_clear_pointer (&self->search, gtk_widget_unparent);
  g_clear_pointer (&self->pending, g_strfreev);
  g_clear_pointer (&self->pending_component, g_free);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_STRUCTURE_VIEW);
  G_OBJECT_CLASS (nqp_structure_view_parent_class)->dispose (object);
}

static void
nqp_structure_view_class_init (NqpStructureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_structure_view_dispose;
  g_type_ensure (NQP_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, UI_PATH "nqp-structure-view.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "index_list", FALSE,
                                             G_STRUCT_OFFSET (NqpStructureView, lists[NQP_SIDE_INDEX]));
  gtk_widget_class_bind_template_child_full (widget_class, "waiting_list", FALSE,
                                             G_STRUCT_OFFSET (NqpStructureView, lists[NQP_SIDE_WAITING]));
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, nothing_waits);
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, nothing_yet);
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, words);
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, waiting_title);
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, take_all);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_activated",
                                                G_CALLBACK (nqp_structure_activate));
  nqp_structure_install_actions (widget_class);
}

static void
nqp_structure_view_init (NqpStructureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_structure_make_search (self);
  nqp_structure_take_hand (self);
}
