/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-year-scale.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-control.h"

#define LABEL_GAP 6
#define THUMB_INSET 2 /* half of the thumb with its negative margin, see style.css */
#define LEAST_TICK_GAP 4
#define TICK_LENGTH 4
#define TICK_DISTANCE 4
#define TICK_OPACITY 0.5F
#define MIN_WIDTH 96
#define MAX_NATURAL_WIDTH 420

struct _NqpYearScale
{
  GtkWidget parent_instance;

  int *years;
  int n_years;
  int position;
  int inset; /* of the scale, at both sides */

  GtkWidget *scale;
  GPtrArray *labels; /* (element-type GtkWidget): by year */
};

static guint picked_signal;

G_DEFINE_FINAL_TYPE (NqpYearScale, nqp_year_scale, GTK_TYPE_WIDGET)

static void
on_value_changed (NqpYearScale *self)
{
  int position = (int)(gtk_range_get_value (GTK_RANGE (self->scale)) + 0.5);

  /* Also when it is the year shown: there and back within one frame ends where it began. */
  g_signal_emit (self, picked_signal, 0, position);
}

/* ---- years --------------------------------------------------------------------------------------------------------- */

static void
set_years (NqpYearScale *self, const int *years, int n_years)
{
  for (guint i = 0; i < self->labels->len; i++)
    gtk_widget_unparent (self->labels->pdata[i]);
  g_ptr_array_set_size (self->labels, 0);
  g_free (self->years);
  self->years = g_memdup2 (years, (gsize)n_years * sizeof *years);
  self->n_years = n_years;
  self->position = -1;
  for (int i = 0; i < n_years; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", years[i]);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "year-label");
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_set_can_target (label, FALSE);
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      g_ptr_array_add (self->labels, label);
    }
  nqp_control_block (self->scale, self);
  gtk_range_set_range (GTK_RANGE (self->scale), 0, MAX (n_years - 1, 1));
  nqp_control_unblock (self->scale, self);
  gtk_widget_set_visible (self->scale, n_years > 1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * nqp_year_scale_set_years:
 * @years: (array length=n_years): ascending
 */
void
nqp_year_scale_set_years (NqpYearScale *self, const int *years, int n_years)
{
  if (n_years != self->n_years
      || (n_years > 0 && memcmp (years, self->years, (gsize)n_years * sizeof *years) != 0))
    set_years (self, years, n_years);
}

void
nqp_year_scale_show (NqpYearScale *self, int position)
{
  g_autofree char *text = NULL;

  if (position < 0 || position >= self->n_years || position == self->position)
    return;
  if (self->position >= 0 && self->position < self->n_years)
    gtk_widget_remove_css_class (self->labels->pdata[self->position], "current");
  self->position = position;
  gtk_widget_add_css_class (self->labels->pdata[position], "current");
  nqp_control_show_number (self->scale, position, self);
  text = g_strdup_printf ("%d", self->years[position]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* ---- layout -------------------------------------------------------------------------------------------------------- */

static void
measure_labels (NqpYearScale *self, int *width, int *height)
{
  *width = *height = 0;
  for (guint i = 0; i < self->labels->len; i++)
    {
      int natural;

      gtk_widget_measure (self->labels->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      *width = MAX (*width, natural);
      gtk_widget_measure (self->labels->pdata[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
      *height = MAX (*height, natural);
    }
}

static void
nqp_year_scale_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  NqpYearScale *self = NQP_YEAR_SCALE (widget);
  int width, height, scale = 0;

  measure_labels (self, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->n_years > 1 ? MAX (MIN_WIDTH, 3 * width + 2 * LABEL_GAP) : width;
      *natural = MAX (*minimum, MIN (self->n_years * (width + LABEL_GAP), MAX_NATURAL_WIDTH));
      return;
    }
  if (self->n_years > 1)
    gtk_widget_measure (self->scale, GTK_ORIENTATION_VERTICAL, -1, NULL, &scale, NULL, NULL);
  *minimum = *natural = scale + height;
}

/* Where the middle of the thumb stands for a position: the thumb overlaps the trough but for THUMB_INSET at its ends. The
   trough is told without the padding of the scale around it. */
static double
get_centre (NqpYearScale *self, int position, int width)
{
  GdkRectangle trough;
  graphene_point_t origin;

  if (self->n_years < 2)
    return width / 2.0;
  gtk_range_get_range_rect (GTK_RANGE (self->scale), &trough);
  if (!gtk_widget_compute_point (self->scale, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float)trough.x, 0),
                                 &origin))
    return width / 2.0;
  return origin.x + THUMB_INSET + (trough.width - 2.0 * THUMB_INSET) * position / (self->n_years - 1);
}

/* Every how many years one is named, the last year always: evenly spaced up to it where that names more than the ends, else up to
 * the last name that keeps clear of it. */
static int
find_step (NqpYearScale *self, int width, int label_width)
{
  const int n = self->n_years - 1;
  const double gap = get_centre (self, 1, width) - get_centre (self, 0, width);

  for (int step = 1; step < n; step++)
    if (n % step == 0 && gap * step >= label_width + LABEL_GAP)
      return step;
  for (int step = 1; step < n; step++)
    if (gap * step >= label_width + LABEL_GAP && gap * (n - step) >= label_width + LABEL_GAP)
      return step;
  return MAX (n, 1);
}

static void
place_label (NqpYearScale *self, int i, int x, int top, int width, int height)
{
  GtkWidget *label = self->labels->pdata[i];

  gtk_widget_set_child_visible (label, TRUE);
  gtk_widget_size_allocate (label, &(GtkAllocation){ x, top, width, height }, -1);
}

/* The names of the first and the last year stand under the ends of the scale. */
static void
allocate_scale (NqpYearScale *self, int width, int height, int label_width)
{
  int inset;

  gtk_widget_size_allocate (self->scale, &(GtkAllocation){ self->inset, 0, width - 2 * self->inset, height },
                            -1);
  inset = MAX ((int)ceil (label_width / 2.0 - (get_centre (self, 0, width) - self->inset)), 0);
  if (inset == self->inset || width <= 2 * inset)
    return;
  self->inset = inset;
  gtk_widget_size_allocate (self->scale, &(GtkAllocation){ inset, 0, width - 2 * inset, height }, -1);
}

static void
nqp_year_scale_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NqpYearScale *self = NQP_YEAR_SCALE (widget);
  int label_width, label_height, top, step, last, here = 0;

  if (self->n_years == 0)
    return;
  measure_labels (self, &label_width, &label_height);
  top = height - label_height;
  if (self->n_years > 1)
    allocate_scale (self, width, top, label_width);
  else
    top /= 2;
  step = self->n_years > 1 ? find_step (self, width, label_width) : 1;
  if (self->position >= 0)
    {
      here = (int)(get_centre (self, self->position, width) - label_width / 2.0 + 0.5);
      /* The year shown is always named: beside the ends, which are always named too. */
      if (self->position > 0 && self->position < self->n_years - 1)
        here = CLAMP (here, label_width + LABEL_GAP, width - 2 * label_width - LABEL_GAP);
      here = CLAMP (here, 0, MAX (width - label_width, 0));
    }
  last = self->n_years > 0 ? (int)(get_centre (self, self->n_years - 1, width) - label_width / 2.0 + 0.5) : 0;
  for (int i = 0; i < self->n_years; i++)
    {
      const int x = (int)(get_centre (self, i, width) - label_width / 2.0 + 0.5);

      gtk_widget_set_child_visible (self->labels->pdata[i], FALSE);
      if (i == self->position)
        place_label (self, i, here, top, label_width, label_height);
      else if ((i == self->n_years - 1 || (i % step == 0 && (i == 0 || last - x >= label_width + LABEL_GAP)))
               && (self->position < 0 || i == 0 || i == self->n_years - 1
                   || ABS (x - here) >= label_width + LABEL_GAP))
        place_label (self, i, CLAMP (x, 0, MAX (width - label_width, 0)), top, label_width, label_height);
    }
}

/* A short line for each year, named or not. */
static void
nqp_year_scale_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NqpYearScale *self = NQP_YEAR_SCALE (widget);
  const int width = gtk_widget_get_width (widget);
  GdkRectangle trough;
  GdkRGBA colour;

  if (self->n_years > 1 && get_centre (self, 1, width) - get_centre (self, 0, width) >= LEAST_TICK_GAP)
    {
      gtk_range_get_range_rect (GTK_RANGE (self->scale), &trough);
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
      colour.alpha *= TICK_OPACITY;
      for (int i = 0; i < self->n_years; i++)
        gtk_snapshot_append_color (snapshot, &colour,
                                   &GRAPHENE_RECT_INIT ((float)(int)get_centre (self, i, width),
                                                        (float)(trough.y + trough.height + TICK_DISTANCE), 1,
                                                        TICK_LENGTH));
    }
  GTK_WIDGET_CLASS (nqp_year_scale_parent_class)->snapshot (widget, snapshot);
}

static gboolean
nqp_year_scale_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NqpYearScale *self = NQP_YEAR_SCALE (widget);

  return self->n_years > 1 ? gtk_widget_child_focus (self->scale, direction) : FALSE;
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_year_scale_dispose (GObject *object)
{
  NqpYearScale *self = NQP_YEAR_SCALE (object);

  if (self->labels != NULL)
    set_years (self, NULL, 0);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->scale, gtk_widget_unparent);
  g_clear_pointer (&self->years, g_free);
  G_OBJECT_CLASS (nqp_year_scale_parent_class)->dispose (object);
}

static void
nqp_year_scale_class_init (NqpYearScaleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_year_scale_dispose;
  widget_class->measure = nqp_year_scale_measure;
  widget_class->size_allocate = nqp_year_scale_size_allocate;
  widget_class->snapshot = nqp_year_scale_snapshot;
  widget_class->focus = nqp_year_scale_focus;
  picked_signal = g_signal_new ("picked", NQP_TYPE_YEAR_SCALE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "yearscale");
}

static void
nqp_year_scale_init (NqpYearScale *self)
{
  self->position = -1;
  self->labels = g_ptr_array_new ();
  self->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1);
  gtk_range_set_increments (GTK_RANGE (self->scale), 1, 1);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Year"),
                                  -1);
  gtk_widget_set_parent (self->scale, GTK_WIDGET (self));
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (on_value_changed), self);
}
