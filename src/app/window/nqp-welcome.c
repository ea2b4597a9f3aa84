/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-welcome.h"

#include <glib/gi18n.h>

#include "nqp-drafts.h"
#include "nqp-settings.h"
#include "nqp-words.h"

struct _NqpWelcome
{
  AdwBin parent_instance;

  GtkWidget *recent_group;
  GPtrArray *recent_rows; /* (element-type GtkWidget), borrowed */
};

G_DEFINE_FINAL_TYPE (NqpWelcome, nqp_welcome, ADW_TYPE_BIN)

static void
fill_recent (NqpWelcome *self)
{
  g_auto (GStrv) paths = nqp_settings_get_recent ();

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->recent_group), self->recent_rows->pdata[i]);
  g_ptr_array_set_size (self->recent_rows, 0);
  for (int i = 0; paths[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *base = nqp_words_basename (paths[i]);
      g_autofree char *folder = g_path_get_dirname (paths[i]);
      g_autofree char *dir = nqp_words_path (folder);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), base);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   nqp_drafts_is_blank (paths[i])   ? _ ("Untitled project")
                                   : nqp_drafts_contains (paths[i]) ? _ ("Untitled copy of a sample")
                                                                    : dir);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-path");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", paths[i]);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->recent_group), row);
      g_ptr_array_add (self->recent_rows, row);
    }
  gtk_widget_set_visible (self->recent_group, self->recent_rows->len > 0);
}

static void
nqp_welcome_map (GtkWidget *widget)
{
  fill_recent (NQP_WELCOME (widget));
  GTK_WIDGET_CLASS (nqp_welcome_parent_class)->map (widget);
}

static void
nqp_welcome_finalize (GObject *object)
{
  g_ptr_array_unref (NQP_WELCOME (object)->recent_rows);
  G_OBJECT_CLASS (nqp_welcome_parent_class)->finalize (object);
}

static void
nqp_welcome_class_init (NqpWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nqp_welcome_finalize;
  widget_class->map = nqp_welcome_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpWelcome, recent_group);
}

static void
nqp_welcome_init (NqpWelcome *self)
{
  self->recent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
