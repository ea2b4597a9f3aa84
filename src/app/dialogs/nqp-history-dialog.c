/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-history-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-class-parts.h"

/* ---- a change, for the list -------------------------------------------------------------------------------------- */

#define NQP_TYPE_HISTORY_ITEM (nqp_history_item_get_type ())
G_DECLARE_FINAL_TYPE (NqpHistoryItem, nqp_history_item, NQP, HISTORY_ITEM, GObject)

struct _NqpHistoryItem
{
  GObject parent_instance;

  gint64 number; /* 0 = before the first */
  char *title;   /* what was changed */
  char *details; /* when, by whom, whether it is undone; "" = nothing to say */
  gboolean in_force;
  gboolean is_here; /* where the project is now */
};

G_DEFINE_FINAL_TYPE (NqpHistoryItem, nqp_history_item, G_TYPE_OBJECT)

static void
nqp_history_item_finalize (GObject *object)
{
  NqpHistoryItem *self = NQP_HISTORY_ITEM (object);

  g_free (self->title);
  g_free (self->details);
  G_OBJECT_CLASS (nqp_history_item_parent_class)->finalize (object);
}

static guint item_changed;

static void
nqp_history_item_class_init (NqpHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_history_item_finalize;
  item_changed = g_signal_new ("changed", NQP_TYPE_HISTORY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
nqp_history_item_init (NqpHistoryItem *self)
{
}

/* Takes over what @other says of the same change. */
static void
nqp_history_item_take (NqpHistoryItem *self, const NqpHistoryItem *other)
{
  g_free (self->details);
  self->details = g_strdup (other->details);
  self->in_force = other->in_force;
  self->is_here = other->is_here;
  g_signal_emit (self, item_changed, 0);
}

static char *
describe (const NqpAction *action, gboolean is_here)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (action->time);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%x %H:%M") : NULL;
  GString *text = g_string_new (when != NULL ? when : "");

  if (action->made_by == NQP_MADE_BESIDE)
    g_string_append_printf (text, " · %s", _ ("in another window"));
  if (!action->in_force)
    g_string_append_printf (text, " · %s", _ ("undone"));
  if (is_here)
    /* Translators: the change in the history after which the project stands as it is shown */
    g_string_append_printf (text, " · %s", _ ("you are here"));
  return g_string_free (text, FALSE);
}

/* A percent sign stays with its number where the line is broken. */
static char *
keep_units (const char *text)
{
  GString *kept = g_string_new (text);

  g_string_replace (kept, " %", "\u00a0%", 0);
  return g_string_free (kept, FALSE);
}

static NqpHistoryItem *
item_new (gint64 number, const char *title, char *details, gboolean in_force, gboolean is_here)
{
  NqpHistoryItem *item = g_object_new (NQP_TYPE_HISTORY_ITEM, NULL);

  item->number = number;
  item->title = keep_units (title);
  item->details = details;
  item->in_force = in_force;
  item->is_here = is_here;
  return item;
}

/* ---- the window -------------------------------------------------------------------------------------------------- */

#define NQP_TYPE_HISTORY_DIALOG (nqp_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NqpHistoryDialog, nqp_history_dialog, NQP, HISTORY_DIALOG, AdwWindow)

struct _NqpHistoryDialog
{
  AdwWindow parent_instance;

  NqpSession *session;
  GListStore *items; /* of NqpHistoryItem, the newest first */
  GtkSingleSelection *selection;

  GtkStack *stack;
  GtkListView *list;
  GtkWidget *revert;
};

G_DEFINE_FINAL_TYPE (NqpHistoryDialog, nqp_history_dialog, ADW_TYPE_WINDOW)

static NqpHistoryItem *
get_chosen (NqpHistoryDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_chosen (NqpHistoryDialog *self)
{
  NqpHistoryItem *chosen = get_chosen (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.go", chosen != NULL && !chosen->is_here);
}

static void
select_number (NqpHistoryDialog *self, gint64 number)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint k = 0; k < n; k++)
    {
      g_autoptr (NqpHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), k);

      if (item->number == number)
        {
          gtk_single_selection_set_selected (self->selection, k);
          return;
        }
    }
}

/* Rows of the same changes stay, and the keyboard in them. */
static void
show_items (NqpHistoryDialog *self, const GPtrArray *items)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gboolean same = n == items->len;

  for (guint k = 0; same && k < n; k++)
    {
      g_autoptr (NqpHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), k);

      same = item->number == ((const NqpHistoryItem *)items->pdata[k])->number;
    }
  if (!same)
    g_list_store_splice (self->items, 0, n, items->pdata, items->len);
  for (guint k = 0; same && k < n; k++)
    {
      g_autoptr (NqpHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), k);

      nqp_history_item_take (item, items->pdata[k]);
    }
}

/* What was chosen stays chosen; at first it is where the project is. */
static void
fill (NqpHistoryDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = nqp_session_read_history (self->session, &error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  NqpHistoryItem *chosen = get_chosen (self);
  gint64 here = 0, number = chosen != NULL ? chosen->number : -1;

  if (actions == NULL)
    {
      nqp_session_message (self->session, error->message, NULL, NULL);
      return;
    }
  for (guint k = 0; k < actions->len; k++)
    if (((const NqpAction *)actions->pdata[k])->in_force)
      here = ((const NqpAction *)actions->pdata[k])->number;
  for (guint k = actions->len; k > 0; k--)
    {
      const NqpAction *action = actions->pdata[k - 1];
      const gboolean is_here = action->number == here;

      g_ptr_array_add (items, item_new (action->number, action->label, describe (action, is_here),
                                        action->in_force, is_here));
    }
  if (actions->len > 0)
    /* Translators: in the list of changes, below the first */
    g_ptr_array_add (items, item_new (0, _ ("Before the first change"),
                                      g_strdup (here == 0 ? _ ("you are here") : ""), TRUE, here == 0));
  show_items (self, items);
  select_number (self, number >= 0 ? number : here);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->revert, items->len > 0);
  show_chosen (self);
}

static void
go_there (NqpHistoryDialog *self)
{
  NqpHistoryItem *chosen = get_chosen (self);

  if (chosen != NULL && !chosen->is_here)
    nqp_session_go_to_action (self->session, chosen->number);
}

static void
act_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_there (NQP_HISTORY_DIALOG (widget));
}

static void
on_activate (NqpHistoryDialog *self, guint position, GtkListView *list)
{
  gtk_single_selection_set_selected (self->selection, position);
  go_there (self);
}

static void
on_changed (NqpHistoryDialog *self, guint flags)
{
  if (!nqp_session_has_project (self->session))
    gtk_window_close (GTK_WINDOW (self));
  else if (flags & (NQP_CHANGE_HISTORY | NQP_CHANGE_PROJECT))
    fill (self);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  add_label (box, NULL);
  gtk_widget_add_css_class (add_label (box, "caption"), "numeric");
  gtk_widget_add_css_class (box, "history-row");
  gtk_list_item_set_child (item, box);
}

/* What is undone is grey; where the project is stands out. */
static void
show_row (GtkListItem *item)
{
  const NqpHistoryItem *it = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box), *details = gtk_widget_get_next_sibling (title);

  gtk_label_set_text (GTK_LABEL (title), it->title);
  gtk_label_set_text (GTK_LABEL (details), it->details);
  gtk_widget_set_visible (details, *it->details != '\0');
  nqp_widget_set_class (box, "dim-label", !it->in_force);
  nqp_widget_set_class (box, "here", it->is_here);
  nqp_widget_set_class (title, "heading", it->is_here);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "changed", G_CALLBACK (show_row), item);
  show_row (item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

/* ---- life -------------------------------------------------------------------------------------------------------- */

static void
nqp_history_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_HISTORY_DIALOG);
  G_OBJECT_CLASS (nqp_history_dialog_parent_class)->dispose (object);
}

static void
nqp_history_dialog_finalize (GObject *object)
{
  NqpHistoryDialog *self = NQP_HISTORY_DIALOG (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_history_dialog_parent_class)->finalize (object);
}

static void
nqp_history_dialog_class_init (NqpHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_history_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_history_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, NqpHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, NqpHistoryDialog, revert);
  gtk_widget_class_install_action (widget_class, "history.go", NULL, act_go);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_history_dialog_init (NqpHistoryDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (NQP_TYPE_HISTORY_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
}

/* Once there are rows: the keyboard begins where the project is. */
static gboolean
focus_here (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  const NqpHistoryDialog *self = user_data;

  gtk_widget_activate_action (list, "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (self->selection));
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *box = gtk_widget_get_first_child (row);

      if (box != NULL && gtk_widget_get_mapped (row) && gtk_widget_has_css_class (box, "here"))
        {
          gtk_widget_grab_focus (row);
          return G_SOURCE_REMOVE;
        }
    }
  return G_SOURCE_CONTINUE;
}

void
nqp_history_dialog_run (GtkWindow *parent, NqpSession *session)
{
  NqpHistoryDialog *self;

  if (!nqp_session_has_project (session))
    return;
  self = g_object_new (NQP_TYPE_HISTORY_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  fill (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items))
      > 0) /* keys go nowhere in a list that is not shown */
    gtk_widget_add_tick_callback (GTK_WIDGET (self->list), focus_here, self, NULL);
  gtk_window_present (GTK_WINDOW (self));
}
