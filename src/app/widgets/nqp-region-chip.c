/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-region-chip.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"
#include "nqp-series-mark.h"

#define LEAST_NAME_CHARS 4

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

/* The focus has the accent of the charts, which is not that of the desktop. */
static void
nqp_region_chip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NqpRegionChip *self = NQP_REGION_CHIP (widget);

  if (self->region >= 0 && self->index == 0)
    {
      NqpColour accent = self->style.accent;
      float height = (float)gtk_widget_get_height (widget);
      graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget), height);
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &box, height / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (
          snapshot, &(GdkRGBA){ (float)accent.r, (float)accent.g, (float)accent.b, (float)accent.a }, &box);
      gtk_snapshot_pop (snapshot);
    }
  GTK_WIDGET_CLASS (nqp_region_chip_parent_class)->snapshot (widget, snapshot);
}

static void
show_name (NqpRegionChip *self, const char *name)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  int width = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  gtk_label_set_text (GTK_LABEL (self->name), name);
  /* Where even the region in focus alone has too little room, its beginning is left. */
  gtk_label_set_width_chars (GTK_LABEL (self->name), MIN (width, LEAST_NAME_CHARS));
  if (self->index == 0)
    {
      NqpColour text = nqp_colour_on (self->style.accent);

      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes,
                              pango_attr_foreground_new ((guint16)(text.r * 65535), (guint16)(text.g * 65535),
                                                         (guint16)(text.b * 65535)));
    }
  gtk_label_set_attributes (GTK_LABEL (self->name), attributes);
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
nqp_region_chip_show (NqpRegionChip *self, NqpSession *session, int region, int index)
{
  const char *name
      = nqp_panel_place_name (nqp_session_get_panel (session), region, nqp_session_get_lang (session));
  g_autofree char *remove = g_strdup_printf (_ ("Stop comparing %s"), name);
  g_autofree char *tooltip = NULL;

  self->region = region;
  self->index = index;
  nqp_session_get_style (session, &self->style);
  show_name (self, name);
  /* Translators: %s is a region */
  tooltip = g_strdup_printf (index == 0 ? _ ("%s is in focus; choose another") : _ ("Put %s in focus"), name);
  gtk_widget_set_tooltip_text (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
  gtk_widget_set_visible (self->mark, index > 0);
  gtk_widget_set_visible (self->remove, index > 0);
  gtk_widget_set_tooltip_text (self->remove, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  nqp_widget_set_class (self->box, "focus", index == 0);
  nqp_series_mark_set (NQP_SERIES_MARK (self->mark), index, &self->style);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
nqp_region_chip_class_init (NqpRegionChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = nqp_region_chip_snapshot;
  signals[CLICKED] = g_signal_new ("clicked", NQP_TYPE_REGION_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", NQP_TYPE_REGION_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  g_type_ensure (NQP_TYPE_SERIES_MARK);
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
}
