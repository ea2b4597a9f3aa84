/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-structure-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-label-parts.h"
#include "nqp-pillars.h"

#define CODE "structure-code"
#define PILLAR "structure-pillar"
#define COMPONENT "structure-component"

#define UNIT_CHARS 6

static void
keep (GtkWidget *row, const char *key, const char *text)
{
  g_object_set_data_full (G_OBJECT (row), key, g_strdup (text), g_free);
}

const char *
nqp_structure_row_get_code (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), CODE);
}

const char *
nqp_structure_row_get_pillar (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), PILLAR);
}

const char *
nqp_structure_row_get_component (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), COMPONENT);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A name takes two lines, and says all of it in a tooltip where that is not enough. */
static GtkWidget *
make_name (const char *text, const char *css_class)
{
  GtkWidget *label = make_label (text, css_class);

  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  nqp_label_tell_when_cut (label);
  return label;
}

/* ---- direction and unit ------------------------------------------------------------------------------------------ */

static GtkWidget *
make_sign (const NqpIndicator *it, int direction)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (direction > 0 ? "+" : "−");
  const char *words = direction > 0 ? _ ("More is better") : _ ("Less is better");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), it->direction == direction);
  gtk_widget_add_css_class (button, "sign");
  gtk_widget_set_tooltip_text (button, words);
  nqp_widget_call (button, "%s", words);
  return button;
}

/* The model says what is so: a button that was pressed in vain goes back. */
static void
on_sign (GtkToggleButton *button, gpointer data)
{
  const int direction = GPOINTER_TO_INT (data);
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  const gboolean active = gtk_toggle_button_get_active (button);
  g_autofree char *code = row != NULL ? g_strdup (nqp_structure_row_get_code (GTK_LIST_BOX_ROW (row))) : NULL;

  if (code != NULL)
    gtk_widget_activate_action (GTK_WIDGET (button), "structure.direction", "(si)", code,
                                active ? direction : 0);
}

static GtkWidget *
make_signs (const NqpIndicator *it)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int direction = 1; direction >= -1; direction -= 2)
    {
      GtkWidget *button = make_sign (it, direction);

      g_signal_connect (button, "clicked", G_CALLBACK (on_sign), GINT_TO_POINTER (direction));
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
give_unit (GtkWidget *entry)
{
  GtkWidget *row = gtk_widget_get_ancestor (entry, GTK_TYPE_LIST_BOX_ROW);
  const char *code = row != NULL ? nqp_structure_row_get_code (GTK_LIST_BOX_ROW (row)) : NULL;

  if (code != NULL)
    gtk_widget_activate_action (entry, "structure.unit", "(ss)", code,
                                gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
on_unit_left (GtkEventControllerFocus *focus)
{
  give_unit (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));
}

static GtkWidget *
make_unit (const NqpIndicator *it, NqpLang lang)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const char *unit = nqp_text_get (&it->unit, lang);

  gtk_editable_set_text (GTK_EDITABLE (entry), unit);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), UNIT_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), UNIT_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Unit"));
  gtk_widget_set_tooltip_text (entry, *unit != '\0' ? unit : _ ("Unit of the values"));
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Unit"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (give_unit), NULL);
  g_signal_connect (focus, "leave", G_CALLBACK (on_unit_left), NULL);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/* ---- menus ------------------------------------------------------------------------------------------------------- */

static void
add_action (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static const struct
{
  NqpRole role;
  const char *name;
} roles[] = { { NQP_ROLE_POPULATION, N_ ("Population") },
              { NQP_ROLE_LABOUR, N_ ("Labour") },
              { NQP_ROLE_CAPITAL, N_ ("Capital") },
              { NQP_ROLE_OUTPUT, N_ ("Output") },
              { NQP_ROLE_CONTEXT, N_ ("Context") } };

/* NULL: a part of the index, or it waits. */
static const char *
role_name (NqpRole role)
{
  for (gsize k = 0; k < G_N_ELEMENTS (roles); k++)
    if (roles[k].role == role)
      return _ (roles[k].name);
  return NULL;
}

static void
add_roles (GMenu *menu, const NqpIndicator *it)
{
  g_autoptr (GMenu) below = g_menu_new ();

  for (gsize k = 0; k < G_N_ELEMENTS (roles); k++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (roles[k].name), NULL);

      g_menu_item_set_action_and_target (item, "structure.role", "(ss)", it->code,
                                         nqp_role_to_string (roles[k].role));
      if (roles[k].role != it->role)
        g_menu_append_item (below, item);
    }
  /* Translators: below it stand Population, Labour, Capital, Output, Context: what figures beside the index are used for */
  g_menu_append_submenu (menu, _ ("Use as"), G_MENU_MODEL (below));
}

static GtkWidget *
make_menu (GMenu *menu, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: what can be done with an indicator or component */
  g_autofree char *label = g_strdup_printf (_ ("Actions for %s"), name);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Place, rename, use otherwise"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GMenu *
indicator_menu (const NqpIndicator *it)
{
  GMenu *menu = g_menu_new ();

  add_action (menu, it->role == NQP_ROLE_INDEX ? _ ("Move to…") : _ ("Place in…"), "structure.place",
              it->code);
  if (it->role != NQP_ROLE_UNASSIGNED)
    add_action (menu, _ ("Send Back to Waiting"), "structure.send-back", it->code);
  add_roles (menu, it);
  add_action (menu, _ ("Formula…"), "structure.formula", it->code);
  add_action (menu, _ ("Goalposts…"), "structure.goalposts", it->code);
  add_action (menu, _ ("Rename…"), "structure.rename", it->code);
  return menu;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static GtkWidget *
make_row (GtkWidget *child, const char *css_class)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_widget_add_css_class (row, "structure-row");
  gtk_widget_add_css_class (row, css_class);
  return row;
}

static void
name_row (GtkWidget *row, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* In grey: what is proposed, why in the tooltip, and a button that takes it. */
static GtkWidget *
make_proposal (const NqpIndicator *it, const NqpProposal *proposal, NqpLang lang)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_ ("Take"));
  g_autofree char *why = nqp_proposal_explain (proposal, lang);
  g_autofree char *what = NULL;
  const gboolean direction = proposal->direction != 0 && it->direction == 0;
  const char *sign = proposal->direction > 0 ? "+" : "−";

  if (proposal->pillar != NULL && direction)
    /* Translators: proposed for an indicator: a component of the index, and the sign of its direction */
    what = g_strdup_printf (_ ("Proposed: %s, %s"), nqp_text_get (&proposal->place, lang), sign);
  else if (proposal->pillar != NULL)
    /* Translators: proposed for an indicator: a component of the index, or the sign of its direction */
    what = g_strdup_printf (_ ("Proposed: %s"), nqp_text_get (&proposal->place, lang));
  else if (direction)
    what = g_strdup_printf (_ ("Proposed: %s"), sign);
  else
    {
      gtk_box_append (GTK_BOX (box), make_label (_ ("No proposal: choose a place"), "caption"));
      gtk_widget_add_css_class (gtk_widget_get_first_child (box), "dim-label");
      g_object_ref_sink (button);
      g_object_unref (button);
      return box;
    }
  gtk_box_append (GTK_BOX (box), make_label (what, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "dim-label");
  gtk_widget_set_tooltip_text (gtk_widget_get_first_child (box), why);
  gtk_widget_set_tooltip_text (button, why);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "take");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "structure.take");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", it->code);
  nqp_widget_call (button, _ ("Take the proposal for %s"), nqp_text_get (&it->name, lang));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

GtkWidget *
nqp_structure_row_new_indicator (NqpSession *session, int indicator, const NqpProposal *proposal)
{
  const NqpIndicator *it = &nqp_session_get_panel (session)->indicators[indicator];
  const NqpLang lang = nqp_session_get_lang (session);
  const char *shown = nqp_text_get (&it->name, lang);
  const char *name = *shown != '\0' ? shown : it->code;
  const char *role = role_name (it->role);
  g_autoptr (GMenu) menu = indicator_menu (it);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3),
            *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = make_row (box, "indicator");
  g_autofree char *words = NULL;

  keep (row, CODE, it->code);
  if (it->role == NQP_ROLE_INDEX)
    {
      g_autofree char *component
          = g_strdup_printf ("%s.%s", it->pillar, it->component != NULL ? it->component : "");

      keep (row, PILLAR, it->pillar);
      keep (row, COMPONENT, component);
      gtk_widget_add_css_class (row, "placed");
    }
  gtk_box_append (GTK_BOX (line), make_name (name, NULL));
  gtk_box_append (GTK_BOX (line), make_signs (it));
  gtk_box_append (GTK_BOX (line), make_unit (it, lang));
  gtk_box_append (GTK_BOX (line), make_menu (menu, name));
  gtk_box_append (GTK_BOX (box), line);
  if (proposal != NULL)
    gtk_box_append (GTK_BOX (box), make_proposal (it, proposal, lang));
  if (role != NULL)
    {
      gtk_box_append (GTK_BOX (box), make_label (role, "caption"));
      gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
    }
  words = g_strjoin (_ (", "), name,
                     it->direction > 0   ? _ ("more is better")
                     : it->direction < 0 ? _ ("less is better")
                                         : _ ("direction unknown"),
                     it->role == NQP_ROLE_UNASSIGNED ? _ ("waits") : role, NULL);
  name_row (row, words);
  return row;
}

GtkWidget *
nqp_structure_row_new_pillar (NqpSession *session, const char *pillar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
            *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *row = make_row (box, "pillar");
  g_autofree char *css_class = g_strconcat ("pillar-", pillar, NULL);
  const NqpTree *tree = nqp_session_get_tree (session);
  const int at = nqp_tree_find (tree, pillar);
  NqpText known = nqp_pillar_name (pillar);
  const char *name = nqp_text_get (at >= 0 ? &tree->nodes[at].name : &known, nqp_session_get_lang (session));

  keep (row, PILLAR, pillar);
  gtk_widget_add_css_class (row, css_class);
  gtk_widget_add_css_class (dot, "pillar-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), make_name (name, "heading"));
  name_row (row, name);
  nqp_text_clear (&known);
  return row;
}

GtkWidget *
nqp_structure_row_new_component (NqpSession *session, int node)
{
  const NqpNode *it = &nqp_session_get_tree (session)->nodes[node];
  const char *name = nqp_text_get (&it->name, nqp_session_get_lang (session));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = make_row (box, "component");
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *pillar = g_strndup (it->id, strcspn (it->id, "."));

  keep (row, PILLAR, pillar);
  keep (row, COMPONENT, it->id);
  add_action (menu, _ ("Rename…"), "structure.rename-component", it->id);
  add_action (menu, _ ("Move or Merge…"), "structure.move-component", it->id);
  gtk_box_append (GTK_BOX (box), make_name (name, NULL));
  gtk_box_append (GTK_BOX (box), make_menu (menu, name));
  name_row (row, name);
  return row;
}

GtkWidget *
nqp_structure_row_new_words (const char *text, const char *pillar)
{
  GtkWidget *label = make_label (text, "dim-label");
  GtkWidget *row = make_row (label, "words");

  keep (row, PILLAR, pillar);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  name_row (row, text);
  return row;
}
