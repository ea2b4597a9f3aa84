/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-search-popover.h"

#define LIST_HEIGHT 360 /* the most, see the template */
#define ROWS_OF_FULL_LIST 12

typedef struct
{
  NqpSession *session;
  char *query; /* folded */
  GListStore *store;
  GtkFilter *filter;
  GtkSorter *sorter; /* NULL: in the order they were filled in */
  GtkSingleSelection *selection;
  GPtrArray *bound; /* (element-type GtkListItem): rows there are now */
  GtkWidget *entry, *list, *empty, *hint, *scroller;
} NqpSearchPopoverPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (NqpSearchPopover, nqp_search_popover, GTK_TYPE_POPOVER)

#define GET_PRIVATE(self) ((NqpSearchPopoverPrivate *)nqp_search_popover_get_instance_private (self))

static guint
match (NqpSearchPopover *self, NqpSearchItem *item)
{
  return NQP_SEARCH_POPOVER_GET_CLASS (self)->match (self, item, GET_PRIVATE (self)->query);
}

static gboolean
on_filter (gpointer item, gpointer user_data)
{
  return match (user_data, item) > 0;
}

static int
on_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint quality_a = match (user_data, (NqpSearchItem *)a);
  guint quality_b = match (user_data, (NqpSearchItem *)b);

  return quality_a > quality_b   ? GTK_ORDERING_SMALLER
         : quality_a < quality_b ? GTK_ORDERING_LARGER
                                 : GTK_ORDERING_EQUAL;
}

static void
select_position (NqpSearchPopover *self, guint position)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);

  gtk_single_selection_set_selected (priv->selection, position);
  gtk_widget_activate_action (priv->list, "list.scroll-to-item", "u", position);
}

/* The first of the best matches; without a query what is chosen now. */
static void
select_best (NqpSearchPopover *self)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->selection));
  int current = NQP_SEARCH_POPOVER_GET_CLASS (self)->get_current (self);
  guint best = 0, best_quality = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NqpSearchItem) item = g_list_model_get_item (G_LIST_MODEL (priv->selection), i);
      guint quality = *priv->query != '\0' ? nqp_search_item_match (item, priv->query)
                                           : nqp_search_item_get_position (item) == current;

      if (quality > best_quality)
        {
          best = i;
          best_quality = quality;
        }
    }
  gtk_widget_set_visible (priv->scroller, n > 0);
  gtk_widget_set_visible (priv->empty, n == 0);
  if (n > 0)
    select_position (self, best);
}

static void
on_search_changed (NqpSearchPopover *self)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);
  g_autofree char *query = nqp_search_fold (gtk_editable_get_text (GTK_EDITABLE (priv->entry)));

  if (g_strcmp0 (query, priv->query) == 0)
    return;
  g_free (priv->query);
  priv->query = g_steal_pointer (&query);
  gtk_filter_changed (priv->filter, GTK_FILTER_CHANGE_DIFFERENT);
  if (priv->sorter != NULL)
    gtk_sorter_changed (priv->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  nqp_search_popover_refresh_rows (self); /* a row may show what is typed */
  select_best (self);
}

static void
pick (NqpSearchPopover *self, guint position, gboolean alternative)
{
  g_autoptr (NqpSearchItem) item
      = g_list_model_get_item (G_LIST_MODEL (GET_PRIVATE (self)->selection), position);

  if (item != NULL)
    NQP_SEARCH_POPOVER_GET_CLASS (self)->pick (self, item, alternative);
}

static void
on_row_activated (NqpSearchPopover *self, guint position)
{
  pick (self, position, FALSE);
}

static gboolean
on_key (NqpSearchPopover *self, guint keyval, guint keycode, GdkModifierType state)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);
  int n = (int)g_list_model_get_n_items (G_LIST_MODEL (priv->selection));
  int selected = (int)gtk_single_selection_get_selected (priv->selection);
  int step = 0;

  switch (keyval)
    {
    case GDK_KEY_Up:
      step = -1;
      break;
    case GDK_KEY_Down:
      step = 1;
      break;
    case GDK_KEY_Page_Up:
      step = -8;
      break;
    case GDK_KEY_Page_Down:
      step = 8;
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      /* The entry waits a moment after the last key before it says that the text changed. */
      on_search_changed (self);
      pick (self, gtk_single_selection_get_selected (priv->selection), (state & GDK_CONTROL_MASK) != 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  if (n > 0)
    select_position (self, (guint)CLAMP (selected + step, 0, n - 1));
  return GDK_EVENT_STOP;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void
on_setup (NqpSearchPopover *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, NQP_SEARCH_POPOVER_GET_CLASS (self)->make_row (self));
}

static void
on_bind (NqpSearchPopover *self, GtkListItem *list_item)
{
  g_ptr_array_add (GET_PRIVATE (self)->bound, list_item);
  NQP_SEARCH_POPOVER_GET_CLASS (self)->show_row (self, gtk_list_item_get_child (list_item),
                                                 gtk_list_item_get_item (list_item));
}

static void
on_unbind (NqpSearchPopover *self, GtkListItem *list_item)
{
  g_ptr_array_remove (GET_PRIVATE (self)->bound, list_item);
}

void
nqp_search_popover_refresh_rows (NqpSearchPopover *self)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);

  for (guint i = 0; i < priv->bound->len; i++)
    {
      GtkListItem *list_item = priv->bound->pdata[i];

      NQP_SEARCH_POPOVER_GET_CLASS (self)->show_row (self, gtk_list_item_get_child (list_item),
                                                     gtk_list_item_get_item (list_item));
    }
}

GtkWidget *
nqp_search_popover_make_name (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* The list costs nothing until it is first opened. */
static void
ensure_model (NqpSearchPopover *self)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);
  g_autoptr (GtkListItemFactory) factory = NULL;
  GListModel *model;

  if (priv->selection != NULL)
    return;
  priv->store = g_list_store_new (NQP_TYPE_SEARCH_ITEM);
  priv->filter = GTK_FILTER (gtk_custom_filter_new (on_filter, self, NULL));
  model = G_LIST_MODEL (
      gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (priv->store)), g_object_ref (priv->filter)));
  if (NQP_SEARCH_POPOVER_GET_CLASS (self)->best_first)
    {
      priv->sorter = GTK_SORTER (gtk_custom_sorter_new (on_compare, self, NULL));
      model = G_LIST_MODEL (gtk_sort_list_model_new (model, g_object_ref (priv->sorter)));
    }
  priv->selection = gtk_single_selection_new (model);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (GTK_LIST_VIEW (priv->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (priv->list), GTK_SELECTION_MODEL (priv->selection));
}

static void
on_show (NqpSearchPopover *self)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  ensure_model (self);
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), "");
  g_free (priv->query);
  priv->query = g_strdup ("");
  if (priv->session != NULL && nqp_session_get_scores (priv->session) != NULL)
    NQP_SEARCH_POPOVER_GET_CLASS (self)->fill (self, items);
  g_list_store_splice (priv->store, 0, g_list_model_get_n_items (G_LIST_MODEL (priv->store)), items->pdata,
                       items->len);
  gtk_filter_changed (priv->filter, GTK_FILTER_CHANGE_DIFFERENT);
  /* As tall each time it opens, and as long as it is open, however few rows are left. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (priv->scroller),
                                              items->len >= ROWS_OF_FULL_LIST ? LIST_HEIGHT : -1);
  select_best (self);
  gtk_widget_grab_focus (priv->entry);
}

static void
on_stop_search (NqpSearchPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

void
nqp_search_popover_set_session (NqpSearchPopover *self, NqpSession *session)
{
  g_set_object (&GET_PRIVATE (self)->session, session);
}

NqpSession *
nqp_search_popover_get_session (NqpSearchPopover *self)
{
  return GET_PRIVATE (self)->session;
}

const char *
nqp_search_popover_get_text (NqpSearchPopover *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (GET_PRIVATE (self)->entry));
}

void
nqp_search_popover_set_texts (NqpSearchPopover *self, const char *placeholder, const char *hint)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);

  g_object_set (priv->entry, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->list), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder,
                                  -1);
  gtk_label_set_text (GTK_LABEL (priv->hint), hint);
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static guint
nqp_search_popover_real_match (NqpSearchPopover *self, NqpSearchItem *item, const char *folded_query)
{
  return nqp_search_item_match (item, folded_query);
}

static void
nqp_search_popover_dispose (GObject *object)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (NQP_SEARCH_POPOVER (object));

  G_OBJECT_CLASS (nqp_search_popover_parent_class)->dispose (object);
  g_clear_object (&priv->selection);
  g_clear_object (&priv->sorter);
  g_clear_object (&priv->filter);
  g_clear_object (&priv->store);
  g_clear_object (&priv->session);
}

static void
nqp_search_popover_finalize (GObject *object)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (NQP_SEARCH_POPOVER (object));

  g_ptr_array_unref (priv->bound);
  g_free (priv->query);
  G_OBJECT_CLASS (nqp_search_popover_parent_class)->finalize (object);
}

static void
nqp_search_popover_class_init (NqpSearchPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  klass->match = nqp_search_popover_real_match;
  G_OBJECT_CLASS (klass)->dispose = nqp_search_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_search_popover_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-search-popover.ui");
  gtk_widget_class_bind_template_child_private (widget_class, NqpSearchPopover, entry);
  gtk_widget_class_bind_template_child_private (widget_class, NqpSearchPopover, list);
  gtk_widget_class_bind_template_child_private (widget_class, NqpSearchPopover, empty);
  gtk_widget_class_bind_template_child_private (widget_class, NqpSearchPopover, hint);
  gtk_widget_class_bind_template_child_private (widget_class, NqpSearchPopover, scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
nqp_search_popover_init (NqpSearchPopover *self)
{
  NqpSearchPopoverPrivate *priv = GET_PRIVATE (self);

  priv->bound = g_ptr_array_new ();
  priv->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
