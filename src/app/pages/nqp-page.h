/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-view.h"
#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpPage:
 *
 * Base of the pages. A page shows the session and changes it; it never talks to another page. The base collects changes
 * while the page is hidden and hands them to changed() when it is shown. It keeps with the project which side each NqpSplit shows
 * that has a name.
 */
#define NQP_TYPE_PAGE (nqp_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NqpPage, nqp_page, NQP, PAGE, AdwBin)

struct _NqpPageClass
{
  AdwBinClass parent_class;

  void (*changed) (NqpPage *self, guint flags);    /* mapped, flags of NqpChange */
  NqpChartView *(*get_chart_view) (NqpPage *self); /* what Ctrl+E exports: the chart looked at; NULL: there is but one */
  gboolean (*walk) (NqpPage *self, int step); /* Page Up and Page Down; FALSE: they walk the ranking as everywhere */
  gboolean (*find) (NqpPage *self); /* Ctrl+F where the page has the keyboard; FALSE: it finds a region as everywhere */
  gboolean inherits_template; /* the template is that of a class above */
  void (*show_part) (NqpPage *self, const char *name); /* of a page that shows one of several */
};

void
nqp_page_set_session (NqpPage *self, NqpSession *session); /* also given to chart and table views below it */
/* A part made later gets the session, and its splits what is kept of them. */
void
nqp_page_adopt (NqpPage *self, GtkWidget *part);
NqpSession *
nqp_page_get_session (NqpPage *self);
NqpChartView *
nqp_page_get_chart_view (NqpPage *self);
/* All of the page, that one first, then those that can be seen: for who exports them. (element-type NqpChartView) (transfer container) */
GPtrArray *
nqp_page_get_chart_views (NqpPage *self);
gboolean
nqp_page_walk (NqpPage *self, int step);
gboolean
nqp_page_find (NqpPage *self);
void
nqp_page_show_part (NqpPage *self, const char *name);

/* The list of pages: adding one = a class, a .ui and a line in nqp-pages.c. */
typedef struct
{
  const char *id;    /* "map" */
  const char *title; /* N_() msgid */
  const char *icon;
  const char *group; /* N_() msgid: "Explore" */
  GType (*get_type) (void);
  gboolean own_pane; /* it has a pane of its own: weights and method are shown beside it only when asked for */
} NqpPageInfo;

const NqpPageInfo *
nqp_pages (int *out_n);
const NqpPageInfo *
nqp_pages_find (const char *id);

G_END_DECLS
