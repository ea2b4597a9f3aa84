/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-split.h"

#define SPACING 12

struct _NqpSplit
{
  GtkWidget parent_instance;

  GtkOrientation orientation;
  GtkWidget *start, *end;
  int room;          /* size from which both are shown, px */
  double end_share;  /* of the room when both are shown */
  gboolean show_end; /* when folded */
  gboolean folded;
  guint notify_id;
};

G_DEFINE_FINAL_TYPE (NqpSplit, nqp_split, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ORIENTATION,
  PROP_START,
  PROP_END,
  PROP_ROOM,
  PROP_END_SHARE,
  PROP_SHOW_END,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GtkSizeRequestMode
nqp_split_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
nqp_split_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  NqpSplit *self = NQP_SPLIT (widget);
  int min_start = 0, nat_start = 0, min_end = 0, nat_end = 0;

  if (self->start != NULL)
    gtk_widget_measure (self->start, orientation, -1, &min_start, &nat_start, NULL, NULL);
  if (self->end != NULL && gtk_widget_get_visible (self->end))
    gtk_widget_measure (self->end, orientation, -1, &min_end, &nat_end, NULL, NULL);
  *minimum = MAX (min_start, min_end);
  *natural = orientation == self->orientation ? MAX (nat_start + SPACING + nat_end, self->room)
                                              : MAX (nat_start, nat_end);
  *minimum_baseline = *natural_baseline = -1;
}

static gboolean
notify_folded (gpointer data)
{
  NqpSplit *self = data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
  return G_SOURCE_REMOVE;
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation at = { x, y, width, height };

  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &at, -1);
}

static void
nqp_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NqpSplit *self = NQP_SPLIT (widget);
  gboolean across = self->orientation == GTK_ORIENTATION_HORIZONTAL;
  int size = across ? width : height;
  int min_start, min_end;

  if (self->start == NULL || self->end == NULL)
    return;
  if (!gtk_widget_get_visible (self->end))
    {
      place (self->start, 0, 0, width, height);
      return;
    }
  gtk_widget_measure (self->start, self->orientation, -1, &min_start, NULL, NULL, NULL);
  gtk_widget_measure (self->end, self->orientation, -1, &min_end, NULL, NULL, NULL);
  gboolean folded = size < MAX (self->room, min_start + SPACING + min_end);

  if (folded)
    {
      gtk_widget_set_child_visible (self->show_end ? self->start : self->end, FALSE);
      place (self->show_end ? self->end : self->start, 0, 0, width, height);
    }
  else
    {
      int for_end = CLAMP ((int)(size * self->end_share), min_end, size - SPACING - min_start);
      int for_start = size - SPACING - for_end;
      gboolean mirrored = across && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
      int start_at = mirrored ? for_end + SPACING : 0;
      int end_at = mirrored ? 0 : for_start + SPACING;
      if (across)
        {
          place (self->start, start_at, 0, for_start, height);
          place (self->end, end_at, 0, for_end, height);
        }
      else
        {
          place (self->start, 0, 0, width, for_start);
          place (self->end, 0, end_at, width, for_end);
        }
    }
  if (self->folded != folded)
    {
      self->folded = folded;
      /* Who listens shows or hides widgets, which must not happen while sizes are handed out. */
      if (self->notify_id == 0)
        self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_folded, self, NULL);
    }
}

gboolean
nqp_split_get_folded (NqpSplit *self)
{
  g_return_val_if_fail (NQP_IS_SPLIT (self), FALSE);

  return self->folded;
}

gboolean
nqp_split_get_show_end (NqpSplit *self)
{
  g_return_val_if_fail (NQP_IS_SPLIT (self), FALSE);

  return self->show_end;
}

void
nqp_split_set_show_end (NqpSplit *self, gboolean show_end)
{
  g_return_if_fail (NQP_IS_SPLIT (self));

  show_end = !!show_end;
  if (self->show_end == show_end)
    return;
  self->show_end = show_end;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_END]);
}

static void
set_child (NqpSplit *self, GtkWidget **slot, GtkWidget *child)
{
  g_clear_pointer (slot, gtk_widget_unparent);
  *slot = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
nqp_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NqpSplit *self = NQP_SPLIT (object);

  switch (id)
    {
    case PROP_ORIENTATION:
      g_value_set_enum (value, self->orientation);
      break;
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    case PROP_ROOM:
      g_value_set_int (value, self->room);
      break;
    case PROP_END_SHARE:
      g_value_set_double (value, self->end_share);
      break;
    case PROP_SHOW_END:
      g_value_set_boolean (value, self->show_end);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nqp_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NqpSplit *self = NQP_SPLIT (object);

  switch (id)
    {
    case PROP_ORIENTATION:
      self->orientation = g_value_get_enum (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_START:
      set_child (self, &self->start, g_value_get_object (value));
      break;
    case PROP_END:
      set_child (self, &self->end, g_value_get_object (value));
      break;
    case PROP_ROOM:
      self->room = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_END_SHARE:
      self->end_share = g_value_get_double (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_SHOW_END:
      nqp_split_set_show_end (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nqp_split_dispose (GObject *object)
{
  NqpSplit *self = NQP_SPLIT (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  set_child (self, &self->start, NULL);
  set_child (self, &self->end, NULL);
  G_OBJECT_CLASS (nqp_split_parent_class)->dispose (object);
}

static void
nqp_split_class_init (NqpSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = nqp_split_dispose;
  object_class->get_property = nqp_split_get_property;
  object_class->set_property = nqp_split_set_property;
  widget_class->get_request_mode = nqp_split_get_request_mode;
  widget_class->measure = nqp_split_measure;
  widget_class->size_allocate = nqp_split_size_allocate;

  props[PROP_ORIENTATION] = g_param_spec_enum ("orientation", NULL, NULL, GTK_TYPE_ORIENTATION,
                                               GTK_ORIENTATION_HORIZONTAL, flags);
  props[PROP_START] = g_param_spec_object ("start-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_END] = g_param_spec_object ("end-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_ROOM] = g_param_spec_int ("room", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_END_SHARE] = g_param_spec_double ("end-share", NULL, NULL, 0, 1, 0.5, flags);
  props[PROP_SHOW_END]
      = g_param_spec_boolean ("show-end", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_FOLDED]
      = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
nqp_split_init (NqpSplit *self)
{
  self->end_share = 0.5;
}
