/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scheme-menu.h"

#include <glib/gi18n.h>

#include "nqp-ahp-dialog.h"
#include "nqp-file-dialog.h"
#include "nqp-label-parts.h"
#include "nqp-name-dialog.h"
#include "nqp-rows-open.h"
#include "nqp-scheme-compare.h"
#include "nqp-weights-csv.h"
#include "nqp-words.h"

struct _NqpSchemeMenu
{
  AdwBin parent_instance;

  NqpSession *session;
  gint64 renamed; /* while a name is asked for */

  GtkWidget *button, *popover, *list, *scrolled, *none;
};

G_DEFINE_FINAL_TYPE (NqpSchemeMenu, nqp_scheme_menu, ADW_TYPE_BIN)

static GtkWindow *
get_window (NqpSchemeMenu *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static const NqpSavedScheme *
find (NqpSchemeMenu *self, gint64 id)
{
  return self->session != NULL ? nqp_named_find (nqp_session_get_schemes (self->session), id) : NULL;
}

static void
popdown (NqpSchemeMenu *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* ---- one of the list ------------------------------------------------------------------------------------------ */

static void
act_use (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);
  gint64 id = g_variant_get_int64 (parameter);

  popdown (self);
  if (find (self, id) != NULL)
    nqp_session_use_scheme (self->session, id);
}

static void
on_new_name (const char *name, gpointer owner)
{
  NqpSchemeMenu *self = owner;
  const NqpSavedScheme *scheme = find (self, self->renamed);
  g_autoptr (GError) error = NULL;

  if (scheme != NULL && g_strcmp0 (scheme->name, name) != 0
      && !nqp_session_rename_scheme (self->session, scheme->id, name, &error))
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
act_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);
  const NqpSavedScheme *scheme = find (self, g_variant_get_int64 (parameter));

  popdown (self);
  if (scheme == NULL)
    return;
  self->renamed = scheme->id;
  nqp_name_dialog_run (get_window (self), _ ("Rename the Scheme"), _ ("_Rename"), scheme->name, on_new_name,
                       G_OBJECT (self));
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);
  const NqpSavedScheme *scheme = find (self, g_variant_get_int64 (parameter));
  g_autoptr (GError) error = NULL;

  if (scheme != NULL && !nqp_session_duplicate_scheme (self->session, scheme->id, &error))
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);
  const NqpSavedScheme *scheme = find (self, g_variant_get_int64 (parameter));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (scheme == NULL)
    return;
  text = g_strdup_printf (_ ("“%s” deleted"), scheme->name);
  if (nqp_session_delete_scheme (self->session, scheme->id, &error))
    nqp_session_message (self->session, text, _ ("_Undo"), "win.undo");
  else
    nqp_session_message (self->session, error->message, NULL, NULL);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static void
on_save_name (const char *name, gpointer owner)
{
  NqpSchemeMenu *self = owner;
  g_autoptr (GError) error = NULL;

  if (nqp_session_has_project (self->session) && nqp_session_save_scheme (self->session, name, &error) == 0)
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
act_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);
  g_autofree char *suggested = nqp_method_scheme_label (nqp_session_get_method (self->session));

  popdown (self);
  nqp_name_dialog_run (get_window (self), _ ("Save the Weights"), _ ("_Save"), suggested, on_save_name,
                       G_OBJECT (self));
}

/* Weights from a file are kept under its name and put in force: one action. */
static void
on_import_path (const char *path, gpointer owner)
{
  NqpSchemeMenu *self = owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpTree) tree = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autofree char *base = nqp_words_basename (path);
  g_autofree char *name = NULL;
  const char *dot = strrchr (base, '.');
  gsize length = 0;

  if (!nqp_session_has_project (self->session))
    return;
  name = dot != NULL && dot > base ? g_strndup (base, (gsize)(dot - base)) : g_strdup (base);
  if (!g_utf8_validate (name, -1, NULL))
    {
      g_free (name);
      name = g_strdup (_ ("Imported weights"));
    }
  if (nqp_rows_read_file (path, &text, &length, &error))
    tree = nqp_weights_parse_csv (nqp_session_get_tree (self->session), text, length, base, notes, &error);
  if (tree == NULL || !nqp_session_adopt_scheme (self->session, name, tree, &error))
    nqp_file_dialog_refuse (get_window (self), NQP_FILE_OPEN, path, error);
  else if (notes->len > 0)
    nqp_session_message (self->session, notes->pdata[0], NULL, NULL);
}

static void
act_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);

  popdown (self);
  nqp_file_dialog_run (get_window (self), NQP_FILE_OPEN, _ ("Import Weights"), _ ("CSV files"), "*.csv", NULL,
                       on_import_path, G_OBJECT (self));
}

static void
on_export_path (const char *path, gpointer owner)
{
  NqpSchemeMenu *self = owner;
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!nqp_session_has_project (self->session))
    return;
  table = nqp_scores_weights_table (nqp_session_get_scores (self->session));
  nqp_table_print_csv (table, text);
  nqp_file_dialog_save (GTK_WIDGET (self), self->session, path, text->str);
}

static void
act_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);

  popdown (self);
  nqp_file_dialog_run (get_window (self), NQP_FILE_SAVE, _ ("Export Weights"), _ ("CSV files"), "*.csv",
                       "weights.csv", on_export_path, G_OBJECT (self));
}

static void
act_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);

  popdown (self);
  nqp_scheme_compare_run (get_window (self), self->session);
}

static void
act_judgements (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSchemeMenu *self = NQP_SCHEME_MENU (widget);

  popdown (self);
  nqp_ahp_dialog_run (get_window (self), self->session);
}

/* ---- the list -------------------------------------------------------------------------------------------------- */

static void
add_icon (GtkWidget *box, const char *icon, const char *action, gint64 id, const char *text)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_row (const NqpSavedScheme *scheme, gboolean in_force)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *use = gtk_button_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (scheme->name);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *use_text = g_strdup_printf (in_force ? _ ("%s: in force") : _ ("Use %s"), scheme->name);
  g_autofree char *rename_text = g_strdup_printf (_ ("Rename %s"), scheme->name);
  g_autofree char *duplicate_text = g_strdup_printf (_ ("Duplicate %s"), scheme->name);
  g_autofree char *delete_text = g_strdup_printf (_ ("Delete %s"), scheme->name);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 28);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (inside), name);
  gtk_widget_set_opacity (mark, in_force ? 1 : 0);
  gtk_box_append (GTK_BOX (inside), mark);
  gtk_button_set_child (GTK_BUTTON (use), inside);
  gtk_widget_add_css_class (use, "flat");
  gtk_widget_add_css_class (use, "menu-button");
  gtk_widget_set_hexpand (use, TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (use), "x", scheme->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (use), "scheme.use");
  gtk_widget_set_tooltip_text (use, use_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (use), GTK_ACCESSIBLE_PROPERTY_LABEL, use_text, -1);
  gtk_box_append (GTK_BOX (box), use);
  add_icon (box, "document-edit-symbolic", "scheme.rename", scheme->id, rename_text);
  add_icon (box, "edit-copy-symbolic", "scheme.duplicate", scheme->id, duplicate_text);
  add_icon (box, "user-trash-symbolic", "scheme.delete", scheme->id, delete_text);
  return box;
}

static void
show_list (NqpSchemeMenu *self)
{
  GPtrArray *schemes = nqp_session_get_schemes (self->session);
  const NqpTree *tree = nqp_session_get_tree (self->session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; schemes != NULL && tree != NULL && i < schemes->len; i++)
    {
      const NqpSavedScheme *scheme = g_ptr_array_index (schemes, i);

      gtk_box_append (GTK_BOX (self->list), make_row (scheme, nqp_tree_equal_weights (scheme->tree, tree)));
    }
  gtk_widget_set_visible (self->none, schemes == NULL || schemes->len == 0);
  gtk_widget_set_visible (self->scrolled, schemes != NULL && schemes->len > 0);
}

/* The list is made when it is about to be seen, not while a weight is dragged. */
static void
on_shown (NqpSchemeMenu *self)
{
  if (self->session != NULL)
    show_list (self);
}

void
nqp_scheme_menu_update (NqpSchemeMenu *self, NqpSession *session)
{
  g_return_if_fail (NQP_IS_SCHEME_MENU (self));
  g_set_object (&self->session, session);
  gtk_widget_set_sensitive (self->button, nqp_session_has_project (session));
  if (gtk_widget_get_visible (self->popover))
    show_list (self);
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_scheme_menu_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_SCHEME_MENU);
  g_clear_object (&NQP_SCHEME_MENU (object)->session);
  G_OBJECT_CLASS (nqp_scheme_menu_parent_class)->dispose (object);
}

static void
nqp_scheme_menu_class_init (NqpSchemeMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_scheme_menu_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-scheme-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeMenu, button);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeMenu, popover);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeMenu, list);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeMenu, none);
  gtk_widget_class_bind_template_child (widget_class, NqpSchemeMenu, scrolled);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_install_action (widget_class, "scheme.use", "x", act_use);
  gtk_widget_class_install_action (widget_class, "scheme.rename", "x", act_rename);
  gtk_widget_class_install_action (widget_class, "scheme.duplicate", "x", act_duplicate);
  gtk_widget_class_install_action (widget_class, "scheme.delete", "x", act_delete);
  gtk_widget_class_install_action (widget_class, "scheme.save-as", NULL, act_save);
  gtk_widget_class_install_action (widget_class, "scheme.import", NULL, act_import);
  gtk_widget_class_install_action (widget_class, "scheme.export", NULL, act_export);
  gtk_widget_class_install_action (widget_class, "scheme.compare", NULL, act_compare);
  gtk_widget_class_install_action (widget_class, "scheme.judgements", NULL, act_judgements);
}

static void
nqp_scheme_menu_init (NqpSchemeMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
