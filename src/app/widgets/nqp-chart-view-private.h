/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-picture.h"
#include "nqp-chart-view.h"

G_BEGIN_DECLS

struct _NqpChartView
{
  GtkWidget parent_instance;

  NqpSession *session;
  const NqpChart *chart;
  NqpScene *scene; /* NULL: to be built */
  NqpSnapshot *snapshot; /* what the scene shows; NULL without one */
  NqpPicture
      *picture; /* as last painted; a texture rather than a cairo node: that is played back for every frame */
  GdkTexture *texture; /* of the picture with the scene and scale factor of now; NULL: to be made */
  int scroll;          /* first row of a ranking; -1 = the focus in sight */
  double scroll_left;  /* part of a row a touchpad has moved */
  int described;       /* region the accessible description speaks of; -1 = the whole chart */
  gboolean walking;    /* the keyboard has moved the hover */
  double pointer_x, pointer_y; /* where it was last: what is drawn anew below it does not move it */
  gboolean assumed;    /* shows the scores under the assumed values */
  int step;            /* the last one shown, 0 = all */
  NqpDatum at;         /* node and other: the part the keyboard is on */
  gboolean whole;      /* as high as its chart asks for, in something that scrolls */
  int need, need_width; /* what its chart asks for, at which width; 0 = not known */
  int given;            /* what it has asked for itself */
  double looked;        /* where what is to be in sight was last */
  guint need_id;
  GtkWidget *menu;
  NqpDatum menu_datum;
};

gboolean
nqp_chart_view_has_scores (NqpChartView *self);
/* What is looked at now, which the next picture shows. */
void
nqp_chart_view_get_view (NqpChartView *self, NqpView *view);
/* Regions as they follow each other in the picture; one for each region of the scores. */
void
nqp_chart_view_get_order (NqpChartView *self, int *out);
void
nqp_chart_view_forget_scene (NqpChartView *self);
void
nqp_chart_view_describe (NqpChartView *self, int region);
gboolean
nqp_chart_view_ensure_scene (NqpChartView *self);
GdkRectangle
nqp_chart_view_locate_part (NqpChartView *self);
void
nqp_chart_view_activate_part (NqpChartView *self, const GdkRectangle *at);
void
nqp_chart_view_show_part (NqpChartView *self, NqpDatum datum);

/* nqp-chart-view-room.c */
int
nqp_chart_view_get_need (NqpChartView *self, int width); /* 0 = whatever there is will do */
void
nqp_chart_view_learn_need (NqpChartView *self); /* from its new scene */
gboolean
nqp_chart_view_scroll (NqpChartView *self, int direction); /* a part of the page; FALSE: it does not scroll */

/* nqp-chart-view-keys.c */
gboolean
nqp_chart_view_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                            NqpChartView *self);

/* nqp-chart-view-pointer.c */
void
nqp_chart_view_add_pointer (NqpChartView *self);
gboolean
nqp_chart_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip);

/* nqp-chart-view-menu.c */
void
nqp_chart_view_install_menu (GtkWidgetClass *widget_class);
void
nqp_chart_view_popup_menu (NqpChartView *self, NqpDatum datum, double x, double y);
/* How the number of a mark comes about; focus, measure and year of now where the mark has none. */
void
nqp_chart_view_open_derivation (NqpChartView *self, NqpDatum datum, const GdkRectangle *at);

G_END_DECLS
