/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-region-row.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"

struct _NqpRegionRow
{
  AdwBin parent_instance;

  int region;
  GtkWidget *rank, *name, *value, *compare;
};

static guint compare_signal;

G_DEFINE_FINAL_TYPE (NqpRegionRow, nqp_region_row, ADW_TYPE_BIN)

static void
on_compare (NqpRegionRow *self)
{
  g_signal_emit (self, compare_signal, 0, self->region);
}

void
nqp_region_row_show (NqpRegionRow *self, NqpSession *session, int region)
{
  NqpLang lang = nqp_session_get_lang (session);
  const NqpPanel *panel = nqp_session_get_panel (session);
  const NqpRegion *place = &panel->places[region];
  const char *name = nqp_panel_place_name (panel, region, lang);
  const char *other = nqp_text_get (&place->name, lang == NQP_LANG_EN ? NQP_LANG_ZH : NQP_LANG_EN);
  const int *compared = nqp_session_get_compared (session);
  gboolean focus = nqp_session_get_focus (session) == region;
  gboolean is_compared = FALSE;
  g_autofree char *value = NULL;
  g_autofree char *tooltip = NULL;
  g_autofree char *label = NULL;
  char rank_text[16] = "–";
  NqpView view;
  int rank;

  self->region = region;
  nqp_session_get_view (session, &view);
  rank = nqp_scores_rank (view.scores, view.measure, view.year, region);
  if (rank > 0)
    g_snprintf (rank_text, sizeof rank_text, "%d", rank);
  gtk_label_set_text (GTK_LABEL (self->rank), rank_text);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  value = nqp_view_value_text (&view, view.year, region);
  gtk_label_set_text (GTK_LABEL (self->value), value);
  tooltip = g_strdup_printf ("%s · %s · %s", name, other, place->code);
  gtk_widget_set_tooltip_text (self->name, tooltip);

  for (int i = 0; i < nqp_session_get_n_compared (session); i++)
    is_compared |= compared[i] == region;
  /* Translators: %s is a region */
  label = g_strdup_printf (is_compared ? _ ("Stop comparing %s") : _ ("Compare %s"), name);
  gtk_button_set_icon_name (GTK_BUTTON (self->compare),
                            is_compared ? "list-remove-symbolic" : "list-add-symbolic");
  gtk_widget_set_tooltip_text (self->compare, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->compare), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (
      self->compare, !focus && (is_compared || nqp_session_get_n_compared (session) < NQP_MAX_COMPARED));
  nqp_widget_set_class (self->name, "heading", focus);
}

static void
nqp_region_row_class_init (NqpRegionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  compare_signal = g_signal_new ("compare", NQP_TYPE_REGION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-region-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpRegionRow, rank);
  gtk_widget_class_bind_template_child (widget_class, NqpRegionRow, name);
  gtk_widget_class_bind_template_child (widget_class, NqpRegionRow, value);
  gtk_widget_class_bind_template_child (widget_class, NqpRegionRow, compare);
  gtk_widget_class_bind_template_callback (widget_class, on_compare);
}

static void
nqp_region_row_init (NqpRegionRow *self)
{
  self->region = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
