/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-regions-view.h"

#include <glib/gi18n.h>

#include "nqp-dialog.h"
#include "nqp-label-parts.h"
#include "nqp-neighbours-bar.h"
#include "nqp-region-dialogs.h"
#include "nqp-session-places.h"
#include "nqp-text-view.h"

struct _NqpRegionsView
{
  AdwBin parent_instance;

  NqpSession *session;
  NqpTextView *texts;
  NqpNeighboursBar *neighbours;
  char *awaited; /* code of a region that was added and is to be chosen */
};

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpText, nqp_text_clear)

G_DEFINE_FINAL_TYPE (NqpRegionsView, nqp_regions_view, ADW_TYPE_BIN)

static NqpPanel *
get_panel (NqpRegionsView *self)
{
  return nqp_session_get_panel (self->session);
}

static void
say (NqpRegionsView *self, const GError *error)
{
  nqp_session_message (self->session, error->message, NULL, NULL);
}

/* Says why not. */
static gboolean
may_edit (NqpRegionsView *self)
{
  const char *why = nqp_session_get_read_only (self->session);

  if (why != NULL)
    nqp_session_message (self->session, why, NULL, NULL);
  return why == NULL;
}

/* Codes of the regions that are chosen; texts are the panel's. */
static GPtrArray *
list_chosen (NqpRegionsView *self)
{
  g_autoptr (GArray) things = nqp_text_view_get_chosen (self->texts);
  GPtrArray *codes = g_ptr_array_new ();

  for (guint k = 0; k < things->len; k++)
    g_ptr_array_add (codes, get_panel (self)->places[g_array_index (things, int, k)].code);
  return codes;
}

/* ---- groups ------------------------------------------------------------------------------------------------------- */

static void
set_group (NqpRegionsView *self, const NqpText *group)
{
  g_autoptr (GPtrArray) codes = list_chosen (self);
  g_autofree NqpPlaceEdit *edits = g_new0 (NqpPlaceEdit, codes->len + 1);
  g_autoptr (NqpPanel) panel = nqp_panel_ref (get_panel (self)); /* has the texts */
  g_autoptr (GError) error = NULL;

  if (codes->len == 0 || !may_edit (self))
    return;
  for (guint k = 0; k < codes->len; k++)
    edits[k] = (NqpPlaceEdit){ .code = codes->pdata[k],
                               .parts = NQP_PLACE_GROUP_EN | NQP_PLACE_GROUP_ZH,
                               .group = *group };
  if (!nqp_session_set_places (self->session, edits, codes->len, &error))
    say (self, error);
}

static void
act_set_group (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpRegionsView *self = NQP_REGIONS_VIEW (widget);
  const int group = g_variant_get_int32 (parameter);
  const NqpText none = { NULL, NULL };
  g_auto (NqpText) named = { NULL, NULL };

  if (group >= get_panel (self)->n_groups)
    return;
  if (group >= 0)
    named = nqp_text_copy (&get_panel (self)->groups[group]);
  set_group (self, group >= 0 ? &named : &none);
}

static void
on_new_group (const NqpText *name, const char *code, gpointer owner)
{
  set_group (NQP_REGIONS_VIEW (owner), name);
}

static void
act_new_group (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const NqpText none = { NULL, NULL };

  if (may_edit (NQP_REGIONS_VIEW (widget)))
    nqp_words_ask (widget, _ ("New Group"), _ ("_Create"), NULL, &none, on_new_group, widget);
}

/* The group that the first region chosen is in; -1 = in none. */
static int
chosen_group (NqpRegionsView *self)
{
  g_autoptr (GArray) things = nqp_text_view_get_chosen (self->texts);

  return things->len > 0 ? get_panel (self)->places[g_array_index (things, int, 0)].group : -1;
}

static void
on_rename_group (const NqpText *name, const char *code, gpointer owner)
{
  NqpRegionsView *self = NQP_REGIONS_VIEW (owner);
  const int group = chosen_group (self);
  g_autoptr (NqpPanel) panel = nqp_panel_ref (get_panel (self));
  g_autoptr (GError) error = NULL;

  if (group >= 0 && !nqp_session_rename_group (self->session, &panel->groups[group], name, &error))
    say (self, error);
}

static void
act_rename_group (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpRegionsView *self = NQP_REGIONS_VIEW (widget);
  const int group = chosen_group (self);

  if (group >= 0 && may_edit (self))
    nqp_words_ask (widget, _ ("Rename Group"), _ ("_Rename"), NULL, &get_panel (self)->groups[group],
                   on_rename_group, widget);
}

/* Made anew each time it opens. */
static void
fill_groups (GtkMenuButton *button, gpointer data)
{
  NqpRegionsView *self = data;
  g_autoptr (GMenu) menu = g_menu_new (), known = g_menu_new (), more = g_menu_new ();
  const NqpPanel *panel = get_panel (self);

  for (int g = 0; g < panel->n_groups; g++)
    {
      g_auto (GStrv) parts
          = g_strsplit (nqp_text_get (&panel->groups[g], nqp_session_get_lang (self->session)), "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "regions.set-group", "i", g);
      g_menu_append_item (known, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (known));
  g_menu_append (more, _ ("_New Group…"), "regions.new-group");
  g_menu_append (more, _ ("N_o Group"), "regions.set-group(-1)");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  if (chosen_group (self) >= 0)
    {
      g_autofree char *words
          = g_strdup_printf (_ ("_Rename “%s”…"), nqp_text_get (&panel->groups[chosen_group (self)],
                                                                nqp_session_get_lang (self->session)));
      g_autoptr (GMenu) rename = g_menu_new ();

      g_menu_append (rename, words, "regions.rename-group");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (rename));
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* ---- which there are ---------------------------------------------------------------------------------------------- */

static void
on_add (const NqpText *name, const char *code, gpointer owner)
{
  NqpRegionsView *self = NQP_REGIONS_VIEW (owner);
  g_autoptr (GError) error = NULL;

  if (!nqp_session_add_region (self->session, code, name, &error))
    {
      say (self, error);
      return;
    }
  g_free (self->awaited);
  self->awaited = g_strstrip (g_strdup (code));
}

static void
act_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const NqpText none = { NULL, NULL };

  if (may_edit (NQP_REGIONS_VIEW (widget)))
    nqp_words_ask (widget, _ ("Add Region"), _ ("_Add"), _ ("Code, such as 110000"), &none, on_add, widget);
}

typedef struct
{
  GWeakRef view;
  char **codes;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *self = data;

  g_weak_ref_clear (&self->view);
  g_strfreev (self->codes);
  g_free (self);
}

static void
on_remove (gpointer data)
{
  Removal *removal = data;
  g_autoptr (NqpRegionsView) self = g_weak_ref_get (&removal->view);
  g_autoptr (GError) error = NULL;
  const char *label;

  if (self == NULL)
    return;
  if (!nqp_session_remove_regions (self->session, (const char *const *)removal->codes,
                                   g_strv_length (removal->codes), &error))
    {
      say (self, error);
      return;
    }
  label = nqp_session_get_undo_label (self->session);
  if (label != NULL)
    nqp_session_message (self->session, label, _ ("_Undo"), "win.undo");
}

static char *
describe_removal (NqpRegionsView *self, const GPtrArray *codes)
{
  g_autofree char *going
      = nqp_session_describe_going (self->session, (const char *const *)codes->pdata, codes->len);

  if (*going == '\0')
    return g_strdup (_ ("Nothing else goes along."));
  /* Translators: "12 values, 1 flag" */
  return g_strdup_printf (_ ("With it go: %s. Undo brings all of it back. Outlines stay on the map."), going);
}

static void
act_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpRegionsView *self = NQP_REGIONS_VIEW (widget);
  g_autoptr (GPtrArray) codes = list_chosen (self);
  g_autofree char *heading = NULL, *body = NULL;
  GtkWidget *label;
  Removal *removal;

  if (codes->len == 0 || !may_edit (self))
    return;
  if (codes->len == 1)
    heading = g_strdup_printf (_ ("Remove %s?"),
                               nqp_panel_place_name (get_panel (self),
                                                     nqp_panel_find_place (get_panel (self), codes->pdata[0]),
                                                     nqp_session_get_lang (self->session)));
  else
    heading = g_strdup_printf (ngettext ("Remove %u region?", "Remove %u regions?", codes->len), codes->len);
  body = describe_removal (self, codes);
  label = gtk_label_new (body);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  removal = g_new0 (Removal, 1);
  g_weak_ref_init (&removal->view, self);
  g_ptr_array_add (codes, NULL);
  removal->codes = g_strdupv ((char **)codes->pdata);
  nqp_dialog_ask (widget, heading, label, NULL, _ ("_Remove"), on_remove, removal, removal_free);
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static void
on_moved (NqpRegionsView *self)
{
  g_autoptr (GArray) things = nqp_text_view_get_chosen (self->texts);

  if (self->session != NULL)
    nqp_neighbours_bar_show (self->neighbours, things->len == 1 ? g_array_index (things, int, 0) : -1);
}

void
nqp_regions_view_changed (NqpRegionsView *self, guint flags)
{
  nqp_text_view_changed (self->texts, flags);
  if (self->awaited != NULL && (flags & NQP_CHANGE_PROJECT) != 0)
    {
      nqp_text_view_choose (self->texts, self->awaited);
      g_clear_pointer (&self->awaited, g_free);
    }
  on_moved (self);
}

void
nqp_regions_view_find (NqpRegionsView *self)
{
  nqp_text_view_find (self->texts);
}

void
nqp_regions_view_set_session (NqpRegionsView *self, NqpSession *session)
{
  g_set_object (&self->session, session);
  nqp_text_view_set_session (self->texts, session);
  nqp_neighbours_bar_set_session (self->neighbours, session);
}

static GtkWidget *
make_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
nqp_regions_view_dispose (GObject *object)
{
  NqpRegionsView *self = NQP_REGIONS_VIEW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->awaited, g_free);
  G_OBJECT_CLASS (nqp_regions_view_parent_class)->dispose (object);
}

static void
nqp_regions_view_class_init (NqpRegionsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_regions_view_dispose;
  gtk_widget_class_install_action (widget_class, "regions.set-group", "i", act_set_group);
  gtk_widget_class_install_action (widget_class, "regions.new-group", NULL, act_new_group);
  gtk_widget_class_install_action (widget_class, "regions.rename-group", NULL, act_rename_group);
  gtk_widget_class_install_action (widget_class, "regions.add", NULL, act_add);
  gtk_widget_class_install_action (widget_class, "regions.remove", NULL, act_remove);
}

static void
nqp_regions_view_init (NqpRegionsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *group = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->texts = NQP_TEXT_VIEW (nqp_text_view_new (&nqp_places_kind));
  self->neighbours = g_object_new (NQP_TYPE_NEIGHBOURS_BAR, NULL);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (group), _ ("Group"));
  nqp_widget_call (group, "%s", _ ("Group"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (group), fill_groups, self, NULL);
  gtk_widget_set_tooltip_text (group, _ ("The group of the regions that are chosen"));
  nqp_text_view_add_button (self->texts, group);
  nqp_text_view_add_button (self->texts,
                            make_button (_ ("Add…"), _ ("A region that is not there yet"), "regions.add"));
  nqp_text_view_add_button (self->texts,
                            make_button (_ ("Remove…"), _ ("The regions that are chosen"), "regions.remove"));
  g_menu_append (menu, _ ("_Remove Regions…"), "regions.remove");
  nqp_grid_set_menu (nqp_text_view_get_grid (self->texts), G_MENU_MODEL (menu));
  gtk_widget_set_vexpand (GTK_WIDGET (self->texts), TRUE);
  g_signal_connect_object (self->texts, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->texts));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->neighbours));
  adw_bin_set_child (ADW_BIN (self), box);
}
