/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-file-drop.h"

#include <glib/gi18n.h>

#include "nqp-dialog.h"

typedef struct
{
  NqpFilesDropped dropped;
  gpointer user_data;
} Drop;

static void
add_path (GPtrArray *paths, GFile *file)
{
  char *path = g_file_get_path (file);

  if (path != NULL)
    g_ptr_array_add (paths, path);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  const Drop *self = user_data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

      for (GSList *l = files; l != NULL; l = l->next)
        add_path (paths, l->data);
      g_slist_free (files);
    }
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    add_path (paths, g_value_get_object (value));
  if (paths->len == 0)
    {
      nqp_dialog_tell (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)),
                       _ ("Only files on this computer can be used"),
                       _ ("What was dropped has no path on this computer. Save it as a file there first."));
      return FALSE;
    }
  g_ptr_array_add (paths, NULL);
  self->dropped ((const char *const *)paths->pdata, self->user_data);
  return TRUE;
}

static void
drop_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
nqp_file_drop_add (GtkWidget *widget, NqpFilesDropped dropped, gpointer user_data)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };
  Drop *self = g_new (Drop, 1);

  *self = (Drop){ dropped, user_data };
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_data (target, "drop", G_CALLBACK (on_drop), self, drop_free, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
