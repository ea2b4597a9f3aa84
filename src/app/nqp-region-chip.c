/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-region-chip.h"

#include <glib/gi18n.h>

#include "nqp-scene.h"

struct _NqpRegionChip
{
  AdwBin parent_instance;

  int region;
  int index;
  NqpStyle style;
  GtkWidget *box, *mark, *button, *name, *remove;
};

enum
{
  CLICKED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NqpRegionChip, nqp_region_chip, ADW_TYPE_BIN)

static void
draw_mark (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  static const NqpMarkShape shapes[]
      = { NQP_SHAPE_MARK_CIRCLE, NQP_SHAPE_MARK_SQUARE, NQP_SHAPE_MARK_DIAMOND, NQP_SHAPE_MARK_TRIANGLE,
          NQP_SHAPE_MARK_DOWN,   NQP_SHAPE_MARK_STAR,   NQP_SHAPE_MARK_CROSS,   NQP_SHAPE_MARK_PLUS };
  NqpRegionChip *self = user_data;
  NqpPaint paint = { .fill = nqp_colour_compared (&self->style, self->index) };
  g_autoptr (NqpScene) scene = nqp_scene_new (width, height, &self->style);

  nqp_scene_mark (scene, shapes[self->index % (int)G_N_ELEMENTS (shapes)], width / 2.0, height / 2.0,
                  MIN (width, height) / 2.0 - 1, &paint, NQP_DATUM_NONE);
  nqp_scene_draw (scene, cr);
}

static void
on_clicked (NqpRegionChip *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

static void
on_removed (NqpRegionChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

int
nqp_region_chip_get_region (NqpRegionChip *self)
{
  return self->region;
}

void
nqp_region_chip_show (NqpRegionChip *self, NqpWorkspace *workspace, int region, int index)
{
  const char *name = nqp_panel_place_name (nqp_workspace_get_panel (workspace), region,
                                           nqp_workspace_get_lang (workspace));
  g_autofree char *remove = g_strdup_printf (_ ("Stop comparing %s"), name);
  g_autofree char *tooltip = NULL;

  self->region = region;
  self->index = index;
  nqp_workspace_get_style (workspace, &self->style);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  /* Translators: %s is a region */
  tooltip = g_strdup_printf (index == 0 ? _ ("%s is in focus; choose another") : _ ("Put %s in focus"), name);
  gtk_widget_set_tooltip_text (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
  gtk_widget_set_visible (self->mark, index > 0);
  gtk_widget_set_visible (self->remove, index > 0);
  gtk_widget_set_tooltip_text (self->remove, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  if (index == 0)
    gtk_widget_add_css_class (self->box, "focus");
  else
    gtk_widget_remove_css_class (self->box, "focus");
  gtk_widget_queue_draw (self->mark);
}

static void
nqp_region_chip_class_init (NqpRegionChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CLICKED] = g_signal_new ("clicked", NQP_TYPE_REGION_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", NQP_TYPE_REGION_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-region-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpRegionChip, box);
  gtk_widget_class_bind_template_child (widget_class, NqpRegionChip, mark);
  gtk_widget_class_bind_template_child (widget_class, NqpRegionChip, button);
  gtk_widget_class_bind_template_child (widget_class, NqpRegionChip, name);
  gtk_widget_class_bind_template_child (widget_class, NqpRegionChip, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_removed);
}

static void
nqp_region_chip_init (NqpRegionChip *self)
{
  self->region = -1;
  nqp_style_init (&self->style, NQP_STYLE_LIGHT, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->mark), draw_mark, self, NULL);
}
